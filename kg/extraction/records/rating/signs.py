"""What speaks for a statement and against it: in goes a proposition with its place in the parse, out come names of signs.

`kg.extraction.records.rating.confidence` gives each its weight. A sign is seen in the tree, the words or the names around a
statement; none looks at what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extraction.factuality.facts import Factuality
from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.relations import Framed
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import noun_phrase
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import subject_child

LENGTHS = (8, 14, 20, 28, 40)
"""Words of a sentence or between two of its words, up to which a sign has a step of its own."""
NEAR = (1, 2, 4, 7, 12)
COMMAS = (0, 1, 2, 4)
LONG_PHRASE, DEEP = 14, 4
LEADS = (0.5, 1.2, 2.5)
UNRESOLVED = "unresolved pronoun"
SPEAKING = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
PRONOUNS = {
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "he or she"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "we", "us", "our"), "speaker's own pronoun"),
}
MARKS = {
    ":": "colon",
    ";": "semicolon",
    "—": "dash",
    "–": "dash",
    "--": "dash",
    "(": "bracket",
    "?": "question",
    "…": "dots",
}


def signs_of(parse: Parse, framed: Framed, naming: Naming, facts: Factuality) -> Iterator[str]:
    """Yield the signs of a proposition, each once or as often as it is there."""
    proposition = framed.proposition
    yield f"rule {proposition.rule}"
    yield f"{proposition.kind} {proposition.trigger.dep}" if proposition.kind == "clause" else proposition.kind
    if framed.relation is not None:
        yield "relation of the schema"
    if facts.modality != "actual":
        yield f"{facts.modality} deed"
    if facts.polarity != "affirmed":
        yield "not affirmed"
    yield from _signs_of_sentence(parse, proposition.trigger.sent)
    yield from _signs_of_ends(parse, proposition, naming)
    if proposition.kind == "clause":
        yield from _signs_of_clause(parse, proposition)
        yield from _signs_of_object(parse, proposition)
        yield from _signs_of_subject(parse, proposition)
        for slot in proposition.slots:
            yield from _signs_of_role(parse, proposition, slot)


def step(number: float, steps: Sequence[float]) -> str:
    """Return a number as its step: "up to 8", "more than 40"."""
    return next((f"up to {one}" for one in steps if number <= one), f"more than {steps[-1]}")


@lru_cache(maxsize=16)
def _signs_of_sentence(parse: Parse, number: int) -> tuple[str, ...]:
    """Return the signs of a sentence, which all its propositions share."""
    return tuple(_seen_in_sentence(parse, number))


def _seen_in_sentence(parse: Parse, number: int) -> Iterator[str]:
    sentence = parse.sentences[number]
    first, end = parse.bounds[number]
    tokens = parse.tokens[first:end]
    if sentence.kind != "body":
        yield sentence.kind
    yield f"sentence {step(end - first, LENGTHS)} words"
    yield from (f"sentence with {mark}" for mark in dict.fromkeys(MARKS[t.text] for t in tokens if t.text in MARKS))
    if any(t.text in ('"', "“", "”") for t in tokens):
        yield "sentence with quotation marks"
    if tokens and tokens[-1].text not in (".", "!", "?", '"', "”", "'", "’"):
        yield "sentence without a stop"
    if any(t.dep == "dep" for t in tokens):
        yield "sentence with loose words"
    yield f"sentence {step(sum(t.text == ',' for t in tokens), COMMAS)} commas"
    yield f"sentence {step(sum(t.dep == 'conj' for t in tokens), COMMAS)} conjuncts"
    verbs = sum(t.pos in ("VERB", "AUX") for t in tokens)
    yield f"sentence {step(verbs, NEAR)} verbs"


def _signs_of_ends(parse: Parse, proposition: Proposition, naming: Naming) -> Iterator[str]:
    ends = [head for head in (proposition.subject, proposition.object) if head is not None]
    for head in ends:
        if head.tag in ("PRP", "PRP$", "DT") and not naming.resolves(head):
            yield "speaker not known" if head.lower in SPEAKING else UNRESOLVED
        elif head.lower in PRONOUNS:
            yield PRONOUNS[head.lower]
            lead = naming.lead_of(head)
            if lead is not None:
                yield f"antecedent {step(lead, LEADS)} ahead"
        if _is_unbalanced(parse, head):
            yield "half a quotation"
        if head.dep == "conj":
            yield "end in a list"
        if head.child("conj") is not None:
            yield "end before a list"
    if naming.is_named(proposition.subject):
        yield "subject has a name"
    if proposition.object is not None and naming.is_named(proposition.object):
        yield "object has a name"


def _signs_of_clause(parse: Parse, proposition: Proposition) -> Iterator[str]:
    """Yield what kind of clause it is, and how its verb looks."""
    trigger = proposition.trigger
    helpers = trigger.child("aux", "auxpass")
    yield f"verb {trigger.tag}{'' if helpers is None else ' with auxiliary'}"
    if proposition.voice == "passive":
        yield "passive"
    yield f"verb {trigger.lemma}"
    yield f"word before its verb {_kind_at(parse, trigger, -1)}"
    yield f"word behind its verb {_kind_at(parse, trigger, 1)}"
    if trigger.head is not trigger:
        yield f"{trigger.dep} {step(abs(trigger.i - trigger.head.i), NEAR)} from its head"
        yield f"{trigger.dep} of {trigger.head.pos}"
    if trigger.text[:1].isupper() and trigger.i != parse.bounds[trigger.sent][0]:
        yield "verb written big"
    if any(c.lower == "to" for c in trigger.kids("aux")):
        yield "infinitive"
    if any(c.lower == "as" for c in trigger.kids("mark")):
        yield "clause of as"
    if trigger.dep == "conj" and trigger.child("dobj", "prep", "attr", "acomp") is None:
        yield "conjunct without anything"
    if sum(t.pos in ("VERB", "AUX") for t in (trigger, *trigger.ancestors())) >= DEEP:
        yield "deep"
    yield f"roles {step(len(proposition.slots), (0, 1, 2))}"


def _signs_of_object(parse: Parse, proposition: Proposition) -> Iterator[str]:
    trigger, thing = proposition.trigger, proposition.object
    if thing is None:
        if not proposition.slots:
            yield "nothing beside the subject"
        return
    yield f"object {thing.pos}{' first' if thing.i < trigger.i else ''}"
    yield f"object {step(abs(thing.i - trigger.i), NEAR)} away"
    yield f"word behind its object {_kind_at(parse, thing, 1)}"
    if proposition.object_marker is not None:
        yield f"object behind {_known(proposition.object_marker.lower)}"
    if thing.child("relcl", "acl") is not None:
        yield "object with a clause"
    if thing.pos in ("NOUN", "PROPN"):
        phrase = noun_phrase(thing)
        if phrase.last.i - phrase.first.i > LONG_PHRASE:
            yield "long argument"


def _signs_of_subject(parse: Parse, proposition: Proposition) -> Iterator[str]:
    """Yield where the subject stands: what is between it and its verb is telling."""
    trigger, subject = proposition.trigger, proposition.subject
    own = subject_child(trigger)
    if own is not None and (subject is own or subject.is_below(own)):
        yield f"own subject {subject.pos}"
    elif own is None:
        yield f"subject from elsewhere, {trigger.dep} {trigger.tag}"
    else:
        yield f"another subject than its own, {trigger.dep}"
    low, high = sorted((subject.i, trigger.i))
    between = parse.tokens[low + 1 : high]
    yield f"subject {step(high - low, NEAR)} away"
    yield f"subject {subject.dep}"
    yield f"word before its subject {_kind_at(parse, subject, -1)}"
    yield f"word behind its subject {_kind_at(parse, subject, 1)}"
    if subject.i > trigger.i:
        yield "subject behind its verb"
    if any(t.pos in ("VERB", "AUX") and t not in proposition.words for t in between):
        yield "other verb before its subject"
    if any(t.text == "," for t in between):
        yield "comma before its subject"
    if any(t.tag in ("WDT", "WP", "WRB") for t in between):
        yield "relative word before its subject"
    if _disagree(trigger, subject):
        yield "subject and verb disagree"
    if trigger.dep in ("relcl", "acl", "appos") and _has_other_noun(parse, trigger):
        yield "other noun before its clause"


def _kind_at(parse: Parse, token: Token, ahead: int) -> str:
    """Return the part of speech of a neighbour in the sentence, a comma as itself, "none" beyond the end."""
    first, end = parse.bounds[token.sent]
    at = token.i + ahead
    if not first <= at < end:
        return "none"
    word = parse.tokens[at]
    return "," if word.text == "," else word.pos


def _disagree(verb: Token, subject: Token) -> bool:
    """Tell "the jets flies": the subject is another's."""
    finite = next((c for c in verb.kids("aux", "auxpass") if c.tag in ("VBZ", "VBP")), verb)
    if finite.tag not in ("VBZ", "VBP") or subject.child("conj") is not None or subject.dep == "conj":
        return False
    many = subject.tag in ("NNS", "NNPS")
    one = subject.tag in ("NN", "NNP")
    return (many and finite.tag == "VBZ") or (one and finite.tag == "VBP")


def _signs_of_role(parse: Parse, proposition: Proposition, slot: Slot) -> Iterator[str]:
    """Yield what a role is, and whether its preposition may belong to the noun right before it."""
    marker = slot.marker
    yield f"role {slot.role}"
    yield f"role {slot.role} {slot.head.pos}"
    if marker is None:
        yield f"bare {slot.head.pos}"
        return
    before = parse.tokens[marker.i - 1] if marker.i > 0 else None
    if before is not None and before.pos in ("NOUN", "PROPN", "NUM") and before.time is None:
        yield "preposition behind a noun"
        yield f"{_known(marker.lower)} behind a noun"
    elif before is not None and before.text == ",":
        yield "preposition behind a comma"
    elif before is proposition.trigger:
        yield "preposition behind its verb"
    if marker.i < proposition.trigger.i:
        yield "role before its verb"
    if any(t.pos in ("VERB", "AUX") for t in parse.tokens[min(marker.i, proposition.trigger.i) + 1 : marker.i]):
        yield "role behind another verb"
    yield f"role {step(abs(marker.i - proposition.trigger.i), NEAR)} away"


KNOWN = frozenset(
    (
        *("about", "after", "against", "among", "as", "at", "before", "between", "by", "for", "from", "in", "into"),
        *("of", "on", "over", "since", "through", "to", "under", "with"),
    )
)
"""The prepositions that have a sign of their own."""


def _known(word: str) -> str:
    return word if word in KNOWN else "another preposition"


def _has_other_noun(parse: Parse, clause: Token) -> bool:
    """Tell "the stands in a T-shirt that read": the clause may belong to the nearer noun."""
    noun = clause.head
    between = parse.tokens[noun.i + 1 : clause.i]
    nouns = (t for t in between if t.pos in ("NOUN", "PROPN") and t.time is None)
    return any(t.is_below(noun) and not t.is_below(clause) for t in nouns)


def _is_unbalanced(parse: Parse, head: Token) -> bool:
    """Tell a phrase with one mark of a quotation only: a sign of a wrong parse."""
    phrase = noun_phrase(head)
    text = parse.text[phrase.start : phrase.end]
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")
