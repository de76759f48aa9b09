"""Numbers and names for what was found: mention, chain and entity records of one document.

In go chains, out come the records, and a `Naming` that tells for any head word which mention it is and what it is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.mentions.draft import MentionDraft, mentions_by_head
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.names import slug
from kg.model import Chain, Entity, EntityType, Mention


class Naming:
    """The mentions, chains and entities of a document, by head word."""

    def __init__(self, parse: Parse, chains: Sequence[ChainDraft]) -> None:
        self._drafts = chains
        drafts = sorted(((m, c) for c in chains for m in c.mentions), key=lambda pair: (pair[0].start, -pair[0].end))
        numbers = {id(c): n for n, c in enumerate(chains)}
        self.mentions = tuple(
            Mention(
                n, m.start, m.end, parse.text[m.start : m.end], parse.surface(m.head), m.kind, c.type, numbers[id(c)]
            )
            for n, (m, c) in enumerate(drafts)
        )
        self._number = {id(m): n for n, (m, _) in enumerate(drafts)}
        self._leads = {m.head.i: m.link.lead for m, _ in drafts if m.kind == "pronoun" and m.link is not None}
        self._by_head = {head: self._number[id(m)] for head, m in mentions_by_head([m for m, _ in drafts]).items()}
        self.entities, self._entity_of = self._name_drafts()
        self.chains = tuple(self._chain(n, c, numbers) for n, c in enumerate(chains))

    def _name_drafts(self) -> tuple[tuple[Entity, ...], dict[int, Entity]]:
        """Give every named draft an entity; two of one name are told apart by type, then by number."""
        taken: dict[str, int] = {}
        entities: dict[int, Entity] = {}
        for number, draft in enumerate(self._drafts):
            if not draft.named:
                continue
            label = label_of(draft)
            ident = slug(label)
            if ident in taken:
                ident = f"{ident}_{draft.type}"
            while ident in taken:
                ident += "_"
            taken[ident] = number
            names = tuple(draft.names()) or (label,)
            wikidata = draft.entry.wikidata if draft.entry is not None else None
            entities[number] = Entity(ident, label, draft.type, names, wikidata)
        return tuple(entities.values()), entities

    def _chain(self, number: int, draft: ChainDraft, numbers: dict[int, int]) -> Chain:
        mentions = tuple(sorted(self._number[id(m)] for m in draft.mentions))
        entity = self._entity_of.get(number)
        representative = self._number[id(representative_of(draft))]
        members = tuple(numbers[id(c)] for c in draft.members if id(c) in numbers)
        return Chain(number, mentions, representative, members, entity.id if entity is not None else None)

    def mention_at(self, head: Token) -> int | None:
        """Return the number of the mention with this head."""
        return self._by_head.get(head.i)

    def chain_at(self, head: Token) -> int | None:
        """Return the number of the chain of the mention with this head."""
        mention = self._by_head.get(head.i)
        return self.mentions[mention].chain if mention is not None else None

    def type_at(self, head: Token) -> EntityType | None:
        """Return the type of the mention with this head."""
        mention = self._by_head.get(head.i)
        return self.mentions[mention].type if mention is not None else None

    def name_of(self, head: Token, text: str) -> tuple[str | None, str]:
        """Return the entity's id, or None, and the best name for a phrase with this head."""
        chain = self.chain_at(head)
        if chain is None:
            return None, text
        entity = self._entity_of.get(chain)
        if entity is not None:
            return entity.id, entity.label
        record = self.chains[chain]
        mention = self.mentions[self._by_head[head.i]]
        if len(record.mentions) > 1 and (mention.kind == "pronoun" or record.representative != mention.id):
            return None, self.mentions[record.representative].text
        return None, text

    def named(self, chain: int) -> tuple[str | None, str]:
        """Return the entity's id, or None, and the best name of a chain."""
        entity = self._entity_of.get(chain)
        if entity is not None:
            return entity.id, entity.label
        return None, self.mentions[self.chains[chain].representative].text

    def is_named(self, head: Token) -> bool:
        """Tell whether the chain of the mention with this head has a name."""
        chain = self.chain_at(head)
        return chain is not None and chain in self._entity_of

    def type_of_entity(self, head: Token) -> EntityType | None:
        """Return the type of the entity that the mention with this head means."""
        entity = self._entity_of.get(chain) if (chain := self.chain_at(head)) is not None else None
        return entity.type if entity is not None else None

    def resolves(self, head: Token) -> bool:
        """Tell whether a pronoun is in a chain with something that is none."""
        chain = self.chain_at(head)
        return chain is not None and any(self.mentions[n].kind != "pronoun" for n in self.chains[chain].mentions)

    def lead_of(self, head: Token) -> float | None:
        """Return how far the antecedent of a pronoun was ahead of the next likely one, None where nothing was weighed."""
        return self._leads.get(head.i)


def label_of(draft: ChainDraft) -> str:
    """Return the best name of a draft: the gazetteer's label, else its fullest name, the more frequent one first."""
    if draft.entry is not None:
        return draft.entry.label
    names = Counter(m.name for m in draft.mentions if m.kind == "name" and not m.demonym)
    if not names:
        return next(m.name for m in draft.mentions if m.kind == "name")
    if draft.type == "Person":
        best = max(names, key=lambda name: (len(name.split()), not name.isupper(), names[name], len(name)))
        return best.title() if best.isupper() and " " in best else best
    spelled = [name for name in names if not name.isupper() or len(name) > 8] or list(names)
    return max(spelled, key=lambda name: (len(name.split()), names[name], len(name)))


def representative_of(draft: ChainDraft) -> MentionDraft:
    """Return the mention that stands for a draft: its best name, else its first nominal, else its first mention."""
    names = [m for m in draft.mentions if m.kind == "name" and not m.demonym]
    if names:
        label = label_of(draft)
        return next((m for m in names if m.name == label), max(names, key=lambda m: len(m.name.split())))
    nominals = [m for m in draft.mentions if m.kind != "pronoun"]
    return (nominals or draft.mentions)[0]
