"""Holds a model's word against the text: in goes what it proposes, out comes a proposition of words there, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from kg.extraction.extractors.quotes import LADDER, Found, find_quote
from kg.extraction.propositions.arguments import fill
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.records.facts import factuality_of
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import SUBJECTS, Token
from kg.extraction.syntax.verbs import is_passive, lemma_of, particle_of
from kg.lexicon.words import verbs_of
from kg.model import Sentence

NOT_OF_THE_FORM = "not of the form that was asked for"
NOT_IN_THE_TEXT = "not in the text"
NOT_IN_ONE_SENTENCE = "not inside one sentence"
OVERLAPPING = "with parts that overlap"
NO_WORDS = "without a word"
NEGATION_LOST = "without the negation of its sentence"
NEGATION_MADE_UP = "with a negation that is not there"
TURNED_ROUND = "with subject and object turned round"
CONFIDENCE = 0.8
"""The trust in a statement that a model proposes and that stands in the text, before its construction is looked at."""
_NEGATIONS = frozenset({"not", "n't", "never", "no", "nor", "neither", "cannot"})
_WORDS_BEFORE = 4
"""How many words before a predicate may hold its negation: "did not in the end supply"."""
_MOST_PLACES = 8
"""How many places of one quote in a sentence are tried."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says that a passage states, in quotes of it."""

    subject: str
    predicate: str
    object: str | None
    negated: bool

    @classmethod
    def of(cls, item: Any) -> Proposal | None:
        """Return the proposal that a part of an answer is, None where it is not of the form."""
        if not isinstance(item, dict) or set(item) - {"subject", "predicate", "object", "negated"}:
            return None
        subject, predicate, thing = item.get("subject"), item.get("predicate"), item.get("object")
        negated = item.get("negated")
        if not (isinstance(subject, str) and isinstance(predicate, str) and isinstance(negated, bool)):
            return None
        if not (thing is None or isinstance(thing, str)):
            return None
        return cls(subject, predicate, thing or None, negated)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A proposal's quotes in one sentence."""

    subject: Found
    predicate: Found
    object: Found | None

    def parts(self) -> list[Found]:
        return [part for part in (self.subject, self.predicate, self.object) if part is not None]

    def looseness(self) -> tuple[int, int, int]:
        """Return what the best placing has least of: the loosest rung, how far apart its parts are, its place."""
        parts = self.parts()
        start = min(part.start for part in parts)
        return max(part.rung for part in parts), max(part.end for part in parts) - start, start


def ground(proposal: Proposal, parse: Parse, sentences: Sequence[Sentence]) -> Proposition | str:
    """Return the proposition that a proposal is in one of these sentences, or the reason why it is none."""
    placed = _place(proposal, parse, sentences)
    if isinstance(placed, str):
        return placed
    words = parse.tokens_in(placed.predicate.start, placed.predicate.end)
    trigger = _trigger(words)
    subject = _head(parse.tokens_in(placed.subject.start, placed.subject.end))
    thing = None if placed.object is None else _head(parse.tokens_in(placed.object.start, placed.object.end))
    if trigger is None or subject is None or (thing is None and placed.object is not None):
        return NO_WORDS
    if _is_turned(trigger, subject, thing):
        return TURNED_ROUND
    proposition = _proposition(trigger, words, subject, thing)
    proposition.governors = _governors(trigger, words)
    proposition.rule = f"quote-{LADDER[placed.looseness()[0]].name}"
    negated = factuality_of(parse, proposition, None).polarity == "negated"
    if not proposal.negated and (negated or _negation_before(parse, placed.predicate, trigger)):
        return NEGATION_LOST
    made_up = proposal.negated and not negated and not _is_denied_by_somebody(trigger)
    return NEGATION_MADE_UP if made_up else proposition


def _place(proposal: Proposal, parse: Parse, sentences: Sequence[Sentence]) -> _Placed | str:
    quotes = [proposal.subject, proposal.predicate, *([] if proposal.object is None else [proposal.object])]
    if not all(any(sign.isalnum() for sign in quote) for quote in quotes):
        return NO_WORDS
    found: list[_Placed] = []
    anywhere = [False] * len(quotes)
    overlapping = False
    for sentence in sentences:
        places = [find_quote(quote, parse.text, sentence.start, sentence.end)[:_MOST_PLACES] for quote in quotes]
        anywhere = [known or bool(here) for known, here in zip(anywhere, places, strict=True)]
        if all(places):
            apart = [_Placed(p[0], p[1], p[2] if len(p) > 2 else None) for p in product(*places) if _are_apart(p)]
            overlapping = overlapping or not apart
            found += apart
    if found:
        return min(found, key=_Placed.looseness)
    if overlapping:
        return OVERLAPPING
    return NOT_IN_ONE_SENTENCE if all(anywhere) else NOT_IN_THE_TEXT


def _are_apart(parts: Iterable[Found]) -> bool:
    ordered = sorted(parts, key=lambda part: part.start)
    return all(one.end <= other.start for one, other in pairwise(ordered))


def _head(words: Sequence[Token]) -> Token | None:
    """Return the word of a quote that all its others hang on; a verb before its auxiliaries and particles."""
    inside = {word.i for word in words}
    tops = [word for word in words if (word.head is word or word.head.i not in inside) and word.pos != "PUNCT"]
    return next((word for word in tops if word.pos in ("VERB", "NOUN", "PROPN")), tops[0] if tops else None)


def _trigger(words: Sequence[Token]) -> Token | None:
    """Return the word of a predicate that says what is so: "declined to name" is about naming."""
    inside = {word.i for word in words}
    word = _head(words)
    while word is not None and word.pos in ("VERB", "AUX", "ADJ"):
        below = [child for child in word.kids("xcomp") if child.i in inside and child.pos == "VERB"]
        if not below:
            break
        word = below[0]
    return word


def _governors(trigger: Token, words: Sequence[Token]) -> list[Token]:
    """Return the verbs of a predicate that govern its last one, outermost first."""
    inside = {word.i for word in words}
    found: list[Token] = []
    word = trigger
    while word.dep == "xcomp" and word.head.i in inside:
        word = word.head
        found.insert(0, word)
    return found


def _is_turned(trigger: Token, subject: Token, thing: Token | None) -> bool:
    """Return True where the tree says plainly that who is called the subject is acted upon, and the object acts."""
    if thing is None:
        return False
    passive = is_passive(trigger)
    acts = _is_agent(thing, trigger) if passive else thing.head is trigger and thing.dep in SUBJECTS
    acted_on = subject.head is trigger and subject.dep == ("nsubjpass" if passive else "dobj")
    return acts and acted_on


def _is_agent(word: Token, verb: Token) -> bool:
    return word.dep == "pobj" and word.head.lower == "by" and word.head.head is verb


def _proposition(trigger: Token, words: list[Token], subject: Token, thing: Token | None) -> Proposition:
    """Return the proposition of these words; what else hangs on the verb becomes its roles."""
    is_verb = trigger.pos in ("VERB", "AUX")
    lemma = lemma_of(trigger) if is_verb else trigger.lemma.lower()
    found = Proposition(
        "clause" if is_verb else "noun", trigger, list(words), lemma, subject, None, [], "quote", CONFIDENCE
    )
    if is_verb:
        found.verb_lemma = lemma
        fill(found, trigger)
        taken = {word.i for word in (subject, thing) if word is not None}
        found.slots = [slot for slot in found.slots if slot.head.i not in taken]
    if is_verb and is_passive(trigger) and subject.dep == "nsubjpass" and subject.head is trigger:
        particle = particle_of(trigger)
        found.voice = "passive"
        found.lemma = f"be {trigger.lower}" + (f" {particle.lower}" if particle is not None else "")
    found.object = thing
    found.object_marker = _marker(thing, trigger)
    if found.object_marker is not None and found.object_marker.lower != "by":
        lemma = found.lemma
        found.lemma = (
            lemma if lemma.endswith(f" {found.object_marker.lower}") else f"{lemma} {found.object_marker.lower}"
        )
    return found


def _marker(thing: Token | None, trigger: Token) -> Token | None:
    """Return the preposition by which an object hangs on its verb."""
    if thing is None or thing.dep != "pobj" or thing.head.head is not trigger:
        return None
    return thing.head


def _is_denied_by_somebody(trigger: Token) -> bool:
    """Tell "Moscow denied that it bought arms": what is denied is negated by the credit, which knows who denies it."""
    return any(word.lemma in verbs_of("clause-denied") for word in trigger.ancestors())


def _negation_before(parse: Parse, predicate: Found, trigger: Token) -> bool:
    """Return True where a negation stands inside a predicate or right before it, whatever the tree makes of it."""
    words = parse.tokens_in(predicate.start, predicate.end)
    first = words[0].i if words else trigger.i
    before = [word for word in parse.sentence_tokens(trigger.sent) if first - _WORDS_BEFORE <= word.i < first]
    run: list[Token] = []
    for word in reversed(before):
        if word.pos not in ("AUX", "PART", "ADV", "DET") and word.lower not in _NEGATIONS:
            break
        run.append(word)
    return any(word.lower in _NEGATIONS for word in (*run, *words))
