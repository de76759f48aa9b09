"""Schema files as they are written: `relations.toml`, and a user's own in TOML, OWL or RDFS.

In goes a path, out comes a `SchemaFile`: one `Definition` for each relation that the file names, its keys checked, its
patterns not yet read. `kg.schema.relations` lays the files over one another.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import msgspec

from kg.errors import SchemaError
from kg.model import EntityType, Role
from kg.schema.frames import Types

BUILTIN_PATH = Path(__file__).with_name("relations.toml")
TOML_SUFFIXES = frozenset({".toml"})
RDF_SUFFIXES = frozenset({".ttl", ".owl", ".rdf", ".rdfs", ".xml"})
ENTITY_TYPES: Types = frozenset(get_args(EntityType))

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
Table = dict[str, Any]

_ADDED = ("frames", "nouns", "roles", "mappings")


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a file says of one relation; None or an empty tuple where it says nothing."""

    label: str | None = None
    description: str | None = None
    converse: str | None = None
    symmetric: bool | None = None
    functional: bool | None = None
    broader: str | None = None
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    object_role: Role | None = None
    frames: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()

    def extended(self, later: Definition) -> Definition:
        """Return this definition with a later one laid over it: patterns and mappings are added, others replaced."""
        changes: dict[str, Any] = {}
        for field in self.__struct_fields__:
            value = getattr(later, field)
            if field in _ADDED:
                changes[field] = tuple(dict.fromkeys((*getattr(self, field), *value)))
            elif value is not None and value != ():
                changes[field] = value
        return msgspec.structs.replace(self, **changes)


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One file: its groups of types, its relations, and whether no others are wanted; `text` only to find lines in."""

    path: Path
    text: str
    only: bool
    types: dict[str, tuple[str, ...]]
    relations: dict[str, Definition]

    def problem(self, relation: str, what: str, value: str | None = None) -> SchemaError:
        """Return the error for something wrong with a relation, at the line of its header or of the value."""
        heads = re.compile(rf'\[relations\.["\']?{re.escape(relation)}["\']?\]|["\']?{re.escape(relation)}["\']?\s*=')
        line = None
        for number, words in enumerate(self.text.splitlines(), start=1):
            if line is None and heads.match(words.strip()):
                line = number
            if line is not None and value is not None and value in words:
                line = number
                break
        place = str(self.path) if line is None else f"{self.path}:{line}"
        return SchemaError(f"{place}: relation “{relation}”: {what}")


def read_definitions(path: Path) -> SchemaFile:
    """Read a schema file of either kind, known by its suffix; what is wrong with it raises SchemaError."""
    suffix = path.suffix.lower()
    if suffix not in TOML_SUFFIXES | RDF_SUFFIXES:
        known = ", ".join(sorted(TOML_SUFFIXES | RDF_SUFFIXES))
        raise SchemaError(f"{path}: not a schema by its name; expected one of {known}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise SchemaError(f"{path}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise SchemaError(f"{path}: not UTF-8 text, at byte {problem.start}") from problem
    if suffix in TOML_SUFFIXES:
        return _toml_file(path, text)
    from kg.schema.owl import ontology_tables  # rdflib takes a tenth of a second

    file = SchemaFile(path, "", only=False, types={}, relations={})
    for name, table in ontology_tables(path, text).items():
        file.relations[name] = _definition(file, name, table)
    return file


def merged_definitions(files: tuple[SchemaFile, ...]) -> dict[str, Definition]:
    """Lay the files over one another, the first one lowest, and leave out what a file with `only` does not name."""
    names = dict.fromkeys(name for file in files for name in file.relations)
    for file in files:
        if file.only:
            names = {name: None for name in names if name in file.relations}
    return {
        name: reduce(Definition.extended, (file.relations[name] for file in files if name in file.relations))
        for name in names
    }


def type_groups(files: tuple[SchemaFile, ...]) -> dict[str, Types]:
    """Return the types that each name stands for: a type for itself, a group for its types and the groups before it."""
    groups: dict[str, Types] = {name: frozenset({name}) for name in ENTITY_TYPES}
    for file in files:
        for group, names in file.types.items():
            unknown = [name for name in names if name not in groups]
            if unknown or group in ENTITY_TYPES:
                what = f"“{unknown[0]}” is unknown" if unknown else "a type has this name"
                known = ", ".join(sorted(ENTITY_TYPES))
                raise SchemaError(f"{file.path}: group of types “{group}”: {what}; types are {known}")
            groups[group] = frozenset().union(*(groups[name] for name in names))
    return groups


def _toml_file(path: Path, text: str) -> SchemaFile:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SchemaError(f"{path}: not TOML: {problem}") from problem
    unknown = sorted(tables.keys() - {"only", "types", "relations"})
    if unknown:
        raise SchemaError(f"{path}: unknown key “{unknown[0]}”; known are only, types and relations")
    try:
        only = msgspec.convert(tables.get("only", False), bool)
        types = msgspec.convert(tables.get("types", {}), dict[str, tuple[str, ...]])
        relations = msgspec.convert(tables.get("relations", {}), dict[str, Table])
    except msgspec.ValidationError as problem:
        raise SchemaError(f"{path}: {problem}") from problem
    file = SchemaFile(path, text, only, types, relations={})
    for name, table in relations.items():
        file.relations[name] = _definition(file, name, table)
    return file


def _definition(file: SchemaFile, name: str, table: Table) -> Definition:
    if not _NAME.fullmatch(name):
        raise file.problem(name, "a name is of small letters, digits and single hyphens, such as “spokesperson-of”")
    try:
        return msgspec.convert(table, Definition)
    except msgspec.ValidationError as problem:
        raise file.problem(name, str(problem)) from problem
