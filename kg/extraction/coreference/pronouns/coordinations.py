"""Several things joined by "and", which "they" can mean together; in goes a mention, out comes one for it and what follows it."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.mentions.draft import Link, MentionDraft, words_of
from kg.extraction.syntax.token import Token


class Coordinations:
    """The coordinations of one document that a pronoun has been asked about; those that are meant become mentions."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._known: dict[int, ChainDraft | None] = {}

    def beginning_with(self, first: MentionDraft) -> ChainDraft | None:
        """Return the chain of "Jenna and Julien" for Jenna, None for what no "and" follows; it is asked for before it is put.

        "Rome or Paris" are not both meant; what is named in two words joined by "and" is one thing.
        """
        key = first.head.i
        if key not in self._known:
            self._known[key] = self._read(first)
        return self._known[key]

    def _read(self, first: MentionDraft) -> ChainDraft | None:
        head = first.head
        conjuncts = _conjuncts(head)
        joint = next((t for one in (head, *conjuncts) for t in one.kids("cc") if t.lower in ("and", "&")), None)
        if (
            head.dep == "conj"
            or not conjuncts
            or joint is None
            or (first.kind == "pronoun" and head.lower in ("it", "they"))
        ):
            return None
        if first.first.i <= joint.i <= first.last.i:
            return None
        members = [self.discourse.by_head.get(token.i) for token in (head, *conjuncts)]
        chains = [self.discourse.chain_of(m) for m in members]
        last = members[-1]
        held = list(dict.fromkeys(c for c in chains if c is not None))
        if last is None or len(held) < len(chains) or last.first.i < joint.i:
            return None
        run = self.discourse.parse.tokens[first.first.i : last.last.i + 1]
        kinds = {c.type for c in held}
        kind = held[0].type if len(kinds) == 1 else "Thing"
        both = MentionDraft(run[0], run[-1], joint, "nominal", kind, words_of(run), plural=True, origin="coordination")
        chain = ChainDraft(type=kind, plural=True, members=held)
        chain.add(both)
        return chain

    def put(self, chain: ChainDraft) -> None:
        """Make a coordination that a pronoun means a mention of the document, if it is none yet."""
        both = chain.mentions[0]
        if chain.members and both.origin == "coordination" and both not in self.discourse.chains:
            both.link = Link("coordination")
            self.discourse.chains.of[id(both)] = chain
            self.discourse.added.append(both)


def _conjuncts(head: Token) -> list[Token]:
    """Return what is joined to a word: "B" and "C" of "A, B and C"."""
    found: list[Token] = []
    here = head
    while (joined := here.child("conj")) is not None:
        found.append(joined)
        here = joined
    return found
