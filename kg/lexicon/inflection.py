"""Forms of English verbs: in goes a lemma, out come its third person, past, participle and gerund.

Irregular verbs stand in `inflection.toml`; a word that is not there is inflected by rule. Nothing is looked up in a language
pipeline, so that a graph is read without loading one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.lexicon import load_table

_VOWELS = tuple("aeiou")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
"""A verb that doubles its last letter: stop, plan, quiz; not "show", "fix", "play"."""

_PRESENT_IN_ED = frozenset(
    {"need", "feed", "seed", "speed", "breed", "bleed", "heed", "proceed", "succeed", "exceed", "weed", "embed", "shed"}
)


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    return {verb: (past, participle) for verb, (past, participle) in load_table("inflection")["irregular"].items()}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(load_table("inflection")["doubling"]["verbs"])


@cache
def _lemmas_by_form() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for verb, (past_form, participle_form) in _irregular().items():
        for form in dict.fromkeys((past_form, participle_form)):
            found.setdefault(form, []).append(verb)
    return {form: tuple(verbs) for form, verbs in found.items()}


def third_person(verb: str) -> str:
    """Return the third person singular of the present: "supply" supplies, "have" has, "be" is."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith("y") and not verb[:-1].endswith(_VOWELS):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def past(verb: str) -> str:
    """Return the past: "supply" supplied, "send" sent; of "be" it is was."""
    if verb == "be":
        return "was"
    return _irregular()[verb][0] if verb in _irregular() else f"{_stem(verb)}ed"


def participle(verb: str) -> str:
    """Return the past participle: "take" taken."""
    if verb == "be":
        return "been"
    return _irregular()[verb][1] if verb in _irregular() else f"{_stem(verb)}ed"


def gerund(verb: str) -> str:
    """Return the form in -ing: "make" making, "run" running."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _doubles(verb) else f"{verb}king" if verb.endswith("ic") else f"{verb}ing"


def lemma_of_form(form: str) -> str | None:
    """Return the verb that an irregular past or participle is of ("sent": send), None for any other word."""
    found = _lemmas_by_form().get(form)
    return None if found is None else found[0]


def is_past(form: str) -> bool:
    """Tell whether a word looks like a past or a past participle: "supplied", "sent"."""
    return form in _lemmas_by_form() or (form.endswith("ed") and form not in _PRESENT_IN_ED and len(form) > 3)


def is_bare_participle(form: str) -> bool:
    """Tell whether a word can be no past but a participle alone: "taken", "gone", "seen"."""
    return any(form == _irregular()[verb][1] != _irregular()[verb][0] for verb in _lemmas_by_form().get(form, ()))


def _stem(verb: str) -> str:
    """Return what -ed is put behind: "suppli", "stopp", "panick", "mov"."""
    if verb.endswith("e"):
        return verb[:-1]
    if verb.endswith("y") and not verb[:-1].endswith(_VOWELS):
        return f"{verb[:-1]}i"
    if verb.endswith("ic"):
        return f"{verb}k"
    return f"{verb}{verb[-1]}" if _doubles(verb) else verb


def _doubles(verb: str) -> bool:
    return verb in _doubling() or bool(_ONE_SYLLABLE.fullmatch(verb))
