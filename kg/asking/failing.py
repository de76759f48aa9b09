"""Why there is no answer, and what there is instead: in go a question and the graph, out comes a failure that helps.

Four failures, four answers: a name that the graph does not know (names like it), nothing of the kind between these (what there
is between them), no question that is understood (which words were), nothing found (one condition relaxed at a time).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.asking.asked import Asked
from kg.asking.conditions import Condition, all_met
from kg.asking.matching import Match, matches
from kg.asking.names import Names
from kg.asking.reply import Failure
from kg.asking.shelf import Shelf
from kg.asking.teller import Teller
from kg.asking.words import Word, kin_stems, stems_of
from kg.schema.relations import Relations

_SHOWN = 3


def unknown_names(asked: Asked, shelf: Shelf) -> tuple[str, ...]:
    """Return the names of a question that no sentence of the graph has; of capitals throughout none is a name."""
    if asked.text.isupper():
        return ()
    found: list[str] = []
    for run in _capitalised(asked):
        if any(name.start < run[-1].end and run[0].start < name.end for name in asked.names):
            continue
        if any(not shelf.knows(word.stem) and not any(map(shelf.knows, kin_stems(word.stem))) for word in run):
            found.append(asked.text[run[0].start : run[-1].end])
    return tuple(found)


def _capitalised(asked: Asked) -> Iterator[list[Word]]:
    """Yield the runs of words that begin with a capital, without the first word of the question."""
    run: list[Word] = []
    for word in asked.words:
        if run and (asked.text[run[-1].end : word.start].strip() or not word.text[0].isupper()):
            yield run
            run = []
        if word.start > 0 and word.text[0].isupper():
            run.append(word)
    if run:
        yield run


class Explainer:
    """Tells why questions have no answer."""

    def __init__(self, shelf: Shelf, names: Names, relations: Relations, teller: Teller) -> None:
        self.shelf = shelf
        self.names = names
        self.relations = relations
        self.teller = teller

    def unknown_name(self, asked: Asked, unknown: Sequence[str]) -> Failure:
        """Return the failure of a name that is not known, with names like it and what these do with the other words."""
        name = unknown[0]
        other = {word.stem for word in asked.words} - stems_of(name)
        instead = []
        for label in self.names.like(name, _SHOWN):
            place = next(iter(self.shelf.find({*stems_of(label), *other}, 1)), None)
            told = "" if place is None else self._told_at(place[1], stems_of(label), other)
            instead.append(f"{label}: {told}" if told else label)
        return Failure("name", f"No article names “{name}”.", tuple(instead), self._questions(asked))

    def _told_at(self, number: int, label: frozenset[str], other: set[str]) -> str:
        place = self.shelf.places[number]
        if not label & place.with_names or not other & place.with_names:
            return ""
        told = [one for one in place.page.statements.get(place.sentence.id, ()) if one.kind != "report"]
        return self.teller.told(place.page, told[0]).wording.text if told else ""

    def not_understood(self, asked: Asked) -> Failure:
        """Return the failure of words that are no question which is understood: which of them the graph knows."""
        known = [word.text for word in asked.words if self.shelf.knows(word.stem)]
        unknown = [word.text for word in asked.words if not self.shelf.knows(word.stem)]
        parts = []
        if known:
            parts.append(f"The articles have {_listed(known)}")
        if unknown:
            parts.append(f"{'they' if known else 'The articles'} do not have {_listed(unknown)}")
        told = f" {'; '.join(parts)}." if parts else ""
        return Failure("grammar", f"This is no question that is understood.{told}", (), self._questions(asked))

    def nothing_found(self, asked: Asked, conditions: Sequence[Condition], *, is_whether: bool) -> Failure:
        """Return the failure of a question that was understood and has no answer: what there is near it."""
        begin = "No article says so." if is_whether else "No statement answers this."
        near: list[str] = []
        if conditions:
            without = [
                match for match in self._matches(asked) if not all_met(conditions, match.statement, match.place.page)
            ]
            words = ", ".join(condition.text for condition in conditions)
            near += [f"not “{words}”: {self._told(match)}" for match in without[:_SHOWN]]
        turned = matches(asked, self.shelf, self.relations, turned=True)
        near += [f"the other way round: {self._told(match)}" for match in turned[:_SHOWN]]
        if near:
            return Failure("empty", begin, tuple(dict.fromkeys(near)), self._questions(asked))
        between = [match for match in matches(asked, self.shelf, self.relations, any_predicate=True)]
        named = [known.text for known in asked.known if known.entities]
        if between and len(named) > 1:
            told = tuple(dict.fromkeys(self._told(match) for match in between))[:_SHOWN]
            whom = " and ".join(named[:2])
            return Failure(
                "relation", f"{begin} Of {whom} the articles say something else.", told, self._questions(asked)
            )
        return Failure("empty", begin, (), self._questions(asked))

    def _matches(self, asked: Asked) -> list[Match]:
        return matches(asked, self.shelf, self.relations)

    def _told(self, match: Match) -> str:
        return self.teller.told(match.place.page, match.statement).wording.told

    def _questions(self, asked: Asked) -> tuple[str, ...]:
        """Return questions that have an answer, about a name of the question, or about none."""
        for name in asked.names:
            label = self.names.labels.get(name.entities[0], name.text) if name.entities else name.text
            return (f"What did {label} do?", f"What did {label} say?")
        return ("Who is mentioned most?",)


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in dict.fromkeys(words)]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
