"""Attributions that nouns and adjectives make: "the belief that", "confident that", "rejected claims that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.attributions.draft import AttributionDraft, runs_of, span_of, tidy_spans
from kg.extraction.attributions.verbs import cue_polarity, cue_words, source_of
from kg.extraction.rules import name_of, rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.subjects import subject_of
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import is_that_clause, lemma_of, subject_child
from kg.lexicon.words import modifiers_of, nouns_of, verbs_of
from kg.model import AttributionType

KINDS: tuple[AttributionType, ...] = ("speech", "belief", "intent")
SPEECH_LIKE = frozenset({"speech", "belief"})


@rule(
    "The U.S. belief that Kim seeks missiles is false.",
    "credit: U.S. | belief | Kim seeks missiles | indirect belief affirmed",
)
def from_noun(parse: Parse, noun: Token) -> AttributionDraft | None:
    """Read "the U.S. belief that Kim seeks missiles": source U.S., cue belief."""
    lemma = noun.lemma.lower()
    kind: AttributionType | None = next((k for k in KINDS if lemma in nouns_of(k)), None)
    if kind is None and lemma in nouns_of("owned-speech") and _holder(noun) is not None:
        kind = "speech"
    if kind is None:
        return None
    clause = next((c for c in noun.children if c.dep in ("acl", "ccomp", "relcl", "appos") and is_that_clause(c)), None)
    clause = clause or _said_to_be(noun)
    infinitive = noun.child("acl") if kind == "intent" else None
    if clause is None and (infinitive is None or infinitive.tag != "VB" or infinitive.child("aux") is None):
        return None
    head = clause or infinitive
    assert head is not None  # noqa: S101
    source = _holder(noun)
    if source is None and clause is None:
        return None
    if source is not None and head.is_below(source):
        source = None
    if source is None and noun.child("poss") is not None:
        return None
    parts = tidy_spans(parse, [span_of(head)])
    return AttributionDraft(source, [noun], lemma, parts, kind, heads=[head]) if kind in SPEECH_LIKE or source else None


@rule(
    "Khan's claim is that the dam had burst.",
    "credit: Khan | claim | the dam had burst | indirect speech affirmed",
)
def _said_to_be(noun: Token) -> Token | None:
    """Read "Her claim is that the dam had burst": what the claim is said to be."""
    verb = noun.head
    if noun.dep != "nsubj" or verb.lemma != "be" or verb.i < noun.i:
        return None
    clause = verb.child("ccomp")
    return clause if clause is not None and is_that_clause(clause) else None


@rule(
    "The company rejected claims that it had polluted the river.",
    "credit: The company | rejected | it had polluted the river | indirect speech affirmed",
    rare="the open texts hardly deny; the denials of tests/cases/denials.csv need it",
)
def from_denial(parse: Parse, noun: Token) -> AttributionDraft | None:
    """Read "The company rejected claims that it had polluted the river": the content is denied by the company's word."""
    verb = noun.head
    said_false = verb.lemma == "be" and noun.dep == "nsubj" and verb.dep == "ccomp"
    if not (verb.pos == "VERB" and noun.dep in ("dobj", "nsubjpass")) and not said_false:
        return None
    if not _denies(verb):
        return None
    lemma = noun.lemma.lower()
    if lemma not in nouns_of("belief", "speech"):
        return None
    clause = next((c for c in noun.children if c.dep in ("acl", "ccomp", "relcl", "appos") and is_that_clause(c)), None)
    if clause is None or verb.child("neg") is not None:
        return None
    teller = verb.head if said_false else verb
    source, credited = source_of(teller)
    if not credited or source is None:
        return None
    attribution = AttributionDraft(
        source, cue_words(teller), lemma_of(teller), tidy_spans(parse, [span_of(clause)]), "speech", heads=[clause]
    )
    attribution.denies = True
    return attribution


def _denies(verb: Token) -> bool:
    """Read "rejected", "dismissed", and "described as false", "called baseless"."""
    if verb.lemma in verbs_of("denying"):
        return True
    said = [
        *verb.kids("oprd", "acomp", "xcomp", "ccomp"),
        *(p.child("pobj", "amod", "pcomp") for p in verb.kids("prep")),
    ]
    return any(t is not None and t.lower in modifiers_of("false") for t in said)


@rule(
    "Officials are confident that the law will pass.",
    "credit: Officials | confident | the law will pass | indirect belief affirmed",
)
def from_adjective(parse: Parse, adjective: Token) -> AttributionDraft | None:
    """Read "Officials are confident that it will pass": source officials, cue confident."""
    clause = adjective.child("ccomp", "advcl") if adjective.dep == "oprd" else adjective.child("ccomp")
    if clause is None or subject_child(clause) is None:
        return None
    if not {adjective.lower, adjective.lemma.lower()} & modifiers_of("state-of-mind"):
        return None
    source = _who_is(adjective)
    if source is None or source.dep == "expl" or source.lower == "it":
        return None
    attribution = AttributionDraft(
        source, [adjective], adjective.lemma.lower(), tidy_spans(parse, [span_of(clause)]), "belief", heads=[clause]
    )
    attribution.polarity = cue_polarity(adjective.head) if adjective.dep == "acomp" else "affirmed"
    return attribution


@rule(
    "Nadia Khan left the hall, confident that the law would pass.",
    "credit: Nadia Khan | confident | the law would pass | indirect belief affirmed",
)
def _who_is(adjective: Token) -> Token | None:
    """Return whose state of mind it is: of who is, feels, is tired and, or leaves, "confident that it will pass"."""
    host = adjective
    while host.dep == "conj" and host.head.pos in ("ADJ", "VERB"):
        host = host.head
    if host.dep == "oprd" and host.head.pos == "VERB":
        thing = host.head.child("dobj", "nsubjpass")
        return subject_of(host.head)[0] if thing is None or thing.lower == "it" else thing
    if host.dep in ("acomp", "advcl", "xcomp") and host.head.pos in ("VERB", "AUX"):
        return subject_of(host.head)[0]
    if host is not adjective and host.pos == "VERB":
        return subject_of(host)[0]
    noun = host.head
    behind = host.dep in ("amod", "appos", "acl") and noun.pos in ("NOUN", "PROPN") and host.i > noun.i
    return noun if behind else None


@rule(
    "Lee made the claim that the dam had burst.",
    "credit: Lee | claim | the dam had burst | indirect speech affirmed",
)
def _holder(noun: Token) -> Token | None:
    """Return who holds a belief or makes a claim: owner, maker, a name before the noun, or the subject of "made the claim"."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    for preposition in noun.kids("prep", "agent"):
        target = preposition.child("pobj")
        if target is not None and (
            preposition.lower in ("by", "from") or (preposition.lower in ("of", "among") and target.ent)
        ):
            return target
    for modifier in noun.kids("compound", "amod", "nmod"):
        if modifier.ent[2:] in ("GPE", "NORP", "ORG", "PERSON"):
            return modifier
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in verbs_of("voicing"):
        return subject_of(verb)[0]
    return None


@rule(
    "According to Yonhap, quoting KCNA, the dam had burst.",
    "credit: KCNA | quoting | the dam had burst | indirect speech affirmed | Yonhap",
    off=(),
)
def cited(parse: Parse, attributions: Sequence[AttributionDraft]) -> Iterator[AttributionDraft]:
    """Read "According to Yonhap, quoting KCNA, …", "Yonhap reported, citing officials": what is cited is credited inside."""
    for attribution in attributions:
        if attribution.source is None:
            continue
        verb = attribution.cue[0]
        near = [*verb.children, *verb.head.children, *attribution.source.children]
        citing = next(
            (c for c in near if c.lemma in verbs_of("citing") and c.tag == "VBG" and c.sent == verb.sent), None
        )
        source = citing.child("dobj") if citing is not None else None
        if (
            citing is None
            or source is None
            or (abs(citing.i - attribution.source.i) > 12 and abs(citing.i - verb.i) > 12)
        ):
            continue
        taken = {t.i for t in citing.subtree()}
        parts = tidy_spans(
            parse, runs_of([t for s, e in attribution.parts for t in parse.tokens_in(s, e) if t.i not in taken])
        )
        attribution.parts = parts
        inner = AttributionDraft(
            source, [citing], citing.lemma, parts, attribution.type, attribution.kind, heads=attribution.heads
        )
        inner.outer, inner.rule = attribution, name_of(cited)
        yield inner
