"""Kinds of sources: by type, and by the words of their names."""

import pytest

from kg.view.voices import GROUPS, group_of


@pytest.mark.parametrize(
    ("type_", "label", "group"),
    [
        ("Person", "John Kirby", "people"),
        ("Country", "Russia", "governments"),
        ("Place", "Moscow", "governments"),
        ("Organization", "White House", "governments"),
        ("Organization", "Ministry of Defence", "governments"),
        ("Organization", "Harbour Gazette", "media"),
        ("Organization", "High Court of Harbour", "courts"),
        ("Organization", "Harbour Shipping", "other bodies"),
        ("Group", "Republicans", "groups of people"),
        (None, "officials", "not by name"),
    ],
)
def test_voices_have_a_group(type_, label, group):
    assert group in GROUPS
    assert group_of(type_, label) == group
