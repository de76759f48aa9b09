"""Surnames that are places or words: in go a document's names, out they come with "Washington" read as Crystal Washington.

What the document tells goes before the gazetteer: once somebody is named in full, her surname alone means her, unless it stands
where only a place can ("in Washington"), or the document speaks of the place as well and names her further off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.mentions.draft import MentionDraft, name_draft
from kg.extraction.mentions.told.odd_names import BEFORE_DAYS
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import NOMINAL_SUBJECTS, Token
from kg.lexicon.words import names_of

WHERE = frozenset(
    {"in", "at", "from", "near", "outside", "across", "into", "throughout", "through", "within", "around", "over"}
)
PARTICLES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
NEAR = 3
"""Sentences within which a full name tells whom its surname means although the text speaks of the place too."""
FINITE = ("VBD", "VBZ")


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody named in full: the words that can stand for her alone, and where she is first named."""

    full: MentionDraft
    surname: str


def take_surnames(parse: Parse, names: list[MentionDraft]) -> list[MentionDraft]:
    """Return the names with those that are a person's surname read so, and with surnames that no name was seen in.

    A surname that is a given name elsewhere ("Clinton", "Kelly") tells no gender where somebody is called so by surname.
    """
    people: dict[str, _Person] = {}
    for m in names:
        words = [w for w in m.name.split() if w.lower() not in PARTICLES]
        if m.type == "Person" and len(words) > 1 and not m.inside and words[-1][0].isupper():
            for word in (words[-1], *(words[:1] if words[0].lower() in names_of("day-or-month") else ())):
                people.setdefault(word, _Person(m, word))
    if not people:
        return names
    names = [part for m in names for part in _parted(parse, m, people)]
    places = _places(people, names)
    for m in names:
        person = people.get(m.name)
        if person is not None and m.type != "Person" and _means(person, m, places.get(m.name, [])):
            m.type, m.entry, m.gender, m.origin = "Person", None, person.full.gender, "surname of somebody named"
            m.demonym = m.plural = False
        elif person is not None and m is not person.full and not m.titled:
            m.gender = None
    return [*names, *_unseen(parse, names, people)]


@rule(
    "Rita Panetta and Carl Petraeus met. The judge heard Petraeus and Panetta on Monday.",
    "name: Panetta = Rita Panetta: Person",
    off=(),
)
def _parted(parse: Parse, m: MentionDraft, people: dict[str, _Person]) -> list[MentionDraft]:
    """Return two people for one name "Petraeus and Panetta", where both are somebody's surname; else the name as it is."""
    run = parse.tokens[m.first.i : m.last.i + 1]
    if m.entry is not None or len(run) != 3 or run[1].lower != "and" or not {run[0].text, run[2].text} <= people.keys():
        return [m]
    return [name_draft(run, at, at + 1, "Person") for at in (0, 2)]


def _places(people: dict[str, _Person], names: Sequence[MentionDraft]) -> dict[str, list[MentionDraft]]:
    """Return the mentions of each surname that can only be a place."""
    found: dict[str, list[MentionDraft]] = {}
    for m in names:
        if m.name in people and not m.demonym and _is_where(m.head):
            found.setdefault(m.name, []).append(m)
    return found


def _is_where(head: Token) -> bool:
    return head.dep == "pobj" and head.head.lower in WHERE


@rule("Irving Berlin wrote songs. Berlin sold them in Boston.", "name: Berlin = Irving Berlin: Person", off=False)
def _means(person: _Person, m: MentionDraft, places: Sequence[MentionDraft]) -> bool:
    """Tell whether a surname means the person who was named in full before it, and not the place."""
    full = person.full
    if m.start < full.start or m.demonym or m.head.dep in ("amod", "compound", "nmod") or _is_where(m.head):
        return False
    near = 0 <= m.head.sent - full.head.sent <= NEAR
    return near if places else True


def _unseen(parse: Parse, names: Sequence[MentionDraft], people: dict[str, _Person]) -> Iterator[MentionDraft]:
    """Yield surnames that were taken for a verb, a month or an adjective: "May said", "Will criticized", "Best thanked"."""
    taken = {token.i for m in names for token in parse.tokens[m.first.i : m.last.i + 1]}
    for token in parse.tokens[:-1]:
        person = people.get(token.text)
        if person is None or token.i in taken or token.start < person.full.start:
            continue
        verb = _finite_behind(parse, token)
        if verb is None or (token.i and parse.tokens[token.i - 1].lower in BEFORE_DAYS):
            continue
        _make_subject(token, verb)
        draft = name_draft([token], 0, 1, "Person")
        draft.gender, draft.origin = person.full.gender, "surname of somebody named"
        yield draft


def _finite_behind(parse: Parse, token: Token) -> Token | None:
    """Return the finite verb right behind a word, if it has no subject but this word."""
    verb = parse.tokens[token.i + 1]
    misread = token.tag == "MD" and verb.text.endswith("ed")
    if (verb.tag not in FINITE and not misread) or verb.sent != token.sent:
        return None
    head = verb.head if verb.dep in ("aux", "auxpass") else verb
    return head if all(subject is token for subject in head.kids(*NOMINAL_SUBJECTS)) else None


def _make_subject(token: Token, verb: Token) -> None:
    """Tag a word as a name, and let it be the subject of a verb."""
    token.pos, token.tag, token.lemma, token.time = "PROPN", "NNP", token.text, None
    if token.head is token or verb.is_below(token):
        return
    token.attach(verb, "nsubj")
