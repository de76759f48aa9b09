import pytest

from kg.model import EntityType
from kg.resolve.names import analyse, full_forms, initials, middle, skeleton, surname, tails


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
    assert full_forms(analyse("John F. Kennedy", "Person")) == ("john kennedy", "jonathan kennedy")
    assert full_forms(analyse("Jim Comey Jr.", "Person")) == ("james comey jr", "jim comey jr")
    assert full_forms(analyse("Kirby", "Person")) == full_forms(analyse("Jim Beam", "Organization")) == ()
    assert middle(analyse("Omar Mir Seddique Mateen", "Person")) == ("mir", "seddique")
    assert middle(analyse("Kirby", "Person")) == ()
    assert list(tails(analyse("Debbie Wasserman Schultz", "Person"))) == ["wasserman schultz"]
    assert list(tails(analyse("Mary Ann Lee", "Person"))) == list(tails(analyse("John B. Kirby Jr.", "Person"))) == []
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
