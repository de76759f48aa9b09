"""Nouns of deeds with their verbs, from `nominals.toml`: in goes a noun's lemma, out comes what its participants do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon import load_table

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun of a deed: its verb, the verb's passive, and where its participants stand.

    `owner_acts` tells whether somebody before the noun does the deed, `of_acts` the same of whoever stands behind "of"; `markers`
    are the further prepositions of whoever undergoes it.
    """

    verb: str
    passive: str
    owner_acts: bool
    of_acts: bool
    markers: frozenset[str]


def nominal_of(lemma: str) -> Nominal | None:
    """Return the deed that a noun tells of, None where it tells none; British spellings are those of the table."""
    return _nominals().get(lemma) or _nominals().get(lemma.replace("isation", "ization"))


@cache
def _nominals() -> dict[str, Nominal]:
    table = load_table("nominals")
    return {
        noun: _nominal(entry, owner_acts=section != "undergone", of_acts=section == "done")
        for section, nouns in table.items()
        for noun, entry in nouns.items()
    }


def _nominal(entry: str, *, owner_acts: bool, of_acts: bool) -> Nominal:
    forms, *markers = entry.split()
    verb, _, given = forms.replace("_", " ").partition("/")
    return Nominal(verb, f"be {given or participle(verb)}", owner_acts, of_acts, frozenset(markers))


def participle(verb: str) -> str:
    """Return the regular past participle: delivered, closed, denied; verbs that double a letter stand in the table."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
