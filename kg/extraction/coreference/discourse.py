"""What has been mentioned so far in a text: in go resolved mentions, out come those before a place, with their chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extraction.coreference.chains import ChainDraft, Chains
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token

LEAST_TOLD = 4
"""Mentions from which on somebody can be whom a text is about."""


class Discourse:
    """The mentions of a document up to the one that is being resolved, each with its chain."""

    def __init__(self, parse: Parse, chains: Chains, by_head: Mapping[int, MentionDraft]) -> None:
        self.parse = parse
        self.chains = chains
        self.by_head = by_head
        self.seen: list[MentionDraft] = []
        self.added: list[MentionDraft] = []
        """Mentions that were made on the way: "Jenna and Julien", once "they" are meant."""
        self.owners: dict[int, frozenset[str]] = {}
        """What nouns, by their places, are of; kept by whoever asks for it."""
        self._people: dict[int, ChainDraft] = {}
        self._same_words: dict[str, list[MentionDraft]] = {}
        self._counts: list[int] | None = None

    def see(self, mention: MentionDraft) -> None:
        """Remember a mention that now has a chain."""
        self.seen.append(mention)
        chain = self.chains[mention]
        if chain.type == "Person" and chain.named:
            self._people[id(chain)] = chain
        if mention.kind == "nominal":
            self._same_words.setdefault(mention.name.lower(), []).append(mention)
        self._counts = None

    def before(self) -> Iterator[MentionDraft]:
        """Yield what has been mentioned, the last first."""
        return reversed(self.seen)

    def in_same_words(self, mention: MentionDraft) -> Iterator[MentionDraft]:
        """Yield the nominals before a mention that have its very words, the last first."""
        return reversed(self._same_words.get(mention.name.lower(), []))

    def mention_at(self, head: Token | None) -> MentionDraft | None:
        """Return the mention with this head, whether it has been seen or not."""
        return self.by_head.get(head.i) if head is not None else None

    def chain_of(self, mention: MentionDraft | None) -> ChainDraft | None:
        """Return the chain of a mention, None where it has none yet."""
        return self.chains[mention] if mention is not None and mention in self.chains else None

    def is_protagonist(self, chain: ChainDraft) -> bool:
        """True for whom the text so far is about: the person named or meant twice as often as any other."""
        if len(chain.mentions) < LEAST_TOLD:
            return False
        if self._counts is None:
            self._counts = sorted((len(c.mentions) for c in self._people.values()), reverse=True)[:2]
        own = id(chain) in self._people and self._counts[:1] == [len(chain.mentions)]
        others = self._counts[1:] if own else self._counts[:1]
        return not others or len(chain.mentions) >= 2 * others[0]

    def paragraph(self, token: Token) -> int:
        """Return the number of a token's paragraph."""
        return self.parse.sentences[token.sent].paragraph
