"""What syntax alone says of a pronoun: own clause, pair, phrase in front; in goes a pronoun, out comes a chain or a ban."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.agreement import agrees
from kg.extraction.coreference.pronouns.persons import POSSESSIVE
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.subjects import subject_of
from kg.extraction.syntax.token import Token

CLAUSES = ("relcl", "acl", "advcl", "ccomp")


class Binding:
    """The binding rules of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    @rule("Ann Lee walked in and hurt herself.", "Ann Lee | hurt/injure | herself = Ann Lee")
    def subject_of_clause(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Return what the verb above is said of: "walked in and turned himself in", "can run their own shops"."""
        for above in pronoun.head.ancestors():
            subject = subject_of(above)[0] if above.pos in ("VERB", "AUX") else None
            if subject is not None:
                mention = self.discourse.mention_at(subject)
                if mention is not None and pronoun.head.lower in POSSESSIVE and not self._may_own(pronoun, mention):
                    return None
                return self.discourse.chain_of(mention)
        return None

    def partner(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Read "the murder of Jan Kuciak and his fiancee": in a pair the owner is the one named first."""
        noun = pronoun.head.head
        if pronoun.head.dep != "poss" or noun.dep != "conj" or not pronoun.gender:
            return None
        first = self.discourse.mention_at(noun.head)
        if first is None or first.kind != "name" or not self._may_own(pronoun, first):
            return None
        return self.discourse.chain_of(first)

    def _may_own(self, pronoun: MentionDraft, owner: MentionDraft) -> bool:
        chain = self.discourse.chain_of(owner)
        return chain is not None and agrees(pronoun, owner, chain)

    def subject_behind(self, pronoun: MentionDraft) -> MentionDraft | None:
        """Read "In her opening remarks, Waters said": the owner in a phrase in front is the subject behind it."""
        head = pronoun.head
        link = head.head.head
        if head.lower not in ("his", "her", "its") or head.dep != "poss" or head.head.dep != "pobj":
            return None
        parse = self.discourse.parse
        if link.dep != "prep" or link.i != parse.bounds[head.sent][0] or link.head.i < head.i:
            return None
        subject = next(iter(link.head.kids("nsubj", "nsubjpass")), None)
        if subject is None or subject.i < head.i:
            return None
        comma = any(t.text == "," for t in parse.tokens[head.head.i + 1 : subject.i])
        mention = self.discourse.mention_at(subject) if comma else None
        if mention is None or mention.kind != "name":
            return None
        person = head.lower != "its"
        fits = (mention.type == "Person") is person and mention.gender in (None, pronoun.gender)
        return mention if fits and not mention.plural else None

    @rule("Joe Biden left. John Kerry met him.", "John Kerry | meet/meet | him = Joe Biden", off=False)
    def is_barred(self, pronoun: MentionDraft, earlier: MentionDraft, *, tells: bool) -> bool:
        """True for co-arguments of one verb ("Biden met him"), and for a noun that the pronoun stands inside.

        In "The president, he added, had no right" somebody else speaks of the president: `tells` says that the pronoun reports.
        """
        head = pronoun.head
        if earlier.first.i <= head.i <= earlier.last.i or _inside(head, earlier.head):
            return True
        if head.dep == "poss":
            return False
        if head.head.dep == "parataxis" and tells and earlier.head.head is head.head.head:
            return True
        verb = head.head if head.dep not in ("pobj",) else head.head.head
        if head.dep in ("dobj", "pobj", "dative", "attr") and verb.pos in ("VERB", "AUX"):
            mention = self.discourse.mention_at(subject_of(verb)[0])
            if mention is not None and self.discourse.chain_of(mention) is self.discourse.chain_of(earlier):
                return True
        other = earlier.head.head if earlier.head.dep != "pobj" else earlier.head.head.head
        return verb is other and verb.pos in ("VERB", "AUX")


def _inside(token: Token, head: Token) -> bool:
    """True for a token in the phrase of a head, its conjuncts and clauses left out: not "his" in "Sam and his wife".

    In "the man who lost his dog" the clause speaks of the man.
    """
    while token is not head:
        if token.dep in ("conj", *CLAUSES) or token.head is token:
            return False
        token = token.head
    return True


def is_own(parse: Parse, token: Token) -> bool:
    """True for "their own"."""
    behind = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    return token.lower in POSSESSIVE and behind.lower == "own"
