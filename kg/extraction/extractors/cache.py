"""Answers that were given once, on disk: by passage, instructions and model, so that a second build asks nothing."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.extraction.extractors.prompt import VERSION

FOLDER = "KG_EXTRACTOR_CACHE"
"""The variable that names another folder for answers."""


def cache_folder() -> Path:
    """Return where answers are kept: KG_EXTRACTOR_CACHE, or kg/extractors in the folder of the user's caches."""
    named = os.environ.get(FOLDER)
    return (
        Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg" / "extractors"
    )


class Answers:
    """Kept answers; a folder that cannot be read or written costs a question, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, model: str, passage: str) -> str | None:
        """Return the answer that a model gave of a passage, None where none is kept."""
        with suppress(OSError, ValueError):
            kept = json.loads(self._path(model, passage).read_text(encoding="utf-8"))
            if isinstance(kept, dict) and kept.get("model") == model and isinstance(kept.get("answer"), str):
                return str(kept["answer"])
        return None

    def keep(self, model: str, passage: str, answer: str) -> None:
        """Keep an answer; what another process keeps at the same time is as good."""
        path = self._path(model, passage)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
                temporary = Path(file.name)
                json.dump({"model": model, "prompt": VERSION, "answer": answer}, file)
            temporary.replace(path)

    def _path(self, model: str, passage: str) -> Path:
        key = json.dumps([VERSION, model, passage])
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / f"{name}.json"
