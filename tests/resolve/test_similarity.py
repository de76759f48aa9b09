import pytest

from kg.model import EntityType
from kg.resolve.names import analyse
from kg.resolve.similarity import alike, block_keys, could_be_one


@pytest.mark.parametrize(
    ("first", "second", "type_", "one"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", "Person", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Person", True),
        ("Ministry of Defence", "Ministry of Defense", "Organization", True),
        ("Al Qaeda", "al-Qaida", "Organization", True),
        ("Jong-un Kim", "Kim Jong-un", "Person", True),
        ("Kim Jong-un", "Kim Jong-il", "Person", False),
        ("John Smith", "Joan Smith", "Person", False),
        ("Robert Kennedy", "Robert Kennedy Jr.", "Person", False),
        ("Resolution 1718", "Resolution 1874", "Law", False),
    ],
)
def test_similarity_word_by_word(first: str, second: str, type_: EntityType, one: bool) -> None:
    left, right = analyse(first, type_), analyse(second, type_)
    assert could_be_one(left, right) is one
    if one:
        assert set(block_keys(left)) & set(block_keys(right))


def test_similarity_names_with_other_numbers_are_not_alike() -> None:
    assert alike(analyse("Boeing 737", "Product"), analyse("Boeing 747", "Product")) == 0
    assert alike(analyse("Sergei Lavrov", "Person"), analyse("Sergey Lavrov", "Person")) > 0.9
