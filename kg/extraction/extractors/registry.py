"""Which extractors there are, ours and those of other packages (entry-point group `kg.extractors`), and how one is loaded.

An extractor is named as NAME:ARGUMENT, as in `openai:http://127.0.0.1:11434/v1#llama3.2`.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from kg.errors import KGError, ModelError
from kg.extraction.extractors.checked import Checked
from kg.extraction.extractors.tally import Tally
from kg.extraction.load import load_pipeline
from kg.model import AnnotatedDocument, Document

GROUP = "kg.extractors"
OURS = {"gliner": "kg.extraction.extractors.tagging.gliner:make", "openai": "kg.extraction.extractors.openai:make"}
"""The extractors of this package, and the functions that make them."""


class Extractor(Protocol):
    """Tells what stands in a document, as a record of the contract; an exception means that this document cannot be told."""

    def annotate(self, document: Document) -> AnnotatedDocument:
        """Return the document with what is found in it: the same text, and offsets into it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user gives beside the extractor's argument: further names, further relations; None where nothing is given."""

    gazetteer: Path | None = None
    schema: Path | None = None


class Make(Protocol):
    """Makes an extractor of its argument, the text behind the colon; a wrong one raises ModelError."""

    def __call__(self, argument: str, options: Options, /) -> Extractor:
        """Return the extractor."""


def extractor_names() -> tuple[str, ...]:
    """Return the names of all extractors that are installed."""
    return tuple(sorted({*OURS, *(point.name for point in _others())}))


def extractor_spec(words: str) -> str:
    """Return an extractor's name with its argument, NAME:ARGUMENT; a name that none has raises ModelError."""
    name, _, argument = words.partition(":")
    if name not in extractor_names():
        raise ModelError(f"there is no extractor {name!r}; there are {', '.join(extractor_names())}")
    return f"{name}:{argument}"


@lru_cache(maxsize=2)
def load_extractor(model: str, gazetteer: Path | None = None, schema: Path | None = None) -> Extractor:
    """Return an extractor by its name and argument, or our pipeline with the spaCy pipeline of this name or path.

    What an extractor of another package returns is checked against the contract.
    """
    name, colon, argument = model.partition(":")
    if not colon or name not in extractor_names():
        return load_pipeline(model, gazetteer, schema)
    make: Make
    if name in OURS:
        make = pkgutil.resolve_name(OURS[name])
        return make(argument, Options(gazetteer, schema))
    point = next(point for point in _others() if point.name == name)
    try:
        make = point.load()
        return Checked(name, make(argument, Options(gazetteer, schema)))
    except KGError:
        raise
    except Exception as problem:
        text = " ".join(str(problem).split())
        raise ModelError(f"the extractor {name!r} cannot be loaded: {type(problem).__name__}: {text}") from problem


def tally_of(model: str, gazetteer: Path | None = None, schema: Path | None = None) -> Tally | None:
    """Return what an extractor that this process used proposed and dropped so far, None where it does not count."""
    tally = getattr(load_extractor(model, gazetteer, schema), "tally", None)
    return tally if isinstance(tally, Tally) else None


def _others() -> tuple[EntryPoint, ...]:
    return tuple(point for point in entry_points(group=GROUP) if point.name not in OURS)
