"""Statements that a language model proposes, held against the text; who says them, names, times and pronouns stay ours.

The model returns quotes. What is not found in the text, not inside one sentence, or lost a negation is dropped and counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.extractors.cache import Answers, cache_folder
from kg.extraction.extractors.chat import Chat, ChatError
from kg.extraction.extractors.grounding import NOT_OF_THE_FORM, Proposal, ground
from kg.extraction.extractors.prompt import VERSION, request_of
from kg.extraction.extractors.tally import Tally
from kg.extraction.load import load_pipeline
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.pipeline import Pipeline
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.model import Sentence

if TYPE_CHECKING:
    from spacy.language import Language  # noqa: F401 (the inherited fields name these, as documentation is made of them)

    from kg.extraction.extractors.registry import Options
    from kg.lexicon.gazetteer import Gazetteer  # noqa: F401
    from kg.schema.relations import Relations  # noqa: F401

PASSAGE = 4000
"""Characters that a passage may have, unless one sentence alone has more."""
_FENCE = "```"


def make(argument: str, options: Options) -> QuotedPipeline:
    """Return the extractor for URL#MODEL."""
    chat = Chat.of(argument)
    ours = load_pipeline(DEFAULT_MODEL, options.gazetteer, options.schema)
    generator = f"{ours.generator}, openai:{chat.model} {VERSION}"
    return QuotedPipeline(
        ours.nlp, ours.gazetteer, ours.relations, generator, chat=chat, answers=Answers(cache_folder()), tally=Tally()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPipeline(Pipeline):
    """Our stages, but for the finding of propositions, which a model does."""

    chat: Chat
    answers: Answers
    tally: Tally = field(default_factory=Tally)

    def propose(self, parse: Parse, mentions: Sequence[MentionDraft], naming: Naming) -> list[Proposition]:
        """Return the propositions that a model quotes from the text, passage by passage."""
        found: list[Proposition] = []
        for sentences in passages(parse.sentences):
            text = parse.text[sentences[0].start : sentences[-1].end]
            for item in self._answer(text):
                self.tally.proposed += 1
                proposal = Proposal.of(item)
                grounded = NOT_OF_THE_FORM if proposal is None else ground(proposal, parse, sentences)
                if isinstance(grounded, str):
                    self.tally.dropped[grounded] += 1
                else:
                    found.append(grounded)
        return found

    def _answer(self, passage: str) -> list[Any]:
        """Return the statements of an answer, a kept one if there is one; only what is of the form is kept."""
        kept = self.answers.get(self.chat.model, passage)
        if kept is not None:
            return statements_of(kept)
        answer = self.chat.complete(request_of(self.chat.model, passage))
        statements = statements_of(answer)
        self.answers.keep(self.chat.model, passage, answer)
        return statements


def passages(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of a document in runs that a model is asked about at once; paragraphs stay whole where they fit."""
    run: list[Sentence] = []
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and (sentence.paragraph != paragraph[0].paragraph or _length([*paragraph, sentence]) > PASSAGE):
            if run and _length([*run, *paragraph]) > PASSAGE:
                yield run
                run = []
            run, paragraph = [*run, *paragraph], []
        paragraph.append(sentence)
    if run and _length([*run, *paragraph]) > PASSAGE:
        yield run
        run = []
    if run or paragraph:
        yield [*run, *paragraph]


def _length(sentences: Sequence[Sentence]) -> int:
    return sentences[-1].end - sentences[0].start if sentences else 0


def statements_of(answer: str) -> list[Any]:
    """Return the statements in a model's answer, whose thoughts and code fence are passed over; another form raises ChatError."""
    text = answer.rpartition("</think>")[2].strip()
    if text.startswith(_FENCE):
        text = text.partition("\n")[2].rpartition(_FENCE)[0]
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ChatError("the model's answer is no JSON") from problem
    statements = told.get("statements") if isinstance(told, dict) else None
    if not isinstance(statements, list):
        raise ChatError("the model's answer has no list of statements")
    return statements
