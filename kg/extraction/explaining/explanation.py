"""The records of an explanation: for each sentence the tree, what changed it, what was found by which rule, what was dropped."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Word:
    """A token in the tree: its number in the document, its words, its label, and the number of its head (a root: its own)."""

    number: int
    text: str
    lemma: str
    pos: str
    tag: str
    label: str
    head: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair that changed the tree: its rule, what the rule says of itself, where, and the changes in words."""

    rule: str
    says: str
    word: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: text, kind, type, the rule that found it, what spoke for the type, its chain, why it is in that chain.

    `called` is the best name of the chain, `to` the mention that it was joined to, `lead` by how much that one led the next,
    `telling` the weights that told most.
    """

    text: str
    kind: str
    type: str
    rule: str
    type_from: str
    chain: int
    called: str
    wikidata: str | None
    link: str
    to: str | None
    lead: float | None
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """An attribution: source, cue, content, its kinds, the rule that found it, and the source of the one around it."""

    line: str
    rule: str
    source_called: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What a word says of polarity and modality, and what is known after it."""

    word: str
    why: str
    polarity: str
    modality: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason for the confidence with the log-odds that it adds."""

    sign: str
    weight: float


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement: its line, id, rule, where its time comes from, the steps of its factuality, the reasons for its confidence.

    `kind` is that of the record: a report is no statement of the graph.
    """

    line: str
    id: str
    rule: str
    time: str | None
    condition: str | None
    steps: tuple[Step, ...]
    confidence: float
    signs: tuple[Sign, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A word that could have made a statement and made none: in which stage, and why."""

    word: str
    stage: str
    why: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """All that happened to one sentence."""

    number: int
    kind: str
    text: str
    parsed: tuple[Word, ...]
    tree: tuple[Word, ...]
    repairs: tuple[Repair, ...]
    times: tuple[str, ...]
    mentions: tuple[Found, ...]
    attributions: tuple[Credited, ...]
    statements: tuple[Stated, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened to a document, sentence by sentence; printed it is text, in a notebook a page."""

    document: str
    generator: str
    date: str | None
    sentences: tuple[ExplainedSentence, ...]

    def sentence(self, number: int) -> Explanation:
        """Return the explanation of one sentence alone; a number that there is not raises IndexError."""
        chosen = [one for one in self.sentences if one.number == number]
        if not chosen:
            raise IndexError(f"no sentence {number}: the text has {len(self.sentences)}, counted from 0")
        return Explanation(self.document, self.generator, self.date, tuple(chosen))

    def to_json(self) -> bytes:
        """Return this record as one line of UTF-8 JSON, without a line end."""
        return msgspec.json.encode(self)

    def __str__(self) -> str:
        """Return the explanation as plain text."""
        from kg.extraction.explaining.text import write_text

        return "\n".join(write_text(self))

    def to_html(self) -> str:
        """Return the explanation as one page that needs no network."""
        from kg.extraction.explaining.page import render_page

        return render_page(self)

    def _repr_html_(self) -> str:
        from kg.extraction.explaining.page import render_fragment

        return render_fragment(self)
