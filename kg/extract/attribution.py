"""Who is credited with what: source, cue and content; in go parse and quotations, out come reports in text order.

The task and its three parts are PARC's (Pareti 2015). Constructions, from the surest down: a reporting verb with its clause
("Kirby said that …", "…, Kirby said"), "according to", a quotation beside a reporting verb, a noun with its clause ("the
belief that …"), an infinitive of intent ("plans to …"), and a quotation alone, whose speaker is the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses import antecedent, governor, is_passive, lemma_of, subject_child, subject_of
from kg.extract.phrases import clause_phrase
from kg.extract.quotes import Quote
from kg.extract.syntax import Parse, Token
from kg.lexicon import load_table, load_words
from kg.model import AttributionKind, AttributionType, Polarity

Span = tuple[int, int]
CITING = frozenset({"quote", "cite"})
REFUSALS = frozenset({"decline", "refuse"})
KINDS: tuple[AttributionType, ...] = ("speech", "belief", "intent")
SPEECH_LIKE = frozenset({"speech", "belief"})
CARRIERS = frozenset({"make", "issue", "express", "have", "voice", "raise", "repeat", "convey", "hold", "give", "share", "reiterate",
                      "deliver", "release", "offer"})  # fmt: skip


@dataclass(slots=True)
class Report:
    """An attribution before it is written down; `source` is the head word of who is credited."""

    source: Token | None
    cue: list[Token]
    lemma: str
    parts: list[Span]
    type: AttributionType
    kind: AttributionKind = "indirect"
    polarity: Polarity = "affirmed"
    parent: int | None = None
    heads: list[Token] = field(default_factory=list)
    outer: Report | None = None
    denies: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character of the content."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character of the content."""
        return self.parts[-1][1]

    @property
    def length(self) -> int:
        """Characters of the content."""
        return sum(end - start for start, end in self.parts)

    @property
    def leaves_open(self) -> bool:
        """Whether the content is nobody's word: "did not say that"; not "does not believe that", which denies it."""
        raised = self.lemma in load_words("predicates", "neg_raising")
        return self.polarity == "negated" and self.type != "intent" and not raised

    def holds(self, offset: int) -> bool:
        """Tell whether a character stands in the content."""
        return any(start <= offset < end for start, end in self.parts)


def find_reports(parse: Parse, quotes: Sequence[Quote]) -> list[Report]:
    """Return all attributions of a document, in the order of their contents; parents are numbers in this list."""
    real = [quote for quote in quotes if not quote.scare]
    found = list(_unique(_from_parse(parse, real)))
    found += list(_cited(parse, found))
    for report in found:
        _take_in_quotes(report, quotes, parse)
    found += _from_quotes(parse, real, found)
    found = [report for report in found if report.parts]
    found.sort(key=lambda report: (report.start, -report.end, report.cue[0].start if report.cue else 0))
    _nest(found)
    return found


def _from_parse(parse: Parse, quotes: Sequence[Quote]) -> Iterator[Report]:
    for token in parse.tokens:
        if token.lower == "according":
            report = _from_according(parse, token)
        elif token.pos in ("VERB", "AUX"):
            report = _from_verb(parse, token)
        elif token.pos in ("NOUN", "PROPN"):
            report = _from_noun(parse, token)
        elif token.pos == "ADJ":
            report = _from_adjective(parse, token)
        else:
            report = None
        if report is not None and not _spoken_by_self(report, token, quotes):
            yield report
        denial = _from_denial(parse, token) if token.pos in ("NOUN", "VERB") else None
        if denial is not None:
            yield denial


def _spoken_by_self(report: Report, cue: Token, quotes: Sequence[Quote]) -> bool:
    """Tell a cue inside a quotation that adds no source: "I think", "we hope", "you know"."""
    if not any(quote.holds(cue.start) for quote in quotes):
        return False
    return report.source is None or report.source.lower in ("i", "we", "you", "they", "it", "one")


def _unique(reports: Iterable[Report]) -> Iterator[Report]:
    """Drop a report whose cue and content stand in an earlier one."""
    seen: set[tuple[int, int]] = set()
    for report in reports:
        place = (report.cue[0].i, report.start)
        if place not in seen:
            seen.add(place)
            yield report


# ---------------------------------------------------------------- verbs


def _from_verb(parse: Parse, verb: Token) -> Report | None:
    """Read "Kirby said that …": source Kirby, cue said, content the clause; "…, Kirby said" the same."""
    lemma = lemma_of(verb)
    table = load_table("cues")
    if lemma in table["not_cues"] or not any(
        lemma in table[kind] for kind in ("speech", "belief", "intent", "adjectives_passive")
    ):
        return None
    content, kind = _content_of(parse, verb, lemma)
    if content is None or not content[0]:
        return None
    parts, heads = content
    source, credited = _source_of(verb)
    if not credited:
        return None
    if not verb.kids("ccomp", "xcomp") and source is not None and not _is_speaker(source):
        return None
    report = Report(source, _cue_words(verb), lemma, parts, kind, heads=heads)
    report.polarity = _cue_polarity(verb)
    return report


def _content_of(parse: Parse, verb: Token, lemma: str) -> tuple[tuple[list[Span], list[Token]] | None, AttributionType]:
    table = load_table("cues")
    kind: AttributionType = "speech" if lemma in table["speech"] else "belief"
    clauses = [c for c in verb.kids("ccomp") if _is_content(verb, c, lemma)]
    if clauses:
        spans, heads = [], []
        for clause in clauses:
            if clause.i < verb.i and lemma not in table["parenthetical"] and not _marked(clause):
                continue
            spans += _clause_parts(parse, clause, verb)
            heads.append(clause)
        if spans:
            return (_tidy(parse, spans), heads), kind
    below = verb.child("xcomp")
    if below is not None and below.tag == "VB" and lemma in table["infinitive"] and _may_intend(verb, below):
        return (_tidy(parse, [_span(below)]), [below]), "intent"
    if below is not None and below.tag != "VB" and lemma in table["belief"] and below.child("nsubj") is not None:
        return (_tidy(parse, [_span(below)]), [below]), kind
    if lemma in table["parenthetical"]:
        host = _parenthetical_host(verb)
        if host is not None:
            return (_tidy(parse, _clause_parts(parse, host, verb)), [host]), kind
    return None, kind


def _is_content(verb: Token, clause: Token, lemma: str) -> bool:
    """Tell a reported clause: finite, with a subject of its own; a gerund or small clause is none."""
    if clause.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PRON", "PROPN", "ADV"):
        return False
    if any(c.lower in ("whether", "if") and c.dep == "mark" for c in clause.children):
        return lemma in ("say", "ask", "know", "wonder", "decide", "confirm", "disclose", "reveal", "tell")
    subject = subject_child(clause)
    if subject is None:
        return clause.tag in ("VBD", "VBZ", "VBP", "MD") and clause.i < verb.i
    if clause.tag in ("VBG", "VB", "VBN") and clause.child("aux", "auxpass") is None:
        return clause.child("mark") is not None and clause.tag != "VBG"
    return not any(c.dep == "aux" and c.lower == "to" for c in clause.children)


def _marked(clause: Token) -> bool:
    return clause.child("mark") is not None


def _may_intend(verb: Token, below: Token) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in below.children) and not is_passive(verb)


def _parenthetical_host(verb: Token) -> Token | None:
    """Return the clause that a parenthetical breaks into: "The missiles, Kirby said, landed"; "As Kirby put it, …"."""
    if verb.dep == "parataxis" and subject_child(verb) is not None:
        return verb.head
    if verb.dep in ("advcl", "ccomp") and subject_child(verb) is not None and verb.head.pos in ("VERB", "AUX"):
        mark = verb.child("mark", "advmod")
        if mark is not None and mark.lower == "as" and verb.dep == "advcl" and verb.child("dobj", "ccomp") is None:
            return verb.head
    return None


def _source_of(verb: Token) -> tuple[Token | None, bool]:
    """Return who is credited by a reporting verb, and whether the verb credits at all.

    "it was reported that" credits without a source; "Kirby was told that" and "was said to be" credit nobody.
    """
    top = verb
    while (above := governor(top)) is not None:
        top = above
    own = subject_child(top)
    if (
        is_passive(top)
        and lemma_of(verb) in load_words("cues", "adjectives_passive")
        and own is not None
        and own.lower != "it"
    ):
        return antecedent(own, top), True
    if is_passive(top):
        agent = top.child("agent")
        if agent is not None and (target := agent.child("pobj")) is not None and target.time is None:
            return target, True
        return None, own is not None and own.lower == "it" and top is verb
    quoted = _quoted_as(verb)
    if quoted is not None:
        return quoted, True
    source, _ = subject_of(top)
    if source is None or source.dep == "expl" or source.tag == "EX":
        return None, False
    if source.lower == "it" and own is not None and own.dep == "expl":
        return None, False
    return (source, True) if _may_speak(source, verb) else (None, False)


def _quoted_as(verb: Token) -> Token | None:
    """Read "The minister was quoted by KCNA as saying": the minister."""
    if verb.dep != "pcomp" or verb.head.lower != "as":
        return None
    above = verb.head.head
    if above.lemma not in ("quote", "cite", "describe", "report"):
        return None
    return above.child("nsubjpass", "dobj")


def _may_speak(source: Token, verb: Token) -> bool:
    """Tell persons, bodies and documents from things whose "showing" or "suggesting" is evidence."""
    if source.pos in ("PROPN", "PRON") or source.ent:
        return source.tag not in ("WDT",) and source.lower not in ("this", "that", "these", "those", "which")
    lemma = source.lemma.lower()
    if lemma in load_table("predicates")["nouns"]["possible"] and lemma not in ("expert", "forecast"):
        return False
    if verb.lemma in (
        "show",
        "suggest",
        "indicate",
        "mean",
        "prove",
        "demonstrate",
        "imply",
        "signal",
        "find",
        "read",
        "hold",
    ):
        return lemma in load_words("cues", "documents") or _is_personal(lemma)
    return True


def _is_speaker(source: Token) -> bool:
    """Tell who can speak in a parenthesis: a name, a pronoun, a person, a body, a document; not "as aftershocks continued"."""
    if source.pos in ("PROPN", "PRON") or source.ent:
        return True
    lemma = source.lemma.lower()
    return (
        _is_personal(lemma)
        or lemma in load_words("cues", "documents")
        or lemma in load_words("nouns", "document_source")
    )


def _is_personal(lemma: str) -> bool:
    return any(
        lemma in load_words("nouns", kind)
        for kind in ("person", "person_male", "person_female", "people_plural", "organization")
    )


def _cue_words(verb: Token) -> list[Token]:
    particle = verb.child("prt")
    return [verb] if particle is None or particle.i < verb.i else [verb, particle]


def _cue_polarity(verb: Token) -> Polarity:
    """Read "did not say", "declined to confirm": negated, and the content is then nobody's word."""
    if verb.child("neg") is not None:
        return "negated"
    above = governor(verb)
    if above is not None and above.lemma in REFUSALS:
        return "affirmed" if above.child("neg") is not None else "negated"
    if above is not None and above.child("neg") is not None:
        return "negated"
    subject = subject_child(verb)
    if subject is not None and (
        subject.lower in ("nobody", "none") or any(c.lower == "no" for c in subject.kids("det"))
    ):
        return "negated"
    return "affirmed"


# ---------------------------------------------------------------- according to, nouns


def _from_according(parse: Parse, token: Token) -> Report | None:
    """Read "According to a report by the paper, the plant closed": source report, content the rest of the sentence."""
    to = next((c for c in token.children if c.lower == "to"), None)
    source = to.child("pobj") if to is not None else None
    if source is None or to is None:
        return None
    host = token.head
    while host.pos not in ("VERB", "AUX") and host.head is not host:
        host = host.head
    if host is token:
        return None
    first, end = parse.bounds[token.sent]
    inner = {t.i for t in token.subtree()}
    tokens = parse.tokens[first:end]
    at_edge = min(inner) - first <= 2 or end - max(inner) <= 3
    clause = tokens if at_edge else host.subtree()
    spans = _runs([t for t in clause if t.i not in inner])
    return Report(source, [token, to], "according to", _tidy(parse, spans), "speech", heads=[host])


def _from_noun(parse: Parse, noun: Token) -> Report | None:
    """Read "the U.S. belief that Kim seeks missiles": source U.S., cue belief."""
    lemma = noun.lemma.lower()
    table = load_table("cues")["nouns"]
    kind: AttributionType | None = next((k for k in KINDS if lemma in table[k]), None)
    if kind is None:
        return None
    clause = next(
        (c for c in noun.children if c.dep in ("acl", "ccomp", "relcl", "appos") and _is_that_clause(c)), None
    )
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
    parts = _tidy(parse, [_span(head)])
    return Report(source, [noun], lemma, parts, kind, heads=[head]) if kind in SPEECH_LIKE or source else None


def _from_denial(parse: Parse, noun: Token) -> Report | None:
    """Read "The company rejected claims that it had polluted the river": the content is denied by the company's word."""
    verb = noun.head
    if verb.pos != "VERB" or noun.dep not in ("dobj", "nsubjpass") or not _denies(verb):
        return None
    lemma = noun.lemma.lower()
    if not any(lemma in load_table("cues")["nouns"][kind] for kind in ("speech", "belief")):
        return None
    clause = next(
        (c for c in noun.children if c.dep in ("acl", "ccomp", "relcl", "appos") and _is_that_clause(c)), None
    )
    if clause is None or verb.child("neg") is not None:
        return None
    source, credited = _source_of(verb)
    if not credited or source is None:
        return None
    report = Report(source, _cue_words(verb), lemma_of(verb), _tidy(parse, [_span(clause)]), "speech", heads=[clause])
    report.denies = True
    return report


def _denies(verb: Token) -> bool:
    """Read "rejected", "dismissed", and "described as false", "called baseless"."""
    if verb.lemma in load_words("predicates", "denying"):
        return True
    said = [
        *verb.kids("oprd", "acomp", "xcomp", "ccomp"),
        *(p.child("pobj", "amod", "pcomp") for p in verb.kids("prep")),
    ]
    return any(t is not None and t.lower in load_words("predicates", "false_words") for t in said)


def _from_adjective(parse: Parse, adjective: Token) -> Report | None:
    """Read "Officials are confident that it will pass": source officials, cue confident."""
    clause = adjective.child("ccomp")
    if clause is None or adjective.dep != "acomp" or subject_child(clause) is None:
        return None
    if adjective.lemma.lower() not in load_words("cues", "adjectives"):
        return None
    source, _ = subject_of(adjective.head)
    if source is None or source.dep == "expl" or source.lower == "it":
        return None
    report = Report(
        source, [adjective], adjective.lemma.lower(), _tidy(parse, [_span(clause)]), "belief", heads=[clause]
    )
    report.polarity = _cue_polarity(adjective.head)
    return report


def _is_that_clause(clause: Token) -> bool:
    mark = clause.child("mark")
    return mark is not None and mark.lower == "that" and subject_child(clause) is not None


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
    if noun.dep == "dobj" and verb.lemma in CARRIERS:
        return subject_of(verb)[0]
    return None


def _cited(parse: Parse, reports: Sequence[Report]) -> Iterator[Report]:
    """Read "According to Yonhap, quoting KCNA, …", "Yonhap reported, citing officials": what is cited is credited inside."""
    for report in reports:
        if report.source is None:
            continue
        verb = report.cue[0]
        near = [*verb.children, *verb.head.children, *report.source.children]
        citing = next((c for c in near if c.lemma in CITING and c.tag == "VBG" and c.sent == verb.sent), None)
        source = citing.child("dobj") if citing is not None else None
        if citing is None or source is None or (abs(citing.i - report.source.i) > 12 and abs(citing.i - verb.i) > 12):
            continue
        taken = {t.i for t in citing.subtree()}
        parts = _tidy(parse, _runs([t for s, e in report.parts for t in parse.tokens_in(s, e) if t.i not in taken]))
        report.parts = parts
        inner = Report(source, [citing], citing.lemma, parts, report.type, report.kind, heads=report.heads)
        inner.outer = report
        yield inner


# ---------------------------------------------------------------- quotations


def _take_in_quotes(report: Report, quotes: Sequence[Quote], parse: Parse) -> None:
    """Widen a content that starts or ends inside a quotation to the whole of it, and say how much of it is quoted."""
    inside = [q for q in quotes if any(q.start < end and start < q.end for start, end in report.parts)]
    cue = report.cue[0].start
    if not inside or any(q.holds(cue) for q in inside):
        if any(q.holds(cue) for q in inside):
            report.kind = "indirect"
        return
    if all(q.scare for q in inside):
        report.kind = "mixed"
        return
    spans = list(report.parts)
    for quote in inside:
        if quote.scare:
            continue
        spans.append((quote.start, quote.end))
    report.parts = _merge(parse, spans, report)
    quoted = sum(min(e, q.end) - max(s, q.start) for q in inside for s, e in report.parts if q.start < e and s < q.end)
    whole = sum(e - s for s, e in report.parts)
    report.kind = "direct" if quoted >= 0.85 * whole else "mixed"


def _from_quotes(parse: Parse, quotes: Sequence[Quote], reports: list[Report]) -> list[Report]:
    """Credit the quotations that no clause has claimed: to a reporting verb beside them, else to the speaker before."""
    made: list[Report] = []
    speaker: Report | None = None
    before: Quote | None = None
    for quote in quotes:
        owner = next((r for r in reports if any(s <= quote.start < e or s < quote.end <= e for s, e in r.parts)), None)
        if owner is not None:
            if owner.source is not None and not quote.holds(owner.cue[0].start):
                speaker, before = owner, quote
            continue
        cue = _cue_beside(parse, quote, quotes)
        report: Report | None = None
        if cue is not None:
            source, credited = _source_of(cue)
            same = next((r for r in reports + made if r.cue and r.cue[0] is cue), None)
            if same is not None:
                same.parts = _merge(parse, [*same.parts, (quote.start, quote.end)], same)
                same.heads += _roots(parse, quote)
                same.kind = "mixed" if same.kind == "indirect" else same.kind
                speaker, before = same, quote
                continue
            if credited and source is not None:
                report = Report(source, _cue_words(cue), lemma_of(cue), [(quote.start, quote.end)], "speech", "direct")
        elif speaker is not None and before is not None and _goes_on(parse, before, quote):
            report = Report(speaker.source, speaker.cue, speaker.lemma, [(quote.start, quote.end)], "speech", "direct")
        if report is not None:
            report.heads = _roots(parse, quote)
            made.append(report)
            speaker, before = report, quote
    return made


def _roots(parse: Parse, quote: Quote) -> list[Token]:
    return [t for t in parse.tokens_in(quote.start, quote.end) if t.dep == "ROOT"]


def _cue_beside(parse: Parse, quote: Quote, quotes: Sequence[Quote]) -> Token | None:
    """Return the reporting verb nearest to a quotation, outside all of them, in the sentences that it touches."""
    tokens = parse.tokens_in(quote.start, quote.end)
    if not tokens:
        return None
    first, last = tokens[0].sent, tokens[-1].sent
    if tokens[0].i == parse.bounds[first][0] and parse.text[: quote.start].rstrip().endswith(":"):
        first -= 1
    words = load_words("cues", "parenthetical")
    best: tuple[int, Token] | None = None
    for number in range(max(first, 0), last + 1):
        for token in parse.sentence_tokens(number):
            if token.pos != "VERB" or lemma_of(token) not in words | load_words("cues", "speech"):
                continue
            if any(other.holds(token.start) for other in quotes) or (token.tag == "VBN" and not _quoted_as(token)):
                continue
            distance = min(abs(token.start - quote.end), abs(quote.start - token.end))
            if best is None or distance < best[0]:
                best = distance, token
    return best[1] if best is not None else None


def _goes_on(parse: Parse, before: Quote, quote: Quote) -> bool:
    """Tell whether a quotation that stands alone goes on from the one before: next sentence, or next paragraph."""
    if quote.paragraph == before.paragraph:
        between = parse.text[before.end : quote.start]
        return len(between) < 400
    if quote.paragraph == before.paragraph + 1 and before.goes_on:
        return True
    return quote.paragraph == before.paragraph + 1 and _alone(parse, quote)


def _alone(parse: Parse, quote: Quote) -> bool:
    """Tell whether the quotation is its sentence, but for marks."""
    tokens = parse.tokens_in(quote.start, quote.end)
    if not tokens:
        return False
    first, end = parse.bounds[tokens[0].sent][0], parse.bounds[tokens[-1].sent][1]
    return tokens[0].i == first and end - tokens[-1].i <= 2


# ---------------------------------------------------------------- spans


def _span(head: Token) -> Span:
    phrase = clause_phrase(head)
    return phrase.start, phrase.end


def _clause_parts(parse: Parse, clause: Token, without: Token) -> list[Span]:
    """Return the pieces of a clause that remain when the reporting clause inside it is taken out."""
    taken = {t.i for t in without.subtree()} if without.is_below(clause) else set()
    tokens = [t for t in clause.subtree() if t.i not in taken]
    if clause.i > without.i:
        tokens = [t for t in tokens if t.i > without.i]
    return _runs(tokens)


def _runs(tokens: list[Token]) -> list[Span]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i - runs[-1][-1].i <= 2 and token.sent == runs[-1][-1].sent:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [(run[0].start, run[-1].end) for run in runs if any(t.dep != "punct" for t in run)]


def _tidy(parse: Parse, spans: list[Span]) -> list[Span]:
    """Take outer marks off spans and leave out the empty ones."""
    tidy = []
    for start, end in sorted(spans):
        piece = parse.text[start:end]
        left = len(piece) - len(piece.lstrip(" \n\t,;:.—–-"))
        right = len(piece.rstrip(" \n\t,;:.—–-"))
        if left < right and piece[left:right].lower() not in ("that", "and", "but"):
            tidy.append((start + left, start + right))
    return tidy


def _merge(parse: Parse, spans: list[Span], report: Report) -> list[Span]:
    """Join spans that touch or overlap, cutting out the cue where it stands between."""
    merged: list[Span] = []
    cue = (report.cue[0].start, report.cue[-1].end)
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 2 and not merged[-1][1] <= cue[0] <= start:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(s, e) for s, e in merged if not (s <= cue[0] and cue[1] <= e)] or spans


def _nest(reports: list[Report]) -> None:
    """Give each report the smallest one whose content holds its cue."""
    for number, report in enumerate(reports):
        if not report.cue:
            continue
        if report.outer is not None:
            report.parent = next((n for n, other in enumerate(reports) if other is report.outer), None)
            continue
        around = [
            (other.length, n)
            for n, other in enumerate(reports)
            if n != number and other.holds(report.cue[0].start) and not report.holds(other.cue[0].start)
        ]
        report.parent = min(around)[1] if around else None


def innermost(reports: Sequence[Report], offset: int) -> int | None:
    """Return the number of the report with the smallest content that holds an offset; denials of a content do not count."""
    around = [(r.length, r.outer is None, n) for n, r in enumerate(reports) if r.holds(offset) and not r.denies]
    return min(around)[2] if around else None
