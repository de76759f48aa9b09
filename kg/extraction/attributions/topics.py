"""Attributions whose content is a thing: "criticised the plan", "called for a ban", "polls show support for her".

In goes a verb, out comes who speaks of what, is for or against it, or asks for it. The words of such a content are the article's
own: what stands in it ("the plan that closed the mine") is not credited to who criticises it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.attributions.draft import AttributionDraft, Span, span_of, tidy_spans
from kg.extraction.attributions.verbs import cue_polarity, cue_words, is_person_or_body, source_of
from kg.extraction.rules import name_of, rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import substance
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import is_passive, lemma_of, subject_child
from kg.lexicon.words import nouns_of, verbs_of
from kg.model import AttributionType

TOPIC_KINDS: dict[str, AttributionType] = {
    "telling-of": "speech",
    "foreseeing": "belief",
    "asking-for": "intent",
    "speaking-of": "speech",
    "siding": "belief",
    "showing": "speech",
}
TOLD = frozenset({"telling-of", "foreseeing", "asking-for"})
"""What these speak of is told to be so, to come, or to be wanted: it is credited, unlike what is only spoken of."""
GOES_ON = frozenset({"as", "for", "of", "with", "to", "on", "over"})
"""Prepositions of the verb behind its object that belong to what is said: "blamed the firm for the leak"."""
QUESTION_WORDS = frozenset({"how", "if", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"})
ACT_PREPOSITIONS = frozenset({"after", "before", "by", "in", "since", "upon", "while", "with", "without"})
"""Prepositions behind which a gerund is what was done: "drew applause by criticising the king"."""
BY_FORCE = frozenset({"assail", "blast", "defend", "slam"})
RELATIVES = frozenset({"WDT", "WP"})
PEOPLE = frozenset({"all", "both", "few", "half", "many", "most", "other", "several", "some", "those"})


def find_topics(parse: Parse, found: Sequence[AttributionDraft]) -> Iterator[AttributionDraft]:
    """Yield the attributions of things, of verbs that credit nobody with a clause."""
    taken = {token.i for attribution in found for token in attribution.cue}
    for token in parse.tokens:
        if token.pos == "VERB" and token.i not in taken:
            topic = from_topic(parse, token)
            if topic is not None:
                topic.rule = name_of(from_topic)
                yield topic


@rule(
    "Kirby criticised the plan.",
    "credit: Kirby | criticised | the plan | indirect speech affirmed",
)
def from_topic(parse: Parse, verb: Token) -> AttributionDraft | None:
    """Read "Kirby criticised the plan": source Kirby, cue criticised, content the plan."""
    question = _asked(verb)
    if question is not None:
        parts = tidy_spans(parse, [span_of(question)])
        return AttributionDraft(None, [verb], verb.lemma, parts, "speech", heads=[question], topic=True, reports=False)
    read = _spoken_of(verb) if _is_taken(verb) else None
    if read is None:
        return None
    name, link, thing = read
    kind = TOPIC_KINDS[name]
    source, credited = source_of(verb)
    if not credited or source is None or not _takes_a_stand(source, shows=name == "showing"):
        return None
    if thing.is_below(source) or source.is_below(thing) or _is_done_by_force(verb, thing):
        return None
    parts = tidy_spans(parse, [_span_of(verb, thing)])
    if not parts:
        return None
    cue = cue_words(verb)
    if link is not None and link.i == cue[-1].i + 1:
        cue.append(link)
    lemma = lemma_of(verb) if link is None else f"{lemma_of(verb)} {link.lower}"
    attribution = AttributionDraft(source, cue, lemma, parts, kind, heads=[thing])
    attribution.polarity = cue_polarity(verb)
    attribution.thing, attribution.reports = True, False
    attribution.topic = name not in TOLD and not (name == "showing" and thing.dep == "ccomp")
    return attribution


@rule(
    "Asked whether prices would rise, Kirby left the hall.",
    "credit: ? | Asked | whether prices would rise | indirect speech affirmed",
)
def _asked(verb: Token) -> Token | None:
    """Read "Asked whether prices would rise", "was asked about the leak": what somebody unnamed asks."""
    if verb.lemma not in verbs_of("asking") or verb.tag != "VBN" or verb.child("agent", "nsubj") is not None:
        return None
    about = next((p for p in verb.kids("prep") if p.lower == "about"), None)
    clauses = [c for c in verb.kids("ccomp", "advcl") if c.i > verb.i]
    asked = (c for c in clauses if any(t.lower in QUESTION_WORDS for t in c.subtree()[:2]))
    return next(asked, about.child("pobj", "pcomp") if about is not None else None)


def _is_taken(verb: Token) -> bool:
    """Return True for a stand that is taken, or refused; False for a plan to take one, one that is blamed, one asked about.

    "the plan to oppose the tax", "fined for criticising the king", "Do you support her?"
    """
    if verb.dep == "acl" and verb.tag == "VB":
        return False
    if verb.dep == "pcomp" and verb.head.lower not in ACT_PREPOSITIONS:
        return False
    helper = verb.child("aux")
    subject = subject_child(verb)
    return helper is None or subject is None or helper.tag == "MD" or helper.i > subject.i


def _spoken_of(verb: Token) -> tuple[str, Token | None, Token] | None:
    """Return the class of a verb, the preposition that leads to what it is about, and that thing."""
    lemma = lemma_of(verb)
    name = next((name for name in TOPIC_KINDS if lemma in verbs_of(name)), None)
    if name is not None:
        thing = _object_of(verb)
        if thing is not None:
            return name, None, thing
    for preposition in verb.kids("prep"):
        words = f"{lemma} {preposition.lower}"
        name = next((name for name in TOPIC_KINDS if words in verbs_of(name)), None)
        target = preposition.child("pobj", "pcomp")
        if name is not None and target is not None and target.tag not in RELATIVES and preposition.i > verb.i:
            return name, preposition, target
    return None


def _is_done_by_force(verb: Token, thing: Token) -> bool:
    """Return True for "the army defended the town", "blasted the bridge", where nobody says anything."""
    place = thing.ent[2:] in ("GPE", "LOC", "FAC") or thing.lemma.lower() in nouns_of("building", "facility", "place")
    return place and verb.lemma in BY_FORCE


def _object_of(verb: Token) -> Token | None:
    """Return the object behind a verb, or the subject of its passive where somebody is named: "was criticised by Kirby"."""
    if is_passive(verb):
        agent = verb.child("agent")
        named = agent is not None and agent.child("pobj") is not None
        return subject_child(verb) if named else None
    thing = verb.child("dobj")
    if thing is None:
        gerund = verb.child("xcomp", "ccomp")
        return gerund if gerund is not None and gerund.tag == "VBG" and gerund.i > verb.i else None
    return thing if thing.i > verb.i and thing.tag not in RELATIVES and thing.time is None else None


def _span_of(verb: Token, thing: Token) -> Span:
    """Return the characters of a thing with what the verb says of it: "the firm for the leak"."""
    tokens = thing.subtree()
    last = tokens[-1]
    for preposition in verb.kids("prep"):
        behind = preposition.subtree()
        if preposition.i == last.i + 1 and preposition.lower in GOES_ON:
            last = behind[-1]
    return tokens[0].start, last.end


def _takes_a_stand(source: Token, *, shows: bool) -> bool:
    """Return True for people, bodies and their parts, and for a document, which alone can show something."""
    if source.lower == "you":
        return False
    whose = substance(source)
    lemma = whose.lemma.lower()
    told = lemma in nouns_of("document", "document-source")
    return told or (not shows and (is_person_or_body(whose) or lemma in PEOPLE))


def is_own(thing: Token, offset: int) -> bool:
    """Return True where a quotation in a thing is the word of who speaks of it; of what others said or own, it is theirs.

    "lamented a politics in which “nobody listens any more”", not "criticised her call for a “ban on all visits”".
    """
    above = [token for token in thing.subtree() if token.start < offset]
    owned = any(token.dep == "poss" for token in above)
    said = any(t.lemma.lower() in nouns_of("document", "document-source", "speech", "utterance") for t in above)
    return not owned and not said
