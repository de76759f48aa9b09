"""Blocks: under which keys a chain is filed, so that what may be one is looked for there and nowhere else.

In goes a chain, out come its keys. **A rule of the cascade may look at two chains together only if they meet here**: under a
common joint key, or where one asks for what the other offers (and those that ask for one thing meet, too). Whoever writes a rule
files the chains that it compares, and need not know how blocks are kept; `tests/resolve/test_blocks.py` compares a join by
blocks with one of all chains. More keys are never wrong, only slower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.names import slug
from kg.resolve.decisions import Decision, Decisions, EntityRef, KeepApart, MentionRef, Merge, Reject, Split
from kg.resolve.model import ChainSummary
from kg.resolve.names import Name, analyse, full_forms, initials, name_class, surname, tails, trimmed
from kg.resolve.similarity import belongs, block_keys

Key = int
"""A key as a number of 64 bits; if two keys had one number, two blocks would be one, which is slower and not wrong."""

_HASH_MARK = "."


@dataclass(frozen=True, slots=True)
class Blocks:
    """The keys of a chain; offers meet only those who ask, as joint keys do, and not each other.

    Of a person with a full name `first` is the first word, which is no surname; of one with less than that `asked` is the
    word that must be nobody's first name.
    """

    joint: tuple[Key, ...]
    offers: tuple[Key, ...]
    first: str | None = None
    asked: str | None = None


class Filing:
    """Files chains, of those that are called the same only one."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[object, ...], Blocks] = {}

    def blocks(self, chain: ChainSummary) -> Blocks:
        """Return the blocks of a chain, the same object for chains that are called the same."""
        called = chain.label, chain.type, chain.names, chain.wikidata
        found = self._known.get(called)
        if found is None:
            name = analyse(chain.label, chain.type)
            joint = {number(key) for key in self._joint(chain, name)}
            offers = {number(key) for key in self._offers(chain, name)} - joint
            is_person = name.cls == "person" and bool(name.tokens)
            first = name.tokens[0] if is_person and name.strong else None
            found = self._known[called] = Blocks(
                joint=tuple(sorted(joint)),
                offers=tuple(sorted(offers)),
                first=None if first is None or first == surname(name) else first,
                asked=surname(name) if is_person and not name.strong else None,
            )
        return found

    def distinct(self, chains: Iterable[ChainSummary]) -> Iterable[Blocks]:
        """Return the blocks of some chains, each once."""
        return {id(blocks): blocks for blocks in map(self.blocks, chains)}.values()

    def first_names(self, chains: Iterable[ChainSummary], without: Collection[MentionRef]) -> Counter[str]:
        """Count chains of people by first names, without the chains that a user split off at some mentions."""
        found = Counter[str]()
        for chain in chains:
            first = self.blocks(chain).first
            if first is not None and not (without and _has_any(chain, without)):
                found[first] += 1
        return found

    def _joint(self, chain: ChainSummary, name: Name) -> Iterator[str]:
        """Yield the keys of what is equal, or alike enough to be compared, or asked for by a short name."""
        yield f"slug {slug(chain.label)}"
        entry = None if chain.wikidata is None else self._gazetteer.by_wikidata(chain.wikidata)
        if chain.wikidata is not None:
            yield f"linked {chain.wikidata}"
        elif name.tokens and name.strong:
            entry = self._gazetteer.lookup(chain.label)
            entry = entry if entry is not None and name_class(entry.type) == name.cls else None
        if entry is not None:
            yield f"linked {entry.wikidata or entry.id}"
            yield f"slug {entry.id}"
        if not name.tokens:
            return
        yield f"name {name.cls} {name.key}"
        if name.acronym:
            yield f"letters {name.cls} {name.key}"
        if name.strong and len(name.tokens) > 1:
            yield f"type {name.key}"
        if name.strong and not name.acronym:
            yield from (f"alike {key}" for key in block_keys(name))
        rest = trimmed(name)
        if rest is not None:
            yield f"name {name.cls} {rest}"
        if name.cls == "person":
            yield from (f"full {form}" for form in full_forms(name))
            yield f"tail {name.key}"
            yield f"name thing {name.key}"
            yield f"name place {name.key}"
            if not name.strong:
                yield f"surname {surname(name)}"
        elif len(name.tokens) == 1:
            yield f"surname {name.key}"
            yield f"name person {name.key}"

    def _offers(self, chain: ChainSummary, name: Name) -> Iterator[str]:
        """Yield what a short name may ask for: other names, first letters, the surname."""
        if not name.tokens:
            return
        for text in chain.names:
            alias = analyse(text, chain.type)
            if alias.tokens and belongs(alias, name):
                yield f"name {name.cls} {alias.key}"
        yield from (f"letters {name.cls} {letters}" for letters in initials(name))
        if name.cls == "person" and name.strong:
            yield f"surname {surname(name)}"
            yield from (f"tail {tail}" for tail in tails(name))


def decision_keys(decision: Decision) -> Iterator[Key]:
    """Yield the keys of the ids that a decision names, with their hash and without it."""
    for entity in entities_of(decision):
        yield number(f"slug {entity.id}")
        yield number(f"slug {entity.id.rpartition(_HASH_MARK)[0]}")


def entities_of(decision: Decision) -> tuple[EntityRef, ...]:
    """Return the entities that a decision about who is who names."""
    match decision:
        case Merge():
            return decision.kept, decision.gone
        case KeepApart():
            return decision.first, decision.second
        case Split():
            return (decision.entity,)
        case Reject():
            return ()
    return (decision.entity,)


def split_off(decisions: Decisions) -> frozenset[MentionRef]:
    """Return the mentions whose chains a user split off, and rules leave alone."""
    splits = (decision for decision in decisions.active if isinstance(decision, Split))
    return frozenset(mention for decision in splits for mention in decision.mentions)


def mentions_of(decision: Decision) -> Iterator[MentionRef]:
    """Yield the mentions that a decision names."""
    for entity in entities_of(decision):
        yield from entity.mentions
    if isinstance(decision, Split):
        yield from decision.mentions


def _has_any(chain: ChainSummary, mentions: Collection[MentionRef]) -> bool:
    return any(MentionRef(chain.document, start) in mentions for start in chain.starts)


def number(key: str) -> Key:
    """Return the number of a key, the same one on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest())
