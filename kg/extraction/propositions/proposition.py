"""What a rule finds before it is written down: a predicate and the head words that fill its places.

Rules (`clauses`, `nouns`, `naming`) yield propositions; `statements` turns each into records of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extraction.syntax.phrases import conjuncts, referent
from kg.extraction.syntax.token import Token, is_amount
from kg.model import Role, StatementKind, Voice


@dataclass(slots=True)
class Slot:
    """A filled place beside subject and object; `marker` is the preposition or conjunction before it."""

    role: Role
    marker: Token | None
    head: Token


@dataclass(slots=True)
class Proposition:
    """A predicate with its arguments as head words; `trigger` is the word that polarity, time and source are read from."""

    kind: StatementKind
    trigger: Token
    words: list[Token]
    lemma: str
    subject: Token
    object: Token | None
    slots: list[Slot]
    rule: str
    confidence: float = 0.9
    voice: Voice = "active"
    governors: list[Token] = field(default_factory=list)
    verb_lemma: str = ""
    object_marker: Token | None = None
    light_noun: str = ""
    joint: bool = False
    pair: bool = False
    object_words: list[Token] = field(default_factory=list)
    choice: bool = False

    def each(self) -> Iterator[Proposition]:
        """Yield one proposition for each conjunct of subject, object and theme.

        "North Korea supplied Russia with launchers and missiles" gives one with launchers and one with missiles. Of
        "will meet Ajax or Tottenham" each is but a choice. A sum that is spent on a list is not spent on each.
        """
        if self.kind == "name" or self.pair:
            yield self
            return
        if self.object is not None and is_amount(self.subject) and len(conjuncts(self.object)) > 1:
            yield replace(self, object_words=self.object.subtree())
            return
        places = [self.subject, *([self.object] if self.object is not None else [])]
        choice = any(_is_choice(conjuncts(head)) for head in places)
        themes = next((slot for slot in self.slots if slot.role == "theme"), None)
        for subject in map(referent, [self.subject] if self.joint else conjuncts(self.subject)):
            for thing in map(referent, conjuncts(self.object)) if self.object else [None]:
                if thing is subject:
                    continue
                for theme in conjuncts(themes.head) if themes else [None]:
                    slots = [
                        Slot(slot.role, slot.marker, theme) if slot is themes and theme is not None else slot
                        for slot in self.slots
                    ]
                    yield replace(self, subject=subject, object=thing, slots=slots, choice=choice)


def _is_choice(heads: list[Token]) -> bool:
    """Tell a list joined by "or"; "107 or more" is no choice."""
    if any(head.pos == "NUM" or head.lower in ("more", "less", "fewer", "so") for head in heads):
        return False
    return len(heads) > 1 and any(c.lower == "or" for head in heads for c in head.kids("cc"))
