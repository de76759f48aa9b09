"""The relations that statements may be instances of: their direction, their types, and the words that express them.

In goes `relations.toml`, and a user's own schema if there is one (TOML, or an OWL or RDFS file); out comes `Relations`,
which answers two questions of the extractor. What stands where around this verb or noun: `frames`, `nouns`, `roles`, to
choose from with `fit_frame`. Which relation does this finished predicate express: `match`. What fits none stays an open
predicate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from kg.errors import SchemaError
from kg.model import Role
from kg.schema.definitions import (
    BUILTIN_PATH,
    ENTITY_TYPES,
    Definition,
    SchemaFile,
    merged_definitions,
    read_definitions,
    type_groups,
)
from kg.schema.frames import Frame, Pattern, Slot, Types, conflict, fit_frame, parse_frames

__all__ = ["Frame", "Match", "Relation", "Relations", "Slot", "Term", "fit_frame", "load_relations"]

_PREFIXES = {"schema": "https://schema.org/", "wdt": "http://www.wikidata.org/prop/direct/"}

_COPULAS = ("be ", "become ", "remain ", "serve as ")

_Index = Mapping[str, tuple[Frame, ...]]
_Layer = defaultdict[str, list[Frame]]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of another vocabulary; `inverse` where it runs from the relation's object to its subject."""

    iri: str
    inverse: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A canonical relation. `subject`, `object` and `theme` are the types that may stand there.

    `converse` is its label read backwards, None for a symmetric one; `object_role` the object's role among the roles of
    arguments; `broader` the relation that holds wherever this one does; `functional` says that at one time a subject
    has at most one object.
    """

    name: str
    label: str
    description: str
    converse: str | None
    symmetric: bool
    functional: bool
    broader: str | None
    subject: Types
    object: Types
    theme: Types
    object_role: Role | None
    mappings: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The relation that a predicate expresses; with `inverse`, the statement's subject is the relation's object."""

    relation: str
    inverse: bool


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """All relations by name, and the frames of the words for them by lemma."""

    by_name: Mapping[str, Relation]
    _verbs: _Index = field(repr=False)
    _nouns: _Index = field(repr=False)
    _roles: _Index = field(repr=False)

    def __iter__(self) -> Iterator[Relation]:
        return iter(self.by_name.values())

    def __len__(self) -> int:
        return len(self.by_name)

    def __getitem__(self, name: str) -> Relation:
        return self.by_name[name]

    def frames(self, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a verb with its particle, light-verb noun or copula complement.

        `supply`, `carry out`, `impose sanction`, `be spokesman`; and for an agentless passive that is a word of its
        own, `be` with the participle: `be born`, `be based`. Other passives are looked up as the active verb. The
        frames of a complement are those of its role.
        """
        lemma = lemma.casefold()
        return self._verbs.get(lemma) or self._roles.get(_complement(lemma) or "", ())

    def nouns(self, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of an event noun (`attack`, `sanction`, `talk`: the singular); its first slot acts."""
        return self._nouns.get(lemma.casefold(), ())

    def roles(self, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a noun for who stands in a relation (`spokesman`, `ceo`, `prime minister`, `wife`).

        The noun's bearer is the place `subject`. Look a name of several words up as a whole, then by its last word.
        """
        return self._roles.get(lemma.casefold(), ())

    def match(self, lemma: str, subject_type: str | None, object_type: str | None) -> Match | None:
        """Return what a statement's predicate expresses between ends of these types; None as a type: not known.

        `lemma` is as a statement has it: `supply`, `receive from`, `be spokesman of`, `attack on`, `be based in`; the
        relation of other agentless passives only `fit_frame` finds. None where no relation fits, and where two do.
        """
        for frames_of in (self.frames, self.nouns, self.roles):
            fitting = {
                Match(frame.relation, frame.inverse)
                for frame in _expressed_by(lemma.casefold(), frames_of)
                if frame.subject.accepts(subject_type) and frame.object.accepts(object_type)
            }
            if fitting:
                return fitting.pop() if len(fitting) == 1 else None
        return None


def load_relations(path: Path | None = None) -> Relations:
    """Return the built-in relations, with a user's schema laid over them if a path is given.

    Where a user's frame and a built-in one of another relation would fit the same sentence, the user's counts. A schema
    that is not right raises SchemaError with file, line (of TOML), relation and what is wrong: not the form, an unknown
    type or key, a frame that cannot be read, two frames that the same sentence would fit, converses or broader
    relations that run in a ring.
    """
    return (
        _builtin_relations() if path is None else _relations((read_definitions(BUILTIN_PATH), read_definitions(path)))
    )


@lru_cache(maxsize=1)
def _builtin_relations() -> Relations:
    return _relations((read_definitions(BUILTIN_PATH),))


def _expressed_by(predicate: str, frames_of: Callable[[str], tuple[Frame, ...]]) -> Iterator[Frame]:
    """Yield the frames that a statement calls so, wherever the lemma ends and the preposition begins."""
    words = predicate.split()
    for length in range(1, len(words) + 1):
        governor = " ".join(words[length:]) or None
        for frame in frames_of(" ".join(words[:length])):
            if frame.governor == governor or (governor is None and not frame.object.required):
                yield frame


def _complement(lemma: str) -> str | None:
    """Return the noun after a copula: what "be spokesman" says, the role does."""
    return next((lemma.removeprefix(copula) for copula in _COPULAS if lemma.startswith(copula)), None)


def _relations(files: tuple[SchemaFile, ...]) -> Relations:
    groups = type_groups(files)
    definitions = merged_definitions(files)
    known = {name for file in files for name in file.relations}
    by_name: dict[str, Relation] = {}
    for name, definition in definitions.items():
        relation = _relation(name, definition, files, groups)
        if relation.broader is not None and relation.broader not in known:
            raise _problem(files, name, f"its broader relation “{relation.broader}” is not there", relation.broader)
        by_name[name] = relation
    _check_converses(by_name, files)
    _check_broader(by_name, files)
    layers = [_layer(by_name, file, groups) for file in files]
    return Relations(
        by_name=MappingProxyType(by_name),
        _verbs=_index((layer["verb"] for layer in layers), files),
        _nouns=_index((layer["noun"] for layer in layers), files),
        _roles=_index((layer["role"] for layer in layers), files),
    )


def _relation(
    name: str, definition: Definition, files: tuple[SchemaFile, ...], groups: Mapping[str, Types]
) -> Relation:
    ends: dict[str, Types] = {}
    for end, names in (("subject", definition.subject), ("object", definition.object), ("theme", definition.theme)):
        unknown = [type_ for type_ in names if type_ not in groups]
        if unknown:
            known = ", ".join(sorted(groups))
            raise _problem(files, name, f"unknown type “{unknown[0]}” as {end}; known are {known}", unknown[0])
        ends[end] = frozenset().union(*(groups[type_] for type_ in names)) if names else ENTITY_TYPES
    if definition.symmetric and definition.converse is not None:
        raise _problem(files, name, "a symmetric relation is its own converse: leave out one of the two", "converse")
    return Relation(
        name=name,
        label=definition.label or name.replace("-", " "),
        description=definition.description or "",
        converse=definition.converse,
        symmetric=bool(definition.symmetric),
        functional=bool(definition.functional),
        broader=definition.broader,
        subject=ends["subject"],
        object=ends["object"],
        theme=ends["theme"],
        object_role=definition.object_role,
        mappings=tuple(_term(name, mapping, files) for mapping in definition.mappings),
    )


def _term(name: str, mapping: str, files: tuple[SchemaFile, ...]) -> Term:
    written = mapping.removeprefix("^")
    prefix, colon, local = written.partition(":")
    if not colon or not local or any(character in local for character in ' <>"{}|\\^`'):
        what = f"“{mapping}” is no IRI, nor schema: or wdt: with a name, each after ^ if it runs backwards"
        raise _problem(files, name, what, mapping)
    return Term(_PREFIXES[prefix] + local if prefix in _PREFIXES else written, mapping.startswith("^"))


def _layer(by_name: Mapping[str, Relation], file: SchemaFile, groups: Mapping[str, Types]) -> Mapping[Pattern, _Layer]:
    """Read the patterns of a file, for those of its relations that are wanted, into the frames of each lemma."""
    layer: dict[Pattern, _Layer] = {kind: defaultdict(list) for kind in get_args(Pattern)}
    for name, definition in file.relations.items():
        if name not in by_name:
            continue
        relation = by_name[name]
        types = {"S": relation.subject, "O": relation.object, "T": relation.theme}
        written = {"verb": definition.frames, "noun": definition.nouns, "role": definition.roles}
        for kind, frames_of in layer.items():
            for pattern in written[kind]:
                try:
                    frames = parse_frames(pattern, kind, name, types, groups)
                except SchemaError as problem:
                    raise file.problem(name, f"{problem}, in “{pattern}”", pattern) from problem
                for frame in frames:
                    frames_of[frame.lemma].append(frame)
    return layer


def _index(layers: Iterable[_Layer], files: tuple[SchemaFile, ...]) -> _Index:
    """Join the layers; frames of a later file put out those of earlier ones that the same sentence would fit."""
    index: dict[str, tuple[Frame, ...]] = {}
    for layer in layers:
        for lemma, alike in layer.items():
            _check_conflicts(lemma, alike, files)
            earlier = (frame for frame in index.get(lemma, ()) if not any(conflict(frame, later) for later in alike))
            index[lemma] = (*alike, *earlier)
    return MappingProxyType(index)


def _check_conflicts(lemma: str, frames: list[Frame], files: tuple[SchemaFile, ...]) -> None:
    if len({(frame.relation, frame.inverse) for frame in frames}) == 1:
        return
    for first, second in combinations(frames, 2):
        if conflict(first, second):
            what = f"“{lemma}” would be it and “{first.relation}” with the same words and types around it"
            raise _problem(files, second.relation, f"{what}: narrow the types of one of them", lemma.split()[-1])


def _check_converses(by_name: Mapping[str, Relation], files: tuple[SchemaFile, ...]) -> None:
    names = {relation.label.casefold(): relation.name for relation in by_name.values()} | {
        name: name for name in by_name
    }
    for relation in by_name.values():
        other = None if relation.converse is None else names.get(relation.converse.casefold())
        if other is not None and relation.converse is not None:
            what = f"its converse is the relation “{other}”: keep one, and give it the other's words with O first"
            raise _problem(files, relation.name, what, relation.converse)


def _check_broader(by_name: Mapping[str, Relation], files: tuple[SchemaFile, ...]) -> None:
    for name in by_name:
        seen = [name]
        while (broader := by_name[seen[-1]].broader if seen[-1] in by_name else None) is not None:
            if broader in seen:
                raise _problem(
                    files, name, f"broader relations run in a ring: {', '.join([*seen, broader])}", [*seen, broader][1]
                )
            seen.append(broader)


def _problem(files: tuple[SchemaFile, ...], relation: str, what: str, value: str) -> SchemaError:
    """Return the error at the last file that speaks of the relation, where a user's mistake would be."""
    file = next(file for file in reversed(files) if relation in file.relations)
    return file.problem(relation, what, value)
