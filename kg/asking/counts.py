"""Counts and superlatives: how many articles name something, how often, and who is named, quoted or credited most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from kg.asking.asked import Asked
from kg.asking.conditions import Condition, all_met
from kg.asking.features import types_of
from kg.asking.shelf import Page, Shelf
from kg.model import Statement

Takers = Callable[[Page, Statement], set[str]]
Measure = Literal["mentioned", "quoted", "articles", "statements", "times"]
_MOST = re.compile(
    r"^(?P<who>who|what|which (?P<noun>[\w -]+?)) (?:is|are|was|were|gets?|has been) "
    r"(?:(?:the )?most (?:often |frequently )?(?P<how>mentioned|named|quoted|cited|credited)"
    r"|(?P<how2>mentioned|named|quoted|cited|credited) (?:the )?most(?: often| frequently)?)\b",
    re.IGNORECASE,
)
_SAYS_MOST = re.compile(r"^who (?:says|said|claims|claimed) (?:the )?most\b", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"^how many (?P<what>articles?|documents?|stories|reports?|statements?)\b"
    r".*\b(?:mention|name|are there|is there|about|on|say|tell|speak)",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"^how (?:often|many times) (?:is|are|was|were|has|have) (?P<rest>.+?) (?:been )?(?:mentioned|named)\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"^who (?:is|was|were) the (?P<end>first|last) "
    r"(?:one |person |country |party )?to (?P<verb>[\w-]+)(?P<rest>.*)$",
    re.IGNORECASE,
)
"""A question for who did something first: the rest is asked for itself."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted; `types` of what, where a noun tells that."""

    measure: Measure
    types: frozenset[str]


def counting_of(text: str) -> Counting | None:
    """Return what a question counts, None where it counts nothing that the graph itself counts."""
    most = _MOST.search(text)
    if most is not None:
        how = (most["how"] or most["how2"]).lower()
        noun = (most["noun"] or ("person" if most["who"].lower() == "who" else "")).lower().split()[-1:]
        types = types_of(_singular(noun[0])) if noun else frozenset()
        return Counting("mentioned" if how in ("mentioned", "named") else "quoted", types)
    if _SAYS_MOST.search(text):
        return Counting("quoted", frozenset())
    many = _HOW_MANY.search(text)
    if many is not None:
        return Counting("statements" if many["what"].lower().startswith("statement") else "articles", frozenset())
    return Counting("times", frozenset()) if _HOW_OFTEN.search(text) else None


def _singular(noun: str) -> str:
    if noun in ("people", "persons"):
        return "person"
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Counted:
    """Something with its number, that in words, and some of the statements that it was counted from."""

    label: str
    number: int
    words: str
    statements: tuple[tuple[Page, Statement], ...]


def count(
    asked: Asked, counting: Counting, shelf: Shelf, labels: dict[str, str], conditions: Sequence[Condition]
) -> list[Counted]:
    """Return what was counted, the most first."""
    if counting.measure in ("mentioned", "quoted"):
        return _most(counting, shelf, labels, conditions)
    wanted = {entity for name in asked.names for entity in name.entities[:1]}
    stems = frozenset(word.stem for word in asked.words if not _names(asked, word.start)) - _COUNTING_STEMS
    pages = [page for page in shelf.pages if wanted <= set(page.entity_ids.values()) and stems <= page.stems]
    told = [
        (page, statement)
        for page in pages
        for statement in _told(page, conditions)
        if wanted <= _taking_part(page, statement)
    ]
    match counting.measure:
        case "statements":
            number, word = len(told), "statement"
        case "times":
            chains = {
                (id(page), chain) for page in pages for chain, entity in page.entity_ids.items() if entity in wanted
            }
            number = sum(
                (id(page), mention.chain) in chains
                for page in pages
                for found in page.mentions.values()
                for mention in found
            )
            word = "time"
        case _:
            number, word = len(pages), "article"
    return [Counted(str(number), number, _counted(number, word), tuple(told[:SHOWN]))] if number else []


_COUNTING_STEMS = frozenset(
    {
        "man",
        "many",
        "articl",
        "document",
        "stor",
        "report",
        "statement",
        "mention",
        "nam",
        "time",
        "often",
        "say",
        "tell",
        "speak",
        "ther",
    }
)


def _names(asked: Asked, at: int) -> bool:
    return any(name.start <= at < name.end for name in asked.names)


def _told(page: Page, conditions: Sequence[Condition]) -> Iterable[Statement]:
    for statements in page.statements.values():
        yield from (one for one in statements if one.kind != "report" and all_met(conditions, one, page))


def _most(counting: Counting, shelf: Shelf, labels: dict[str, str], conditions: Sequence[Condition]) -> list[Counted]:
    wanted = {entity for entity, type_ in shelf.types.items() if not counting.types or type_ in counting.types}
    by_mentions = counting.measure == "mentioned" and not conditions
    takers = _credited if counting.measure == "quoted" else _taking_part
    numbers: Counter[str] = Counter()
    pages: dict[str, set[str]] = defaultdict(set)
    for page in shelf.pages:
        if by_mentions:
            counted = Counter(
                page.entity_ids[mention.chain]
                for found in page.mentions.values()
                for mention in found
                if mention.chain in page.entity_ids
            )
        else:
            counted = Counter(entity for told in _told(page, conditions) for entity in takers(page, told))
        for entity, number in counted.items():
            if entity in wanted:
                numbers[entity] += number
                pages[entity].add(page.annotated.document.id)
    unit = "mention" if by_mentions else "statement"
    ranked = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Counted(
            labels.get(entity, entity),
            number,
            f"{_counted(number, unit)} in {_counted(len(pages[entity]), 'article')}",
            _some(shelf, entity, takers, conditions),
        )
        for entity, number in ranked[:SHOWN]
    ]


def _some(
    shelf: Shelf, entity: str, takers: Takers, conditions: Sequence[Condition]
) -> tuple[tuple[Page, Statement], ...]:
    """Return the first statements that an entity is counted in."""
    pages = (page for page in shelf.pages if entity in page.named)
    told = ((page, one) for page in pages for one in _told(page, conditions) if entity in takers(page, one))
    return tuple(islice(told, SHOWN))


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _credited(page: Page, statement: Statement) -> set[str]:
    found = set()
    for credit in page.credits_of(statement):
        if credit.source is not None and credit.source.mention is not None:
            found.add(page.entity_ids.get(page.annotated.mentions[credit.source.mention].chain))
    return {entity for entity in found if entity is not None}


def _taking_part(page: Page, statement: Statement) -> set[str]:
    found = {
        page.entity_ids.get(page.annotated.mentions[argument.mention].chain)
        for argument in (statement.subject, statement.object, *statement.arguments)
        if argument is not None and argument.mention is not None
    }
    return {entity for entity in found if entity is not None}
