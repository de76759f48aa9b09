"""The order of the stages: in goes a document, out comes the annotated document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.finder import find_attributions
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.passes import find_chains
from kg.extraction.linking.listed import link_listed
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.mentions.finder import find_mentions
from kg.extraction.mentions.names import find_names
from kg.extraction.propositions.clauses import find_clauses
from kg.extraction.propositions.event_nouns import find_nouns
from kg.extraction.propositions.judgements import find_judgements
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.propositions.relations import frame
from kg.extraction.propositions.titles import find_titles
from kg.extraction.records.arguments import Arguments
from kg.extraction.records.credit import Credit
from kg.extraction.records.event_times import Dating
from kg.extraction.records.naming import Naming
from kg.extraction.records.statements import Writer, Written
from kg.extraction.repairs import repair
from kg.extraction.syntax.from_spacy import read_parse
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.tense import tense_at
from kg.extraction.text.as_read import read_as
from kg.extraction.text.capitals import NO_NAMES, Speller
from kg.extraction.text.paragraphs import find_paragraphs
from kg.extraction.text.quotations import find_quotes
from kg.extraction.times import find_times
from kg.extraction.trace import Trace
from kg.lexicon.first_names import is_first_name
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.titles import match_title
from kg.model import AnnotatedDocument, Document, Time
from kg.schema.relations import Relations

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the stages before coreference made of one document."""

    parse: Parse
    times: Sequence[Time]
    attributions: Sequence[AttributionDraft]
    mentions: Sequence[MentionDraft]


@dataclass(frozen=True, slots=True)
class Stages:
    """What the stages made of one document, in their order; `annotated` is what leaves the room."""

    parse: Parse
    attributions: Sequence[AttributionDraft]
    mentions: Sequence[MentionDraft]
    chains: Sequence[ChainDraft]
    naming: Naming
    written: Sequence[Written]
    annotated: AnnotatedDocument


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What the stages need: spaCy's pipeline, the gazetteer, the relations, and the name that outputs carry."""

    nlp: Language
    gazetteer: Gazetteer
    relations: Relations
    generator: str

    def annotate(self, document: Document) -> AnnotatedDocument:
        """Return the document with all that is found in it.

        It depends on nothing but the document's text, date and url, and on what the pipeline was made of.
        """
        return self.run(document).annotated

    def prepare(self, document: Document, trace: Trace | None = None) -> Prepared:
        """Run the stages up to coreference; after names are known the parse is read-only."""
        text = document.text
        paragraphs = find_paragraphs(text)
        speller = Speller.of(text, self._name_at)
        read = [speller.spelled(read_as(text, paragraph.start, paragraph.end)) for paragraph in paragraphs]
        with self.nlp.memory_zone():
            docs = self.nlp.pipe((stretch.text for stretch in read), batch_size=BATCH)
            parse = read_parse(text, paragraphs, read, docs, trace)
        self.tag(parse)
        times = mark_times(parse, document.date)
        repair(parse)
        names = find_names(parse, self.gazetteer)
        parse.freeze()
        if self.gazetteer.listed is not None:
            link_listed(parse, names, self.gazetteer.listed, document.date)
        attributions = find_attributions(parse, find_quotes(text, paragraphs), names)
        return Prepared(parse, times, attributions, find_mentions(parse, names))

    def run(self, document: Document, trace: Trace | None = None) -> Stages:
        """Run the stages in their order; a trace takes down what they do."""
        prepared = self.prepare(document, trace)
        parse, attributions, mentions = prepared.parse, prepared.attributions, prepared.mentions
        chains = find_chains(parse, mentions, attributions, self.gazetteer)
        naming = Naming(parse, chains)
        propositions = self.propose(parse, mentions, naming)
        arguments = Arguments(parse, prepared.times, naming)
        credit = Credit(parse, attributions, naming, arguments)
        dating = Dating(parse, prepared.times, document.date, credit.by_cue)
        writer = Writer(document.id, parse, arguments, credit, dating, naming)
        written = writer.write(frame(p, self.relations, naming.type_at) for p in propositions)
        annotated = AnnotatedDocument(
            document=replace(document, generator=self.generator),
            sentences=tuple(parse.sentences),
            mentions=naming.mentions,
            chains=naming.chains,
            entities=naming.entities,
            times=tuple(prepared.times),
            attributions=credit.records(),
            statements=tuple(made.statement for made in written),
        )
        return Stages(parse, attributions, mentions, chains, naming, written, annotated)

    def tag(self, parse: Parse) -> None:
        """Mark the names that something else than spaCy's tagger tells, where there is such a thing."""

    def propose(self, parse: Parse, mentions: Sequence[MentionDraft], naming: Naming) -> list[Proposition]:
        """Return what is stated, before it is known by whom and how sure."""
        return [
            *find_clauses(parse),
            *find_judgements(parse),
            *find_nouns(parse, self.relations, naming.type_at),
            *find_titles(parse, mentions, self.relations, naming.is_named),
        ]

    def _name_at(self, words: Sequence[str], at: int) -> int:
        """Return where a name ends that starts at one of several words: a known one, or a first name with what follows it."""
        title = match_title(words, at)
        first = at if title is None else title.end
        if first < len(words) and words[first].istitle() and is_first_name(words[first]):
            behind = " ".join(words[first + 1 : first + 2]).lower()
            return first + 1 + (behind != "" and behind not in NO_NAMES and not behind.endswith("ed"))
        known = self.gazetteer.match(words, at)
        if known is not None:
            return known[0]
        return at + (self.gazetteer.demonym(words[at]) is not None)


def mark_times(parse: Parse, published: str | None) -> list[Time]:
    """Find the time expressions, and tell each token which one it stands in."""
    spans = [(sentence.start, sentence.end) for sentence in parse.sentences]
    day = date.fromisoformat(published) if published is not None else None
    times = find_times(parse.text, day, spans=spans, tense=tense_at(parse))
    for time in times:
        for token in parse.tokens_in(time.start, time.end):
            token.time = time.id
    return times
