"""A pipeline that reads made sentences of one form, in no time, for tests of what happens around extraction."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import kg.extraction.extractors.registry
from kg.errors import KGError
from kg.graph import staging
from kg.graph.build import BuildSummary, build
from kg.model import AnnotatedDocument, Document
from tests.articles import ArticleWriter

PLACES = ("Russia", "Iran", "Ukraine", "North Korea")


class StandIn:
    """Takes each "Russia supplied Iran with goods 7." for a statement; "raise" in a text raises."""

    def annotate(self, document: Document) -> AnnotatedDocument:
        if "raise" in document.text:
            raise ValueError("a defect")
        article = ArticleWriter(document.id)
        for sentence in re.split(r"(?<=\.) ", document.text):
            article.sentence(sentence)
            subject, _, rest = sentence.partition(" supplied ")
            article.state(subject, "supplied", rest.partition(" with ")[0], lemma="supply", relation="supply")
        return replace(article.finish(), document=replace(document, generator="stand-in 1"))


def write_articles(path: Path, numbers: range, *, version: str = "") -> Path:
    """Write articles as JSON Lines, each with an address of its own."""
    lines = []
    for number in numbers:
        subject, object_ = PLACES[number % 4], PLACES[(number + 1 + number // 4 % 3) % 4]
        text = f"{subject} supplied {object_} with goods {number}{version}."
        lines.append(json.dumps({"text": text, "url": f"https://news.example/{number}", "language": "en"}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def build_with_stand_in(paths: Path, store: Path, **options: Any) -> BuildSummary:
    """Build with the stand-in, in this process, with a checkpoint behind each document."""
    kg.extraction.extractors.registry.load_extractor = lambda *_: StandIn()  # type: ignore[assignment]
    staging.SECONDS = 0.0
    return build(paths, store, workers=0, **options)


DURABLE = ((os, "fsync"), (os, "replace"), (os, "link"), (os, "unlink"), (os, "rmdir"), (os, "mkdir"), (os, "open"))
"""What a build does to a disk, so far as Python does it."""


def build_and_die(paths: Path, store: Path, steps: int) -> None:
    """Build in a process that kills itself at a certain step of what it does to the disk."""
    left = steps

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return call

    for module, name in DURABLE:
        setattr(module, name, counted(getattr(module, name)))
    build_with_stand_in(paths, store)
    sys.exit(steps - left)  # how many steps there were


def build_on_a_small_disk(paths: Path, store: Path, most: int) -> None:
    """Build in a process whose files may have so many bytes; exit code 3 where that is said in one line."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        build_with_stand_in(paths, store)
    except KGError as problem:
        sys.exit(3 if "\n" not in str(problem) and "File too large" in str(problem) else 4)
