"""Names and their types as a GLiNER model tells them, in place of our tagger; gazetteer, statements and the rest stay ours.

GLiNER finds what it is given words for: it is asked for the types of the contract, in plain words, sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import ModelError
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.extraction.mentions.name_types import TYPES
from kg.extraction.pipeline import Pipeline
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token

if TYPE_CHECKING:
    from spacy.language import Language  # noqa: F401 (the inherited fields name these, as documentation is made of them)

    from kg.extraction.extractors.registry import Options
    from kg.lexicon.gazetteer import Gazetteer  # noqa: F401
    from kg.schema.relations import Relations  # noqa: F401

LABELS = {
    "person": "PERSON",
    "organization": "ORG",
    "country, city or state": "GPE",
    "region, river or mountain": "LOC",
    "building or facility": "FAC",
    "nationality, religious or political group": "NORP",
    "named event": "EVENT",
    "product, vehicle or weapon": "PRODUCT",
    "book, film or other work": "WORK_OF_ART",
    "law or treaty": "LAW",
}
"""What the model is asked for, and the mark that the stages know for it."""
WORDS = 250
"""Words of a passage: a model reads a few hundred and does not say that it left out the rest."""
BATCH = 8
_LEAST = 0.5


class Model(Protocol):
    """What is used of the library's GLiNER."""

    def inference(self, texts: list[str], labels: list[str], **options: Any) -> list[list[dict[str, Any]]]:
        """Return for each text the spans with `start`, `end` (code points), `label` and `score`."""


def make(argument: str, options: Options) -> NamedPipeline:
    """Return the extractor for a model: its name on the Hugging Face hub, or a folder."""
    if not argument.strip():
        raise ModelError("which GLiNER model? --extractor gliner:urchade/gliner_medium-v2.1, or gliner:FOLDER")
    model = load_model(argument)
    ours = load_pipeline(DEFAULT_MODEL, options.gazetteer, options.schema)
    called = Path(argument).absolute().name if Path(argument).is_dir() else argument
    generator = f"{ours.generator}, gliner:{called} {_version()}"
    return NamedPipeline(ours.nlp, ours.gazetteer, ours.relations, generator, model=model)


def load_model(name: str) -> Model:
    """Return a model by its name on the hub or its folder; one that is not to be had raises ModelError."""
    try:
        from gliner import GLiNER
    except ImportError as problem:
        raise ModelError(f"gliner:{name} needs the library: pip install 'kgwire[gliner]'") from problem
    try:
        model: Model = GLiNER.from_pretrained(name)
    except Exception as problem:  # whatever the libraries below raise
        reason = " ".join(str(problem).split())
        raise ModelError(f"the GLiNER model {name!r} cannot be loaded: {type(problem).__name__}: {reason}") from problem
    return model


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPipeline(Pipeline):
    """Our stages, but for the tagger of names."""

    model: Model

    def tag(self, parse: Parse) -> None:
        """Take our tagger's marks of names off, and put the model's on; dates, sums and numbers keep theirs."""
        for token in parse.tokens:
            if token.ent[2:] in TYPES:
                token.ent = ""
        passages = list(passages_of(parse))
        texts = [parse.text[run[0].start : run[-1].end] for run in passages]
        found = (
            self.model.inference(texts, list(LABELS), flat_ner=True, threshold=_LEAST, batch_size=BATCH)
            if texts
            else []
        )
        if len(found) != len(texts):
            raise ModelError(f"the GLiNER model told of {len(found)} texts, and not of {len(texts)}")
        for run, spans in zip(passages, found, strict=True):
            for first, end, label in chosen(run, spans):
                for token in run[first:end]:
                    token.ent = f"{'B' if token is run[first] else 'I'}-{label}"


def passages_of(parse: Parse) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each sentence, those of a very long one in pieces."""
    for number in range(len(parse.sentences)):
        tokens = parse.sentence_tokens(number)
        for start in range(0, len(tokens), WORDS):
            yield tokens[start : start + WORDS]


def chosen(run: Sequence[Token], spans: Iterable[Mapping[str, Any]]) -> list[tuple[int, int, str]]:
    """Return (first, end, mark) for the spans of a passage that are whole words and not inside a surer one, in order.

    What is no span of the passage, or of a type that was not asked for, is passed over.
    """
    starts = {token.start - run[0].start: at for at, token in enumerate(run)}
    ends = {token.end - run[0].start: at + 1 for at, token in enumerate(run)}
    read = []
    for span in spans:
        first, end, label = starts.get(span["start"]), ends.get(span["end"]), LABELS.get(span["label"])
        if first is not None and end is not None and first < end and label is not None:
            read.append((-round(float(span["score"]), 4), first, end, label))
    kept: list[tuple[int, int, str]] = []
    for _, first, end, label in sorted(read):
        if all(end <= other or first >= last for other, last, _ in kept):
            kept.append((first, end, label))
    return sorted(kept)


def _version() -> str:
    try:
        return version("gliner")
    except PackageNotFoundError:
        return "unknown"
