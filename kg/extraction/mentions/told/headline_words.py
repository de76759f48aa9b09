"""Words before a name that are none of it: in go a document's names, out they come with "Endorsed Trump" read as Trump.

Headlines and pictures' captions inside a text capitalise verbs and prepositions, and the tagger takes these for given names. What
is behind such a word is a name only where the document has it elsewhere; so is what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.mentions.draft import MentionDraft, name_draft
from kg.extraction.rules import Off, rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import first_name_gender, is_given_name
from kg.lexicon.inflection import gerund, lemma_of_form, past, third_person
from kg.lexicon.words import load_words

LINKS = frozenset(
    {"about", "above", "after", "against", "along", "amid", "among", "and", "as", "at", "because", "before", "behind", "below",
     "beneath", "beside", "besides", "between", "beyond", "but", "by", "despite", "during", "for", "from", "how", "if", "in",
     "inside", "into", "like", "near", "of", "on", "or", "over", "since", "than", "that", "through", "to", "under", "until",
     "when", "where", "while", "why", "with", "without"}
)  # fmt: skip
STANCES = ("pro", "anti", "never")
MARKS = frozenset("[]()")


@rule(
    "Anna Kirby resigned on Friday. Beneath Kirby's desk was a note.",
    "not: name: Beneath Kirby: Person",
    off=Off.FIRST,
)
def without_headline_words(names: list[MentionDraft], parse: Parse) -> list[MentionDraft]:
    """Return the names, those of people cut behind the last word in them that is no name, where the rest is known."""
    whole = [m for m in names if m.type == "Person" and not _cuts(parse.tokens[m.first.i : m.last.i + 1])]
    known = {m.name.rpartition(" ")[2]: m for m in whole} | {m.name: m for m in whole}
    return [part for m in names for part in _parts(parse, m, known)]


def _parts(parse: Parse, m: MentionDraft, known: dict[str, MentionDraft]) -> Iterator[MentionDraft]:
    run = parse.tokens[m.first.i : m.last.i + 1]
    cuts = _cuts(run)
    if m.type != "Person" or m.entry is not None or not cuts:
        yield m
        return
    behind, before = run[cuts[-1] + 1 :], run[: cuts[0]]
    if _words(behind) not in known:
        yield m
        return
    if _words(before) in known:
        yield _person(before, known)
    yield _person(behind, known)


def _cuts(run: Sequence[Token]) -> list[int]:
    """Return where words stand in a run, before its last, that are no names."""
    return [at for at, token in enumerate(run[:-1]) if _is_no_name(token)]


def _words(run: Sequence[Token]) -> str:
    return " ".join(token.text for token in run)


def _person(run: Sequence[Token], known: dict[str, MentionDraft]) -> MentionDraft:
    draft = name_draft(list(run), 0, len(run), "Person")
    twin = known[_words(run)]
    draft.entry = twin.entry if twin.name == draft.name else None
    draft.gender = first_name_gender(run[0].text) if len(run) > 1 else None
    draft.origin = "behind a word of a headline"
    return draft


def _is_no_name(token: Token) -> bool:
    """Tell a preposition, a mark or a form of a verb ("Endorsed", "Says", "Said"), unless it is a given name as well."""
    word = token.lower
    return word in MARKS or (
        not is_given_name(token.text) and (word in LINKS or word in _forms() or bool(lemma_of_form(word)))
    )


@cache
def _forms() -> frozenset[str]:
    verbs = load_words("verbs").of(*load_words("verbs").classes)
    single = (verb for verb in verbs if verb.isalpha() and verb != "be")
    return frozenset(form for verb in single for form in (past(verb), gerund(verb), third_person(verb)))


@rule("A pro-Kirby group met in Oslo. Ann Kirby left.", "not: name: pro-Kirby: Organization", off=False)
def is_for_or_against(first: Token) -> bool:
    """Tell "pro-Clinton" and "anti-Trump", which are nobody's name."""
    return first.lower in STANCES or first.lower.startswith(tuple(f"{word}-" for word in STANCES))
