import pytest

from kg.model import EntityType
from kg.resolve.names import analyse, initials, skeleton, surname, without_initials


@pytest.mark.parametrize(
    ("text", "type_", "key", "strong"),
    [
        ("Kim Jong-un", "Person", "kim jong un", True),
        ("KIM JONG UN", "Person", "kim jong un", True),
        ("Mr. Kirby", "Person", "kirby", False),
        ("President Vladimir Putin", "Person", "vladimir putin", True),
        ("J. Kirby", "Person", "j kirby", False),
        ("Robert Kennedy Jr.", "Person", "robert kennedy jr", True),
        ("Kennedy Jr.", "Person", "kennedy jr", False),
        ("Dmytro Kuleba’s", "Person", "dmytro kuleba", True),
        ("Séamus O'Neill", "Person", "seamus oneill", True),
        ("the Associated Press", "Organization", "associated press", True),
        ("Gazprom", "Organization", "gazprom", True),
        ("Gazprom PJSC", "Organization", "gazprom", True),
        ("Foreign Ministry", "Organization", "foreign ministry", False),
        ("Ministry of Foreign Affairs", "Organization", "ministry of foreign affairs", False),
        ("Russian Foreign Ministry", "Organization", "russian foreign ministry", True),
        ("U.N.", "Organization", "un", False),
        ("KCNA", "Organization", "kcna", True),
        ("IMF", "Organization", "imf", False),
        ("Georgia", "Country", "georgia", False),
        ("Washington", "Place", "washington", False),
        ("Kharkiv", "Place", "kharkiv", True),
    ],
)
def test_names_key_and_strength(text: str, type_: EntityType, key: str, strong: bool) -> None:
    name = analyse(text, type_)
    assert (name.key, name.strong) == (key, strong)


def test_names_parts() -> None:
    assert surname(analyse("Robert Kennedy Jr.", "Person")) == "kennedy"
    assert without_initials(analyse("John F. Kennedy", "Person")) == "john kennedy"
    assert initials(analyse("Ministry of Internal Affairs", "Organization")) == ("mia", "moia")
    assert initials(analyse("John Kirby", "Person")) == ()


def test_names_that_sound_alike_have_one_skeleton() -> None:
    assert skeleton("sergei") == skeleton("sergey")
    assert skeleton("hezbollah") == skeleton("hizbullah")
    assert skeleton("qaeda") == skeleton("qaida")
    assert skeleton("lavrov") != skeleton("kuleba")


def test_names_without_letters_have_no_words() -> None:
    assert analyse("—", "Person").tokens == ()
    assert not analyse("'s", "Thing").strong
