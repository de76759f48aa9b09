"""What a question asks: the record between reading it and looking it up."""

from __future__ import annotations

from dataclasses import dataclass

from kg.asking.phrases import Wh
from kg.asking.rewriting import Rewritten
from kg.asking.words import Word
from kg.cells import Shown
from kg.model import AnnotatedDocument, Statement


@dataclass(frozen=True, slots=True)
class Name(Shown):
    """A stretch of a question that names something, and the ids of the entities of the graph that are called so."""

    start: int
    end: int
    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known(Shown):
    """A place of the asked statement that is filled: its slot, words, their stems, and the entities that they name."""

    slot: str
    text: str
    stems: frozenset[str]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood.

    `annotated` is the extractor's reading of the statement that it was turned into, `pattern` that statement of it in
    which the hole stands (or the first one), `slot` the place of the hole there: subject, object, a role, or speaker
    where somebody is asked for who says so. `words` are those of the question that tell something, `names` what in it
    is named, `known` the filled places, `said_by` the entities and words of who is to say so, None where nobody is.
    """

    text: str
    wh: Wh
    rewritten: Rewritten | None
    annotated: AnnotatedDocument | None
    pattern: Statement | None
    slot: str | None
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    known: tuple[Known, ...]
    verbs: frozenset[str]
    said_by: Known | None

    @property
    def noun(self) -> str:
        """Return the noun that the question word stands before, empty where it stands alone."""
        return "" if self.rewritten is None else self.rewritten.noun

    @property
    def quality(self) -> str:
        """Return what is asked of a noun: "kind", "old"; empty else."""
        return "" if self.rewritten is None else self.rewritten.quality

    @property
    def does(self) -> bool:
        """Tell "what did X do"."""
        return self.rewritten is not None and self.rewritten.does

    @property
    def marker(self) -> str:
        """Return the preposition that leads to the hole, empty where there is none."""
        return "" if self.rewritten is None else self.rewritten.marker
