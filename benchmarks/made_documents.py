"""Annotated documents of any number, made by rule: in goes a size, out come records and their resolution.

The names are numbers ("Company 00017"), so that nobody is invented; the same size gives the same documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kg.model import (
    AnnotatedDocument,
    Argument,
    Attribution,
    Chain,
    Content,
    Cue,
    Document,
    Entity,
    EntityType,
    Mention,
    Predicate,
    Sentence,
    Statement,
    StatementTime,
    Time,
)

KINDS: tuple[tuple[EntityType, str], ...] = (
    ("Person", "Delegate"),
    ("Organization", "Company"),
    ("Country", "State"),
    ("Place", "Town"),
    ("Event", "Meeting"),
)
VERBS = ("supplied", "met", "sued", "praised", "visited", "joined", "left", "funded", "warned", "bought")
GROUP = 55
STATEMENTS_IN_DOCUMENT = 9
START = date(2022, 1, 1)


@dataclass(frozen=True)
class MadeResolution:
    """Every chain has the entity of its name."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[tuple[str, int], str]
    redirects: Mapping[str, str]


def make_documents(entity_count: int, statement_count: int) -> tuple[list[AnnotatedDocument], MadeResolution]:
    """Make documents whose statements name every entity at least once, more often inside its group than outside."""
    random = Random(20)
    entities = []
    for number in range(entity_count):
        kind, word = KINDS[number % len(KINDS)]
        label = f"{word} {number:05d}"
        entities.append(Entity(label.replace(" ", "_"), label, kind, (label, f"{word[0]}. {number:05d}"), None))
    pairs = [(first, partner(first, entity_count, random)) for first in range(0, entity_count)]
    while len(pairs) < statement_count:
        hub = min(int(random.paretovariate(0.7)) - 1, entity_count - 1)
        pairs.append((hub * GROUP % entity_count, partner(random.randrange(entity_count), entity_count, random)))
    pairs = [(first, second) for first, second in pairs[:statement_count] if first != second]
    documents = [
        make_document(start // STATEMENTS_IN_DOCUMENT, pairs[start : start + STATEMENTS_IN_DOCUMENT], entities, random)
        for start in range(0, len(pairs), STATEMENTS_IN_DOCUMENT)
    ]
    entity_of = {
        (annotated.document.id, chain.id): chain.entity
        for annotated in documents
        for chain in annotated.chains
        if chain.entity is not None
    }
    return documents, MadeResolution(tuple(entities), entity_of, {})


def partner(entity: int, entity_count: int, random: Random) -> int:
    """Pick the other end of a statement: nine times in ten from the same group, most often one of its first."""
    if random.random() < 0.1:
        return random.randrange(entity_count)
    return min(entity // GROUP * GROUP + int(random.random() ** 2.5 * GROUP), entity_count - 1)


def make_document(
    place: int, pairs: list[tuple[int, int]], entities: list[Entity], random: Random
) -> AnnotatedDocument:
    """Write one sentence for each pair; every second sentence is credited, every ninth negated."""
    day = START + timedelta(days=place % 900)
    text = ""
    records: dict[str, list] = {name: [] for name in ("sentences", "mentions", "times", "attributions", "statements")}
    chain_of: dict[str, int] = {}

    def mention(entity: Entity, start: int) -> Argument:
        chain = chain_of.setdefault(entity.id, len(chain_of))
        end = start + len(entity.label)
        number = len(records["mentions"])
        records["mentions"].append(Mention(number, start, end, entity.label, entity.label, "name", entity.type, chain))
        return Argument(start, end, entity.label, entity.label, number, entity.id, entity.label)

    for number, (first, second) in enumerate(pairs):
        verb, denied = random.choice(VERBS), number % 9 == 4
        begin = len(text) + (1 if text else 0)
        text += " " if text else ""
        attribution = None
        if number % 2:
            speaker = entities[first // GROUP * GROUP]
            source = mention(speaker, len(text))
            text += f"{speaker.label} "
            cue = Cue(len(text), len(text) + 4, "said", "say")
            text += "said that "
            attribution = (source, cue, len(text) - 5)
        subject = mention(entities[first], len(text))
        text += f"{entities[first].label} "
        words = f"never {verb}" if denied else verb
        predicate = Predicate(len(text), len(text) + len(words), words, None, verb, "active", None, False)
        text += f"{words} "
        object = mention(entities[second], len(text))
        text += entities[second].label
        time = StatementTime(None, None)
        if number % 3 == 0:
            value = (day - timedelta(days=number)).isoformat()
            text += " on "
            records["times"].append(
                Time(len(records["times"]), len(text), len(text) + 10, value, "DATE", value, None, value, value)
            )
            text += value
            time = StatementTime(len(records["times"]) - 1, value)
        text += ", according to notes that were read at the time."
        credit = None
        if attribution is not None:
            source, cue, start = attribution
            credit = len(records["attributions"])
            content = Content(start, len(text) - 1, text[start : len(text) - 1], None)
            records["attributions"].append(
                Attribution(credit, source, cue, content, "indirect", "speech", "affirmed", None)
            )
        records["sentences"].append(Sentence(number, begin, len(text), number // 3, "body"))
        records["statements"].append(
            Statement(
                *(f"{place:05x}{number:03x}", number, "clause", subject, predicate, object, (), credit),
                *("negated" if denied else "affirmed", "possible" if number % 7 == 3 else "actual", None, time, 0.8),
                "by-rule",
            )
        )
    chains = tuple(
        Chain(chain, members, members[0], (), entity)
        for entity, chain in chain_of.items()
        for members in [tuple(one.id for one in records["mentions"] if one.chain == chain)]
    )
    own = tuple(entity for entity in (entities[index] for pair in pairs for index in pair) if entity.id in chain_of)
    return AnnotatedDocument(
        Document(f"made{place:08x}", f"Report {place:05d}", day.isoformat(), "Benchmark", None, None, "en", None, text),
        *(tuple(records["sentences"]), tuple(records["mentions"]), chains, tuple(dict.fromkeys(own))),
        *(tuple(records["times"]), tuple(records["attributions"]), tuple(records["statements"])),
    )
