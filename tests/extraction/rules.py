"""A rule switched off, for tests and measurements only: production has no switch, and pays for none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import CodeType
from typing import Any

from kg.extraction.rules import Off, Rule
from kg.extraction.times.language.grammar import Expression


@contextmanager
def without(rule: Rule) -> Iterator[None]:
    """Switch a rule off: its function returns `off` at once, whoever holds it; a row of the time tables reads nothing."""
    table = isinstance(rule.owner, Expression)
    name, value = ("read", _nothing) if table else ("__code__", returning(rule.off))
    with switch(rule.owner, name, value):
        yield


@contextmanager
def switch(owner: object, name: str, value: object) -> Iterator[None]:
    """Give something another attribute for a while, even if it is frozen."""
    kept = getattr(owner, name)
    object.__setattr__(owner, name, value)
    try:
        yield
    finally:
        object.__setattr__(owner, name, kept)


def _nothing(*args: object) -> None:
    return None


def returning(off: object) -> CodeType:
    """Return the code of a function that takes anything and returns one value, or its first argument."""

    def constant(*args: object, **kwargs: object) -> object:
        return "off"

    def first(*args: object, **kwargs: object) -> object:
        return args[0]

    if off is Off.FIRST:
        return first.__code__
    code = constant.__code__
    return code.replace(co_consts=tuple(off if const == "off" else const for const in code.co_consts))


class Parsed:
    """A spaCy pipeline that parses each list of paragraphs once, for texts that are read again and again with other rules."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._docs: dict[tuple[str, ...], list[Any]] = {}

    def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Any]:
        key = tuple(texts)
        if key not in self._docs:
            self._docs[key] = list(self._nlp.pipe(key, batch_size=batch_size))
        return iter(self._docs[key])

    def memory_zone(self) -> AbstractContextManager[None]:
        return nullcontext()
