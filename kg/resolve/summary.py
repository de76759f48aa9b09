"""What identity needs of an annotated document: in goes a document, out come summaries of its named chains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.lexicon.words import nouns_of
from kg.model import AnnotatedDocument, Chain, Entity, Mention
from kg.resolve.model import ChainSummary
from kg.resolve.names import analyse

_PREPOSITIONS = frozenset({"at", "for", "from", "in", "of", "on", "to", "with"})

MOST_NEIGHBOURS = 12
"""How many neighbours a summary keeps: those that share most sentences with the chain."""


def summarise(annotated: AnnotatedDocument) -> Iterator[ChainSummary]:
    """Yield a summary for each chain of a document that has an entity, in the order of the chains."""
    mentions = {mention.id: mention for mention in annotated.mentions}
    entities = {entity.id: entity for entity in annotated.entities}
    named = [chain for chain in annotated.chains if chain.entity is not None and chain.entity in entities]
    sentences = _sentences(annotated)
    neighbours = _neighbours(named, entities, mentions, sentences)
    roles = _roles(annotated, entities, mentions)
    for chain in named:
        if chain.entity is None:
            continue
        entity = entities[chain.entity]
        own = sorted((mentions[id] for id in chain.mentions), key=lambda mention: mention.start)
        first = next((mention for mention in own if mention.kind == "name"), own[0])
        yield ChainSummary(
            document=annotated.document.id,
            chain=chain.id,
            entity=entity.id,
            start=first.start,
            end=first.end,
            starts=tuple(mention.start for mention in own),
            label=entity.label,
            type=entity.type,
            names=entity.names,
            wikidata=entity.wikidata,
            roles=tuple(sorted(roles[chain.id])),
            neighbours=neighbours[entity.id],
        )


def neighbour_key(entity: Entity) -> str | None:
    """Return what an entity is called as a neighbour: its Q-id or its strong name; a weak name supports nothing."""
    if entity.wikidata is not None:
        return entity.wikidata
    name = analyse(entity.label, entity.type)
    return name.key if name.strong else None


def _sentences(annotated: AnnotatedDocument) -> dict[int, int]:
    """Map each mention to the sentence that it starts in."""
    sentences: dict[int, int] = {}
    ordered = sorted(annotated.sentences, key=lambda sentence: sentence.start)
    position = 0
    for mention in sorted(annotated.mentions, key=lambda mention: mention.start):
        while position + 1 < len(ordered) and ordered[position + 1].start <= mention.start:
            position += 1
        sentences[mention.id] = position
    return sentences


def _neighbours(
    named: list[Chain], entities: dict[str, Entity], mentions: dict[int, Mention], sentences: dict[int, int]
) -> dict[str, tuple[str, ...]]:
    """Return for each entity of a document the keys of the others: most sentences shared first, then most mentioned."""
    where: dict[str, set[int]] = defaultdict(set)
    often: Counter[str] = Counter()
    keys: dict[str, str] = {}
    for chain in named:
        if chain.entity is None:
            continue
        where[chain.entity].update(sentences[id] for id in chain.mentions if id in mentions)
        often[chain.entity] += len(chain.mentions)
        key = neighbour_key(entities[chain.entity])
        if key is not None:
            keys[chain.entity] = key
    found: dict[str, tuple[str, ...]] = {}
    for entity in where:
        others = [other for other in keys if keys[other] != keys.get(entity)]
        others.sort(key=lambda other: (-len(where[entity] & where[other]), -often[other], keys[other]))
        found[entity] = tuple(dict.fromkeys(keys[other] for other in others))[:MOST_NEIGHBOURS]
    return found


def _roles(
    annotated: AnnotatedDocument, entities: dict[str, Entity], mentions: dict[int, Mention]
) -> dict[int, set[str]]:
    """Return what a document calls its chains: a person's offices, and for a body who holds which office in it.

    "The spokesman", and "Kirby, spokesman for the council", give the person `spokesman` and the council
    `spokesman john kirby`, which tells one council from another.
    """
    vague = nouns_of("vague-role")
    roles: dict[int, set[str]] = defaultdict(set)
    for mention in annotated.mentions:
        if mention.kind == "nominal" and mention.type == "Person" and mention.head.lower() not in vague:
            roles[mention.chain].add(mention.head.lower())
    for statement in annotated.statements:
        office = _office(statement.predicate.lemma) if statement.kind == "name" else None
        holder = mentions.get(statement.subject.mention if statement.subject.mention is not None else -1)
        if office is None or office in vague or holder is None or holder.type != "Person":
            continue
        roles[holder.chain].add(office)
        person = entities.get(statement.subject.entity or "")
        key = neighbour_key(person) if person is not None else None
        if key is not None and statement.object is not None and statement.object.mention in mentions:
            roles[mentions[statement.object.mention].chain].add(f"{office} {key}")
    return roles


def _office(lemma: str) -> str | None:
    """Return the noun of "be foreign minister of": minister."""
    words = lemma.lower().split()
    if len(words) > 2 and words[-1] in _PREPOSITIONS:
        words.pop()
    return words[-1] if len(words) > 1 and words[0] == "be" else None
