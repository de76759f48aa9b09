"""Loads the language pipeline with all that the stages need; the only place where spaCy is loaded."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from kg.errors import ModelError
from kg.extraction.pipeline import Pipeline
from kg.lexicon.gazetteer import Gazetteer
from kg.schema.relations import load_relations

NEEDED = ("parser", "tagger", "ner")
ABBREVIATIONS = (
    "Lt.", "Lieut.", "Col.", "Capt.", "Maj.", "Cmdr.", "Sgt.", "Cpl.", "Pvt.", "Det.", "Insp.", "Supt.", "Cllr.", "Hon.", "Pres.",
)  # fmt: skip
"""Titles whose stop spaCy takes for the end of a sentence: one token each, as those that it knows."""
WHOLE = ("wed", "Wed")
"""Words that spaCy takes for two without their apostrophe: "we'd"."""


@lru_cache(maxsize=2)
def load_pipeline(model: str, gazetteer: Path | None = None, schema: Path | None = None) -> Pipeline:
    """Return the pipeline; a model that is not there, or is no English one with a parser, raises ModelError."""
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as problem:
        raise ModelError(
            f"the language pipeline {model!r} is not installed; install it with pip, or name another with --model"
        ) from problem
    if nlp.lang != "en":
        raise ModelError(f"the language pipeline {model!r} is for {nlp.lang!r}; an English one is needed")
    missing = [name for name in NEEDED if not nlp.has_pipe(name)]
    if missing:
        raise ModelError(f"the language pipeline {model!r} has no {', '.join(missing)}; one with all three is needed")
    for word in (*ABBREVIATIONS, *WHOLE):
        nlp.tokenizer.add_special_case(  # type: ignore[union-attr]
            word, [{"ORTH": word}]
        )
    return Pipeline(nlp, Gazetteer.load(gazetteer), load_relations(schema), generator_of(model, nlp.meta["version"]))


def generator_of(model: str, model_version: str) -> str:
    """Return what documents name as their generator; a model is called as it is installed, or as its folder is.

    "kgwire 0.1.0, en_core_web_sm 3.8.0"
    """
    return f"kgwire {version('kgwire')}, {Path(model).absolute().name} {model_version}"
