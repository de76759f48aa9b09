"""Attributions that phrases make: "according to the report", "in the words of the minister", "in her view".

In goes a preposition, out comes who is credited with the rest of its sentence. What only sounds so credits nobody: "according
to plan", "in the words of the song", "in view of the strike", "his standing fell in the eyes of voters".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.attributions.draft import AttributionDraft, runs_of, tidy_spans
from kg.extraction.attributions.verbs import is_person_or_body
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token, token_before
from kg.lexicon.words import nouns_of, phrases_of, verbs_of
from kg.model import AttributionType

PARTING_MARKS = frozenset({",", "—", "–", "--", "("})
FIRST_OR_SECOND = frozenset({"my", "our", "your", "me", "us", "you"})
CREDITING_KINDS: dict[str, AttributionType] = {"crediting-speech": "speech", "crediting-belief": "belief"}
OPENING_WORDS = 2
"""As many words may stand before a phrase that opens its sentence: "And yet, in her view, …"."""
LINKS = frozenset({"CCONJ", "SCONJ", "ADV", "INTJ", "PUNCT"})


@dataclass(frozen=True, slots=True)
class CreditingPhrase:
    """A phrase that credits: its preposition, the words of the cue, who is credited, and the kind of credit."""

    head: Token
    cue: tuple[Token, ...]
    source: Token
    type: AttributionType


def crediting_phrase(preposition: Token) -> CreditingPhrase | None:
    """Return the phrase that a preposition opens, where it credits somebody with the rest of its sentence."""
    phrase = _with_source(preposition) if preposition.dep in ("prep", "agent", "mark", "advmod", "pcomp") else None
    if phrase is None or phrase.source.lower in FIRST_OR_SECOND or not _may_be_credited(phrase):
        return None
    return phrase if _is_set_off(phrase) else None


@rule(
    "In the words of the minister, the plant is unsafe.",
    "credit: the minister | In the words of | the plant is unsafe | indirect speech affirmed",
)
def from_phrase(parse: Parse, preposition: Token) -> AttributionDraft | None:
    """Read "In the words of the minister, the plant is unsafe": source minister, content what stands beside the phrase."""
    phrase = crediting_phrase(preposition)
    if phrase is None:
        return None
    lemma = " ".join(token.lower for token in phrase.cue)
    return _rest_of_sentence(parse, phrase.head, phrase.source, list(phrase.cue), lemma, phrase.type)


@rule(
    "According to a report by the paper, the plant closed.",
    "credit: a report by the paper | According to | the plant closed | indirect speech affirmed",
)
def from_according(parse: Parse, token: Token) -> AttributionDraft | None:
    """Read "According to a report by the paper, the plant closed": source report, content the rest of the sentence."""
    to = next((c for c in token.children if c.lower == "to"), None)
    source = to.child("pobj") if to is not None else None
    if source is None or to is None or _is_yardstick(source):
        return None
    return _rest_of_sentence(parse, token, source, [token, to], "according to", "speech")


@rule(
    "According to plan, the plant closed.",
    "not: credit: plan | According to | the plant closed | indirect speech affirmed",
    off=False,
    rare="most texts say according to of a source; tests/cases/crediting.csv has the others",
)
def _is_yardstick(noun: Token) -> bool:
    """Return True for "according to plan", "according to their needs"; False for "according to the plan", which is a document."""
    if noun.lemma.lower() not in nouns_of("yardstick"):
        return False
    owner = noun.child("poss")
    return noun.child("det") is None and (owner is None or owner.pos == "PRON")


def _rest_of_sentence(
    parse: Parse, phrase: Token, source: Token, cue: list[Token], lemma: str, type_: AttributionType
) -> AttributionDraft | None:
    """Credit a source with what its sentence says beside a phrase; in the middle of it, with the clause around the phrase."""
    host = phrase.head
    while host.pos not in ("VERB", "AUX") and host.head is not host:
        host = host.head
    if host is phrase:
        return None
    first, end = parse.bounds[phrase.sent]
    inner = {t.i for t in phrase.subtree()}
    tokens = parse.tokens[first:end]
    at_edge = min(inner) - first <= OPENING_WORDS or end - max(inner) <= 3
    told = (
        host.dep == "ccomp" and host.head.i < min(inner) < host.i
    )  # "The firm said according to its data, sales rose"
    at_edge = at_edge and not told
    clause = tokens if at_edge else host.subtree()
    spans = runs_of([t for t in clause if t.i not in inner])
    return AttributionDraft(source, cue, lemma, tidy_spans(parse, spans), type_, heads=[host])


def _with_source(preposition: Token) -> CreditingPhrase | None:
    per = next((c for c in preposition.children if c.lower == "per"), None) if preposition.lower == "as" else None
    if per is not None or preposition.lower == "per":
        return _per(per or preposition)
    noun = preposition.child("pobj")
    if noun is None:
        return None
    if preposition.lower == "in" and noun.lemma.lower() in nouns_of("asks-people") and noun.child("poss") is None:
        return CreditingPhrase(preposition, (preposition,), noun, "speech")
    words = f"{preposition.lower} {noun.lower}"
    kind = next((kind for name, kind in CREDITING_KINDS.items() if words in phrases_of(name)), None)
    if kind is None:
        return None
    owner = noun.child("poss")
    if owner is not None:
        return CreditingPhrase(preposition, (noun,), owner, kind)
    of = next((p for p in noun.kids("prep") if p.lower == "of"), None)
    source = of.child("pobj") if of is not None else None
    if of is None or source is None or noun.child("det") is None:
        return None
    cue = tuple(t for t in preposition.subtree() if t.i <= of.i)
    return CreditingPhrase(preposition, cue, source, kind)


def _per(preposition: Token) -> CreditingPhrase | None:
    """Read "As per the report, the plant had leaked"; not "500 euros per car"."""
    source = preposition.child("pobj")
    above = preposition.head
    head = above if above.lower == "as" and above.i == preposition.i - 1 else preposition
    if source is None or (head is preposition and source.child("det") is None):
        return None
    cue = (preposition,) if head is preposition else (head, preposition)
    return CreditingPhrase(head, cue, source, "speech")


def _may_be_credited(phrase: CreditingPhrase) -> bool:
    """Return True for who speaks or thinks; a document has words and no view, a song neither."""
    told = phrase.type == "speech" and phrase.source.lemma.lower() in nouns_of("document")
    return told or is_person_or_body(phrase.source)


def _is_set_off(phrase: CreditingPhrase) -> bool:
    """Return True where a phrase is no manner of its verb: behind a comma, or first and before one; a view also beside a copula.

    False for "told it in the words of a child", "rose in the eyes of voters".
    """
    inner = phrase.head.subtree()
    root = [phrase.head, *phrase.head.ancestors()][-1]
    sentence = root.subtree()
    before = token_before(inner[0])
    behind = next((t for t in sentence if t.i == inner[-1].i + 1), None)
    above = [t for t in sentence if t.i < inner[0].i]
    opens = len(above) <= OPENING_WORDS and all(t.pos in LINKS for t in above)
    closed = behind is None or behind.dep == "punct"
    if not opens:
        parted = before is not None and before.text in PARTING_MARKS
        host = phrase.head.head
        judged = phrase.type == "belief" and host.lemma in verbs_of("copula") and host.child("expl") is None
        return (parted and closed) or judged
    return closed or phrase.type == "belief"
