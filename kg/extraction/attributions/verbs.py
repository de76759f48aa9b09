"""Attributions that verbs make: "Kirby said that …", "…, Kirby said", "plans to …"; in goes a verb, out comes a report."""

from __future__ import annotations

from kg.extraction.attributions.content import around_parenthesis, without_own_word
from kg.extraction.attributions.draft import AttributionDraft, Span, clause_parts, span_of, tidy_spans
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import noun_phrase
from kg.extraction.syntax.subjects import antecedent, subject_of
from kg.extraction.syntax.token import Token, token_before
from kg.extraction.syntax.verbs import governor, is_before_semicolon, is_passive, judged_by, lemma_of, subject_child
from kg.lexicon.words import modifiers_of, nouns_of, verbs_of
from kg.model import AttributionType, Polarity

NOBODY = frozenset({"nobody", "none", "noone"})


@rule("Kirby said that the dam had burst.", "credit: Kirby | said | that the dam had burst | indirect speech affirmed")
def from_verb(parse: Parse, verb: Token) -> AttributionDraft | None:
    """Read "Kirby said that …": source Kirby, cue said, content the clause; "…, Kirby said" the same."""
    lemma = lemma_of(verb)
    if lemma in verbs_of("no-cue"):
        return None
    if lemma not in verbs_of("as-it", "belief", "intent", "speech", "state-of-mind"):
        return None
    content, kind = _content_of(parse, verb, lemma)
    if content is None or not content[0]:
        return None
    parts, heads = content
    source, credited = source_of(verb)
    if not credited:
        return None
    aside = verb.dep == "parataxis" and kind == "speech" and source is not None and source.time is None
    if not verb.kids("ccomp", "xcomp") and source is not None and not aside and not _is_speaker(source):
        return None
    if kind == "speech" and lemma in verbs_of("parenthetical"):
        around = around_parenthesis(parse, verb)
        parts = tidy_spans(parse, around) if len(around) > 1 else parts
    if kind != "intent" and parts:
        without = without_own_word(parse, parts, verb)
        if without[-1][1] > max((head.start for head in heads), default=0):  # "that it, although late, was right"
            parts = without
    if source is not None and source.lower in NOBODY:
        source = None
    attribution = AttributionDraft(source, cue_words(verb), lemma, parts, kind, heads=heads)
    attribution.polarity = "negated" if kind == "intent" and lemma in verbs_of("refusing") else cue_polarity(verb)
    attribution.denies = _as_false(verb)
    if (
        lemma in verbs_of("accusing") and heads[0].dep == "pobj"
    ):  # "accused him of fraud": the verb's own statement stays
        attribution.thing, attribution.reports = True, False
    return attribution


@rule(
    "Lena Braun called the mayor a liar.",
    "credit: Lena Braun | called | the mayor a liar | indirect speech affirmed",
)
def from_judgement(parse: Parse, verb: Token) -> AttributionDraft | None:
    """Read "Lena Braun called the mayor a liar": source Braun, cue called, content the mayor a liar."""
    judged = judged_by(verb)
    if judged is None or verb.kids("ccomp"):
        return None
    source, credited = source_of(verb)
    lemma = lemma_of(verb)
    thing, said = judged
    first, last = thing.subtree()[0], said.subtree()[-1]
    spans = [(first.start, last.end)]
    by_nobody = is_passive(verb) and source is None and thing.i < verb.i
    if source is not None and lemma not in verbs_of("speech") and not _is_speaker(source):
        return None
    if by_nobody:
        if thing.dep != "nsubjpass" or not _is_opinion(thing, lemma):
            return None
        spans = [noun_span(thing), span_of(said)]
    elif not credited or source is None or not verb.i < first.i <= last.i:
        return None
    parts = tidy_spans(parse, spans)
    thought = lemma in verbs_of("belief") and lemma not in verbs_of("speech")
    attribution = AttributionDraft(
        source, cue_words(verb), lemma, parts, "belief" if thought else "speech", heads=[said]
    )
    attribution.polarity, attribution.reports = cue_polarity(verb), not by_nobody
    return attribution


@rule(
    "Weber was described as a coward.",
    "credit: ? | described | Weber … a coward | indirect speech affirmed",
    off=False,
)
def _is_opinion(thing: Token, lemma: str) -> bool:
    """Tell "was described as a coward", somebody's word, from what a thing is called: "the hall is called a palace"."""
    if lemma in verbs_of("naming") or lemma in verbs_of("calling-names") & verbs_of("speech"):
        return is_person_or_body(thing)
    return lemma in verbs_of("speech", "describing")


def _content_of(parse: Parse, verb: Token, lemma: str) -> tuple[tuple[list[Span], list[Token]] | None, AttributionType]:
    said = lemma in verbs_of("speech") or lemma in verbs_of("as-it") - verbs_of("belief")
    kind: AttributionType = "speech" if said else "belief"
    clauses = [c for c in verb.kids("ccomp") if _is_content(verb, c, lemma)]
    if clauses:
        spans, heads = [], []
        for clause in clauses:
            if clause.i < verb.i and lemma not in verbs_of("parenthetical") and not _marked(clause):
                continue
            spans += clause_parts(parse, clause, verb)
            heads.append(clause)
        if spans:
            return (tidy_spans(parse, spans), heads), kind
    wished = [c for c in verb.kids("ccomp", "xcomp") if subject_child(c) is not None and _may_intend(verb, c)]
    if wished and lemma in verbs_of("infinitive"):
        return (tidy_spans(parse, [span_of(wished[0])]), wished[:1]), "intent"
    charge = _charge_of(verb) if lemma in verbs_of("accusing") else None
    if charge is not None:
        return (tidy_spans(parse, [span_of(charge)]), [charge]), "speech"
    below = verb.child("xcomp")
    if below is not None and _is_said_to(verb, below):
        return (tidy_spans(parse, _with_subject(verb, below)), [below]), kind
    owned = _owned(verb, lemma)
    if owned is not None:
        return (tidy_spans(parse, [span_of(owned)]), [owned]), "speech"
    if below is not None and below.tag == "VB" and lemma in verbs_of("infinitive") and _may_intend(verb, below):
        return (tidy_spans(parse, [span_of(below)]), [below]), "intent"
    if below is not None and below.tag != "VB" and lemma in verbs_of("belief") and below.child("nsubj") is not None:
        return (tidy_spans(parse, [span_of(below)]), [below]), kind
    aside = lemma in verbs_of("as-it", "parenthetical")
    host = _parenthetical_host(verb) if aside else None
    return ((tidy_spans(parse, clause_parts(parse, host, verb)), [host]) if host is not None else None), kind


@rule(
    "The ministry reported as false that the dam had burst.",
    "the dam | burst | - | - | negated actual | The ministry",
    off=False,
    rare="a denial that news writes in other words more often",
)
def _as_false(verb: Token) -> bool:
    """Read "described as false a report that": the content is denied; "dismissed as false" denies it by its verb already."""
    if verb.lemma in verbs_of("clause-denied"):
        return False
    said = [t for p in verb.kids("prep") if p.lower == "as" for t in p.subtree()]
    return any(t.lower in modifiers_of("false") for t in said if t.dep in ("amod", "acomp", "pobj"))


@rule(
    "Moscow accused Kyiv of preparing a provocation.",
    "credit: Moscow | accused | preparing a provocation | indirect speech affirmed",
)
def _charge_of(verb: Token) -> Token | None:
    """Read "accused Kyiv of preparing a provocation", "accused Kyiv of fraud": what is said; "was accused of" credits nobody."""
    if is_passive(verb) and verb.child("agent") is None:
        return None
    of = next((p for p in verb.kids("prep") if p.lower in ("of", "for") and p.child("pcomp") is not None), None)
    if of is not None:
        return of.child("pcomp")
    thing = next((p.child("pobj") for p in verb.kids("prep") if p.lower == "of"), None)
    return thing if thing is not None and thing.pos in ("NOUN", "PROPN") and thing.i > verb.i else None


def _is_content(verb: Token, clause: Token, lemma: str) -> bool:
    """Tell a reported clause: finite, with a subject of its own; a gerund or small clause is none."""
    if clause.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PRON", "PROPN", "ADV"):
        return False
    if is_before_semicolon(clause, verb):
        return False
    if any(c.lower in ("whether", "if") and c.dep == "mark" for c in clause.children):
        return lemma in verbs_of("whether")
    subject = subject_child(clause)
    if subject is None:
        finite = [clause, *clause.kids("aux", "auxpass")]
        said = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in finite)
        return said and (_marked(clause) or clause.i < verb.i or _has_lost_subject(verb, clause, lemma))
    if clause.tag in ("VBG", "VB", "VBN") and clause.child("aux", "auxpass") is None:
        return clause.child("mark") is not None and clause.tag != "VBG"
    return not any(c.dep == "aux" and c.lower == "to" for c in clause.children)


@rule(
    "The order is believed to be worth $15 billion.",
    "credit: ? | believed | The order … to be worth $15 billion | indirect belief affirmed",
)
def _is_said_to(verb: Token, below: Token) -> bool:
    """Read "is believed to be worth": somebody unnamed believes it; not "was told to leave", "is known to leak"."""
    infinitive = any(c.lower == "to" and c.dep == "aux" for c in below.children)
    return infinitive and verb.lemma in verbs_of("said-to-be") and is_passive(verb) and below.i > verb.i


def _with_subject(verb: Token, below: Token) -> list[Span]:
    """Return "The order" and "to be worth $15 billion" of "The order is believed to be worth $15 billion"."""
    subject = subject_child(verb)
    spans = [span_of(below)]
    if subject is not None and subject.dep == "nsubjpass" and subject.i < verb.i:
        spans.insert(0, span_of(subject) if subject.pos in ("VERB", "AUX") else noun_span(subject))
    return spans


def noun_span(noun: Token) -> Span:
    """Return the characters of a noun phrase, without what is set off in it."""
    phrase = noun_phrase(noun)
    return phrase.start, phrase.end


@rule(
    "One poster admitted to hiding the leak.",
    "credit: One poster | admitted | hiding the leak | indirect speech affirmed",
)
def _owned(verb: Token, lemma: str) -> Token | None:
    """Read "admitted hiding the leak", "admitted to hiding it", "denies having hidden it": the hiding."""
    below = verb.child("xcomp")
    to = next((p for p in verb.kids("prep") if p.lower == "to"), None)
    if below is None and to is not None and lemma in verbs_of("admitting"):
        below = to.child("pcomp")
    if below is None or lemma not in verbs_of("admitting", "denying"):
        return None
    return below if below.tag == "VBG" or _is_having(below) else None


def _has_lost_subject(verb: Token, clause: Token, lemma: str) -> bool:
    """Read "a firm that inspectors said was bankrupt"; not "Nothing the president said will help", whose verb is will help."""
    before = token_before(clause.subtree()[0])
    if lemma not in verbs_of("parenthetical") or (before is not None and before.text == ","):
        return False
    noun = verb.head
    return verb.dep != "relcl" or (noun.head is not noun and (noun.dep != "nsubj" or noun.head.i > clause.i))


def _is_having(verb: Token) -> bool:
    """Tell "having added"."""
    return verb.tag == "VBN" and any(c.lower == "having" for c in verb.kids("aux"))


def _marked(clause: Token) -> bool:
    return clause.child("mark") is not None


def _may_intend(verb: Token, below: Token) -> bool:
    wished = below.tag == "VBN" and below.child("nsubjpass") is not None and below.child("aux", "auxpass") is None
    return (wished or any(c.lower == "to" and c.dep == "aux" for c in below.children)) and not is_passive(verb)


@rule(
    "The missiles, Kirby said, landed in a field.",
    "credit: Kirby | said | The missiles … landed in a field | indirect speech affirmed",
)
def _parenthetical_host(verb: Token) -> Token | None:
    """Return the clause that a parenthetical breaks into: "The missiles, Kirby said, landed"; "As Kirby put it, …"."""
    if verb.dep == "parataxis" and subject_child(verb) is not None:
        return verb.head
    if verb.dep == "conj" and _is_added(verb):
        return verb.head
    agent = verb.child("agent") is not None and is_passive(verb)  # "As reported by Yonhap, the missiles landed"
    told = subject_child(verb) is not None or agent
    if verb.dep in ("advcl", "ccomp") and told and verb.head.pos in ("VERB", "AUX"):
        mark = verb.child("mark", "advmod")
        if mark is not None and mark.lower == "as" and verb.dep == "advcl" and _says_it(verb):
            return verb.head
    return None


def _is_added(verb: Token) -> bool:
    """Tell "It remains shut, the mayor said", which the parser joins like a list: a comma, no and, a subject of its own."""
    subject, above = subject_child(verb), verb.head
    if subject is None or above.pos not in ("VERB", "AUX") or above.child("cc") is not None or verb.child("ccomp"):
        return False
    before = token_before(subject.subtree()[0])
    later = [c for c in verb.children if c.i > verb.i and c.dep not in ("dobj", "dative", "prep", "npadvmod", "punct")]
    return before is not None and before.text == "," and subject.i < verb.i and not later


def _says_it(verb: Token) -> bool:
    """Tell "as Kirby said", "as he put it" from a clause with an object of its own."""
    thing = verb.child("dobj", "ccomp")
    return thing is None or thing.lower == "it"


def source_of(verb: Token) -> tuple[Token | None, bool]:
    """Return who is credited by a reporting verb, and whether the verb credits at all.

    "it was reported that", "is said to be" and "Kirby was told that" credit without a source.
    """
    top = verb
    while (above := governor(top)) is not None:
        top = above
    own = subject_child(top)
    if is_passive(top) and lemma_of(verb) in verbs_of("state-of-mind") and own is not None and own.lower != "it":
        return antecedent(own, top), True
    if is_passive(top) and top is not verb and own is not None and own.lower != "it":
        return antecedent(own, top), True
    if is_passive(top):
        agent = top.child("agent")
        if agent is not None and (target := agent.child("pobj")) is not None and target.time is None:
            return target, True
        told = lemma_of(verb) in verbs_of("telling", "addressing-of")
        below = verb.child("xcomp")
        told = told or (below is not None and _is_said_to(verb, below))
        return None, top is verb and (told or (own is not None and own.lower == "it"))
    quoted = quoted_as(verb)
    if quoted is not None:
        return quoted, True
    source, _ = subject_of(top)
    if source is None or source.dep == "expl" or source.tag == "EX":
        return None, False
    if source.lower == "it" and own is not None and (own.dep == "expl" or top.child("acomp") is not None):
        return None, False
    return (source, True) if _may_speak(source, verb) else (None, False)


def quoted_as(verb: Token) -> Token | None:
    """Read "The minister was quoted by KCNA as saying": the minister."""
    if verb.dep != "pcomp" or verb.head.lower != "as":
        return None
    above = verb.head.head
    if above.lemma not in verbs_of("quoting-as"):
        return None
    return above.child("nsubjpass", "dobj")


@rule(
    "Signs suggest that prices fell.",
    "not: credit: Signs | suggest | that prices fell | indirect speech affirmed",
    off=True,
)
def _may_speak(source: Token, verb: Token) -> bool:
    """Tell persons, bodies and documents from things whose "showing" or "suggesting" is evidence; "2016 saw" no prices."""
    if verb.lemma == "see" and (source.time is not None or source.lemma.lower() in nouns_of("event")):
        return False
    if source.lower == "those" and source.child("relcl", "acl") is not None:
        return True
    if source.pos in ("PROPN", "PRON") or source.ent:
        return source.tag not in ("WDT",) and source.lower not in ("this", "that", "these", "those", "which")
    lemma = source.lemma.lower()
    if lemma in nouns_of("clause-possible") and lemma not in ("expert", "forecast"):
        return False
    if verb.lemma in verbs_of("evidence"):
        return lemma in nouns_of("document") or _is_personal(lemma)
    return True


@rule(
    "As aftershocks continued, the town was emptied.",
    "not: credit: aftershocks | continued | the town was emptied | indirect speech affirmed",
    off=True,
)
def _is_speaker(source: Token) -> bool:
    """Return True for what can speak beside a sentence: a person, a body, a document; False for "as aftershocks continued"."""
    return is_person_or_body(source) or source.lemma.lower() in nouns_of("document", "document-source")


def is_person_or_body(source: Token) -> bool:
    """Return True for a name, a pronoun, a noun for persons or for a body."""
    return source.pos in ("PROPN", "PRON") or bool(source.ent) or _is_personal(source.lemma.lower())


def _is_personal(lemma: str) -> bool:
    return lemma in nouns_of("organization", "people-plural", "person")


def cue_words(verb: Token) -> list[Token]:
    """Return the words of a cue: the verb, with its particle after it."""
    particle = verb.child("prt")
    return [verb] if particle is None or particle.i < verb.i else [verb, particle]


@rule(
    "Kirby did not say that the dam had burst.",
    "credit: Kirby | say | that the dam had burst | indirect speech negated",
    off="affirmed",
)
def cue_polarity(verb: Token) -> Polarity:
    """Read "did not say", "declined to confirm": negated, and the content is then nobody's word."""
    if verb.child("neg") is not None:
        return "negated"
    above = governor(verb)
    if above is not None and above.lemma in verbs_of("refusing"):
        return "affirmed" if above.child("neg") is not None else "negated"
    if above is not None and above.child("neg") is not None:
        return "negated"
    subject = subject_child(verb)
    if subject is not None and (
        subject.lower in ("nobody", "none") or any(c.lower == "no" for c in subject.kids("det"))
    ):
        return "negated"
    return "affirmed"
