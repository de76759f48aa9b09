"""The forms in which a whole graph leaves, in one table. Importing this loads no library, so that the command line can name them.

A new form is a line in `EXPORTS` and a function of its own module: of the contents and an open file, or, for a form of
several files, of the contents and the folder to write them into.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import StoreError
from kg.graph.target import is_stream, whole_file

if TYPE_CHECKING:
    from kg.exporting.contents import Contents

ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Form:
    """How a graph is written: what that is, who writes it, the files where it is several, the extra that it needs.

    `binary` tells what is no text, and nothing for a terminal.
    """

    about: str
    writer: str
    files: tuple[str, ...] = ()
    needs: tuple[str, str] | None = None
    binary: bool = False

    @property
    def is_for_terminals(self) -> bool:
        """Return True for a form that is one text."""
        return not (self.files or self.binary)

    def load(self) -> Callable[..., None]:
        """Return the function that writes; a library that is not installed raises StoreError, which names the extra."""
        try:
            loaded: Callable[..., None] = pkgutil.resolve_name(f"kg.exporting.{self.writer}")
            if self.needs is not None:
                pkgutil.resolve_name(self.needs[0])
        except ModuleNotFoundError as problem:
            if self.needs is None:
                raise
            library, extra = self.needs
            raise StoreError(f"this form needs {library}; run: pip install 'kgwire[{extra}]'") from problem
        return loaded


_TABLES = ("documents", "sentences", "entities", "mentions", "statements", "arguments", "attributions")
_NEO4J = ("documents.csv", "things.csv", "statements.csv", "attributions.csv", "relationships.csv", "import.txt")

EXPORTS: Mapping[str, Form] = {
    "nquads": Form("RDF: all quads, a named graph a document, a quad a line", "rdf:write_nquads"),
    "trig": Form("RDF: all quads, a named graph a document, with prefixes", "rdf:write_trig"),
    "turtle": Form("RDF: the union of all named graphs", "rdf:write_turtle"),
    "jsonld": Form("RDF: all quads as JSON-LD, expanded", "rdf:write_jsonld"),
    "rdf12": Form("RDF 1.2: TriG, in which each statement reifies its triple", "rdf:write_rdf12"),
    "nanopub": Form("nanopublications, unsigned: one a statement, in TriG", "nanopublications:write_nanopubs"),
    "graphml": Form("a graph of things for Gephi, yEd, networkx, igraph", "graphml:write_graphml"),
    "gexf": Form("a graph of things for Gephi, on its timeline", "gexf:write_gexf"),
    "csv": Form(
        "tables for pandas, DuckDB, R, with a data dictionary (datapackage.json)",
        "csv_tables:write_csv",
        (*(f"{name}.csv" for name in _TABLES), "datapackage.json"),
    ),
    "parquet": Form(
        "the same tables as Parquet, with types",
        "parquet:write_parquet",
        (*(f"{name}.parquet" for name in _TABLES), "datapackage.json"),
        ("pyarrow", "parquet"),
    ),
    "neo4j": Form("CSV for neo4j-admin database import", "neo4j:write_import", _NEO4J),
    "cypher": Form("Cypher statements with their parameters, one JSON object a line", "cypher:write_cypher"),
    "ftm": Form(
        "FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions tools",
        "followthemoney:write_ftm",
        needs=("followthemoney", "ftm"),
    ),
    "claims": Form("schema.org Claims of what somebody is credited with, JSON-LD", "claims:write_claims"),
    "annotations": Form("W3C Web Annotations of the statements' sentences, JSON-LD", "annotations:write_annotations"),
    "spacy": Form(
        "a spaCy DocBin: names as entities, mentions and sentences as spans", "docbin:write_docbin", binary=True
    ),
}


def export_form(name: str) -> Form:
    """Return the form of this name; a name that none has raises StoreError."""
    if name not in EXPORTS:
        raise StoreError(f"a graph cannot be written as {name!r}; it can as {', '.join(EXPORTS)}")
    return EXPORTS[name]


def write_export(contents: Contents, form: str, file: IO[bytes]) -> None:
    """Write a graph to an open file; a form of several files comes as one ZIP."""
    chosen = export_form(form)
    write = chosen.load()
    if not chosen.files:
        write(contents, file)
        return
    from kg.exporting.folder import temporary_folder, zip_folder

    with temporary_folder() as folder:
        write(contents, folder)
        zip_folder(folder, chosen.files, file)


def export_to(contents: Contents, form: str, path: Path) -> None:
    """Write a graph to a path, whole or not at all.

    A form of several files becomes a folder, or one ZIP where the path ends in .zip or is a device or pipe.
    """
    chosen = export_form(form)
    if chosen.files and path.suffix.lower() != ZIP and not is_stream(path):
        from kg.exporting.folder import whole_folder

        write = chosen.load()
        with whole_folder(path, chosen.files) as folder:
            write(contents, folder)
        return
    chosen.load()
    with whole_file(path) as file:
        write_export(contents, form, file)
