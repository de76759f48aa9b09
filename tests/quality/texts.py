"""The development texts: in goes a folder of articles or of open data, out come documents as `kg extract` would read them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.model import Document
from kg.reading import read

ARTICLES = Path(__file__).parent / "articles"
KEPT_CLOSED = frozenset({"GUM_news_afghan", "GUM_news_iodine", "GUM_news_stampede", "GUM_news_lanterns"})
"""Texts on which precision is read by people who have not tuned on them: nothing here opens them."""


def own_articles(folder: Path = ARTICLES) -> Iterator[tuple[str, Document]]:
    """Yield name and document of this repository's own test articles."""
    for path in sorted(folder.glob("*.md")):
        if path.stem != "README":
            (document,) = read([path])
            yield path.stem, document


def gold_texts(bench: Path) -> Iterator[tuple[str, Document]]:
    """Yield name and document of the texts with gold statements."""
    dates = json.loads((bench / "gold" / "dates.json").read_text(encoding="utf-8"))
    for path in sorted((bench / "gold").glob("*.txt")):
        yield path.stem, read_text(path.read_text(encoding="utf-8"), dates[path.stem])


def open_gum_files(bench: Path) -> list[Path]:
    """Return the files of the open GUM news texts."""
    return [path for path in sorted((bench / "gum-news").glob("*.json")) if path.stem not in KEPT_CLOSED]


def gum_texts(bench: Path) -> Iterator[tuple[str, Document]]:
    """Yield name and document of the open GUM news texts."""
    for path in open_gum_files(bench):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold["id"], read_text(gold["text"], gold["date"])


def carb_sentences(bench: Path) -> list[str]:
    """Return the sentences of the open part of CaRB."""
    return (bench / "carb-dev" / "sentences.txt").read_text(encoding="utf-8").splitlines()


def read_text(text: str, date: str) -> Document:
    """Return the document that `kg extract` reads from a text file with its date in the front matter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(f"---\ndate: {date}\n---\n\n{text}", encoding="utf-8")
        (document,) = read([path])
    return document
