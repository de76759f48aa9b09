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
    are the further prepositions of whoever undergoes it. `needs_both` is true where who does it says nothing alone.
    """

    verb: str
    passive: str
    owner_acts: bool
    of_acts: bool
    markers: frozenset[str]
    needs_both: bool


def nominal_of(lemma: str) -> Nominal | None:
    """Return the deed that a noun tells of, None where it tells none; British spellings are those of the table."""
    return _nominals().get(lemma) or _nominals().get(lemma.replace("isation", "ization"))


@cache
def named_by_body() -> frozenset[str]:
    """Return the nouns whose deed a body does that is named right before them: "EU ban"; not "Iraq invasion"."""
    return frozenset(load_table("nominals")["by-body"]["nouns"])


@cache
def _nominals() -> dict[str, Nominal]:
    table = {section: load_table("nominals")[section] for section in ("undergone", "done", "both")}
    return {
        noun: _nominal(entry, owner_acts=section != "undergone", of_acts=section == "done")
        for section, nouns in table.items()
        for noun, entry in nouns.items()
    }


def _nominal(entry: str, *, owner_acts: bool, of_acts: bool) -> Nominal:
    forms, *markers = entry.split()
    verb, _, given = forms.removesuffix("!").replace("_", " ").partition("/")
    passive = f"be {given or participle(verb)}"
    return Nominal(verb, passive, owner_acts, of_acts, frozenset(markers), forms.endswith("!"))


@cache
def all_deeds() -> tuple[tuple[str, str], ...]:
    """Return each noun that tells a deed beside each verb of it, first word alone: ("attack", "attack"), ("trip", "visit")."""
    table = load_table("nominals")
    worded = [*table["worded"].items(), *((noun.split()[0], verb) for noun, verb in table["worded-direct"].items())]
    pairs = [*((noun, deed.verb) for noun, deed in _nominals().items()), *worded]
    return tuple(sorted({(noun, verb.removeprefix("be ").split()[0]) for noun, verb in pairs}))


def verb_of_noun(noun: str, link: str) -> tuple[str, str] | None:
    """Return the verb that words the deed of a noun, and the preposition that is left; None for a noun that tells none.

    "attack", "on": attack, nothing. "appeal", "for": appeal, for.
    """
    table = load_table("nominals")
    direct = table["worded-direct"].get(f"{noun} {link}")
    if direct is not None:
        return direct, ""
    deed = nominal_of(noun)
    if deed is not None and not deed.of_acts and link in ("of", *deed.markers):
        return deed.verb, ""
    verb = table["worded"].get(noun) or (None if deed is None else deed.verb)
    return None if verb is None else (verb, link)


def plan_of_noun(noun: str) -> str | None:
    """Return the verb of a noun before an infinitive: "plan" for "a plan to buy jets"."""
    plan: str | None = load_table("nominals")["plans"].get(noun)
    return plan


@cache
def had() -> frozenset[str]:
    """Return the nouns that one has rather than does: "has a dispute with"."""
    return frozenset(load_table("nominals")["states"]["nouns"])


def participle(verb: str) -> str:
    """Return the regular past participle: delivered, closed, denied; verbs that double a letter stand in the table."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
