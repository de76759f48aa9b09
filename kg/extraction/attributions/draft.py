"""An attribution before it is written down, and the spans that its content is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import clause_phrase, opened
from kg.extraction.syntax.token import Token
from kg.lexicon.words import verbs_of
from kg.model import AttributionKind, AttributionType, Polarity

Span = tuple[int, int]
CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(slots=True)
class AttributionDraft:
    """An attribution before it is written down; `source` is the head word of who is credited, `rule` what found it.

    `reports` is False where the cue's clause tells more than that somebody spoke: "Khan turned to the reporters." `told_end`
    is where the content ends that the cue's own clause tells, where a quotation goes on behind it: "…," he said. "…" `topic` is
    True where the content is a thing that is spoken of ("criticised the plan"): its words are the article's, but for those
    quotations in it that are the source's `own`. `thing` is True where it is a thing at all ("confirmed the death"), in which
    relative clauses are the article's.
    """

    source: Token | None
    cue: list[Token]
    lemma: str
    parts: list[Span]
    type: AttributionType
    kind: AttributionKind = "indirect"
    polarity: Polarity = "affirmed"
    parent: int | None = None
    heads: list[Token] = field(default_factory=list)
    outer: AttributionDraft | None = None
    denies: bool = False
    rule: str = ""
    reports: bool = True
    told_end: int | None = None
    topic: bool = False
    thing: bool = False
    own: list[Span] = field(default_factory=list)

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
        """Whether the content is nobody's word: "did not say that".

        Not "does not believe that", which denies it, nor "did not regret that", which presupposes it.
        """
        told = self.lemma in verbs_of("neg-raising") or self.presupposes
        return self.polarity == "negated" and self.type != "intent" and not told

    @property
    def presupposes(self) -> bool:
        """Whether the content is so all the same, by the word of who tells of it: "did not know that the mine was closed"."""
        return self.polarity == "negated" and self.type != "intent" and self.lemma in verbs_of("clause-fact")

    def holds(self, offset: int) -> bool:
        """Tell whether a character stands in the content."""
        return any(start <= offset < end for start, end in self.parts)

    def says(self, offset: int) -> bool:
        """Tell whether the words at a character of the content are the source's: all of them but for those of a topic."""
        return self.holds(offset) and (not self.topic or any(start <= offset < end for start, end in self.own))


def span_of(head: Token) -> Span:
    """Return the characters of a clause."""
    phrase = clause_phrase(head)
    return phrase.start, phrase.end


def clause_parts(parse: Parse, clause: Token, without: Token) -> list[Span]:
    """Return the pieces of a clause that remain when the reporting clause inside it is taken out."""
    taken = {t.i for t in without.subtree()} if without.is_below(clause) else set()
    tokens = [t for t in clause.subtree() if t.i not in taken]
    split = without.dep == "parataxis" and any(c.dep in CLAUSE_SUBJECTS and c.i < without.i for c in clause.children)
    if clause.i > without.i and not split:
        tokens = [t for t in tokens if t.i > without.i]
    return runs_of(tokens)


def runs_of(tokens: list[Token]) -> list[Span]:
    """Return the spans of tokens that stand together in one sentence, single marks passed over."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i - runs[-1][-1].i <= 2 and token.sent == runs[-1][-1].sent:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [(run[0].start, run[-1].end) for run in runs if any(t.dep != "punct" for t in run)]


def tidy_spans(parse: Parse, spans: list[Span]) -> list[Span]:
    """Take outer marks off spans, leave out the empty ones, and join those that touch."""
    tidy: list[Span] = []
    for start, end in sorted(spans):
        piece = parse.text[start:end]
        left = len(piece) - len(piece.lstrip(" \n\t,;:.—–-"))
        right = len(piece.rstrip(" \n\t,;:.—–-"))
        left = opened(parse.text, start + left, start + right) - start
        if left < right and piece[left:right].lower() not in ("that", "and", "but"):
            first, last = tidy.pop() if tidy and start + left <= tidy[-1][1] else (start + left, start + right)
            tidy.append((first, max(last, start + right)))
    return tidy


def merge_spans(parse: Parse, spans: list[Span], attribution: AttributionDraft) -> list[Span]:
    """Join spans that touch or overlap, cutting out the cue where it stands between."""
    merged: list[Span] = []
    cue = (attribution.cue[0].start, attribution.cue[-1].end)
    for start, end in sorted(spans):
        last = merged[-1][1] if merged else -1
        if merged and (start <= last or (start <= last + 2 and not last <= cue[0] <= start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(s, e) for s, e in merged if not (s <= cue[0] and cue[1] <= e)] or merged
