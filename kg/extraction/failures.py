"""What a stage raises on one document: in goes the exception, out comes an `ExtractionError` that says which stage, and where.

Nothing is noted on the way; it is read from the traceback, and only after a failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

from kg.errors import ExtractionError, KGError
from kg.extraction.syntax.token import Token
from kg.reading.named import NamedDocument

ROOM = "kg.extraction."
OF_ALL = frozenset({"syntax", "rules", "trace", "failures", "pipeline", "workers"})
"""Modules whose functions all stages call: a failure inside them is that of the stage that called."""
WORDS_OF_DRAFTS = ("head", "cue", "trigger")
"""What the drafts of mentions, attributions and statements call the word that they are about."""


@contextmanager
def named_failures(named: NamedDocument) -> Iterator[None]:
    """Turn what is raised inside into an ExtractionError that names the document; the memory's end is none of its own."""
    try:
        yield
    except (KGError, MemoryError):
        raise
    except Exception as problem:
        frames = list(_frames(problem.__traceback__))[::-1]
        raise ExtractionError(named.name, _stage(frames), _sentence(frames), problem) from problem


def _frames(trace: TracebackType | None) -> Iterator[FrameType]:
    """Yield the frames of a traceback that belong to the extraction, the outermost first."""
    while trace is not None:
        if _module(trace.tb_frame).startswith(ROOM):
            yield trace.tb_frame
        trace = trace.tb_next


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _stage(frames: list[FrameType]) -> str:
    """Return the innermost stage, the innermost frame being the first; the parser's where no other one had begun."""
    rooms = (_module(frame).removeprefix(ROOM).partition(".")[0] for frame in frames)
    return next((room for room in rooms if room not in OF_ALL), "parse")


def _sentence(frames: list[FrameType]) -> int | None:
    """Return the sentence that the innermost function with a token, or with a draft made of tokens, was about."""
    for frame in frames:
        for value in frame.f_locals.values():
            token = _token_of(value)
            if token is not None:
                return token.sent
    return None


def _token_of(value: object) -> Token | None:
    """Return the token that a variable is, or that stands for a draft: its head, its cue, its trigger."""
    if isinstance(value, Token):
        return value
    for name in WORDS_OF_DRAFTS if type(value).__module__.startswith(ROOM) else ():
        word = getattr(value, name, None)
        word = word[0] if isinstance(word, list) and word else word
        if isinstance(word, Token):
            return word
    return None
