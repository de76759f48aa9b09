"""Arguments as records: in go head words and slots, out come phrases with mention, entity and best name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import Phrase, balanced, phrase_of, substance
from kg.extraction.syntax.subjects import antecedent
from kg.extraction.syntax.token import Token
from kg.model import Argument, RoleArgument, Time


class Arguments:
    """Writes the arguments of one document; `naming` knows mentions, chains and entities by head word."""

    def __init__(self, parse: Parse, times: Sequence[Time], naming: Naming) -> None:
        self.parse = parse
        self.times = times
        self.naming = naming

    def of(self, head: Token, outside: Token | None = None) -> Argument:
        """Return the record of a phrase with its mention, entity and best name; `outside` stays out of the phrase."""
        phrase = self._phrase(head, outside)
        core = substance(head)
        start, end = balanced(self.parse.text, min(phrase.start, core.start), max(phrase.end, core.end))
        start, end = min(start, core.start), max(end, core.end)  # a mark may be glued to the head: "Bonn.“We"
        text = self.parse.text[start:end]
        mention = self.naming.mention_at(core)
        entity, label = self.naming.name_of(core, text)
        if core is not head and entity is None:
            label = text
        whose = head.child("poss")
        if whose is not None and whose.lower == "whose":
            owner = self.of(antecedent(whose, head.head), outside=head)
            label = f"{owner.label}'s {text[len(whose.text) :].strip()}"
        return Argument(start, end, text, self.parse.surface(core), mention, entity, label)

    def _phrase(self, head: Token, outside: Token | None = None) -> Phrase:
        phrase = phrase_of(head, outside)
        if phrase.last.dep == "case" and phrase.last.i > phrase.first.i and head.dep == "poss":
            return Phrase(phrase.first, self.parse.tokens[phrase.last.i - 1], head)
        return phrase

    def ends(self, proposition: Proposition) -> tuple[Argument | None, Argument | None]:
        """Return subject and object, each None where it is but a mark; of a pair ("the two nations") its members, if two."""
        if proposition.kind == "name":
            return self._named_ends(proposition)
        subject = self.of(proposition.subject, proposition.trigger)
        if proposition.pair:
            return self._members(subject)
        thing = self.of(proposition.object, proposition.trigger) if proposition.object is not None else None
        return worded(subject), worded(self._words(proposition.object_words) or thing)

    def roles(self, proposition: Proposition) -> tuple[RoleArgument, ...]:
        """Return the arguments whose phrase does not stand inside the object's or the subject's."""
        heads = [head for head in (proposition.object, proposition.subject) if head is not None]
        taken = [self._phrase(head, proposition.trigger) for head in heads]
        roles = (
            self._role(slot, proposition.object)
            for slot in proposition.slots
            if not any(p.first.i <= slot.head.i <= p.last.i for p in taken) and slot.head is not proposition.object
        )
        return tuple(role for role in roles if _has_words(role.text))

    def _role(self, slot: Slot, thing: Token | None) -> RoleArgument:
        base = self.of(slot.head, thing)
        marker = self.parse.surface(slot.marker) if slot.marker is not None else None
        if slot.marker is not None and base.start == slot.marker.start and slot.marker is not slot.head:
            behind = self.parse.tokens[slot.marker.i + 1].start
            text = self.parse.text[behind : base.end]
            base = replace(base, start=behind, text=text, label=text if base.entity is None else base.label)
        value = None
        if slot.role == "time" and slot.head.time is not None:
            value = self.times[slot.head.time].value
        return RoleArgument(
            base.start, base.end, base.text, base.head, base.mention, base.entity, base.label, slot.role, marker, value
        )

    def _members(self, both: Argument) -> tuple[Argument | None, Argument | None]:
        """Return the two that a plural stands for, each with its own name: "between the two nations"."""
        chain = self.naming.mentions[both.mention].chain if both.mention is not None else None
        members = self.naming.chains[chain].members if chain is not None else ()
        if len(members) != 2:
            return None, None
        first, second = (self.naming.named(member) for member in members)
        apart = replace(both, mention=None)
        return replace(apart, entity=first[0], label=first[1]), replace(apart, entity=second[0], label=second[1])

    def _named_ends(self, proposition: Proposition) -> tuple[Argument, Argument | None]:
        """Return subject and object of a statement inside one noun phrase: the names themselves, or the title's words."""
        subject = self._name(proposition.subject)
        if proposition.object is None:
            return subject, None
        return subject, self._words(proposition.object_words) or self._name(proposition.object)

    def _words(self, words: list[Token]) -> Argument | None:
        """Return an argument that these words make, as they stand; None where there are none."""
        if not words:
            return None
        text = self.parse.text[words[0].start : words[-1].end]
        return Argument(words[0].start, words[-1].end, text, self.parse.surface(words[-1]), None, None, text)

    def _name(self, head: Token) -> Argument:
        number = self.naming.mention_at(head)
        if number is None or self.naming.mentions[number].kind != "name":
            return self.of(head)
        mention = self.naming.mentions[number]
        entity, label = self.naming.name_of(head, mention.text)
        return Argument(mention.start, mention.end, mention.text, mention.head, number, entity, label)


def _has_words(text: str) -> bool:
    """Tell an argument from a bracket or a dash that the parser takes for one."""
    return any(character.isalnum() for character in text)


def worded(argument: Argument | None) -> Argument | None:
    """Return an argument, or None where it holds no word."""
    return argument if argument is not None and _has_words(argument.text) else None
