"""The commands of `kg gazetteer`: tables of names that are known beforehand, made of what libraries and registers publish."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kg.cli.options import SKIPPED, PageForm, TableForm, TableFormOption, as_text, chosen, debugging
from kg.errors import KGError, ReadError, SchemaError

if TYPE_CHECKING:
    from kg.lexicon.authority.importing import Filters
    from kg.model import EntityType

gazetteer = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Names known beforehand: import, show, info.")

_TABLE = "names.kgnames"


class AuthorityForm(StrEnum):
    """Formats of authority files."""

    wikidata = "wikidata"
    ftm = "ftm"
    popolo = "popolo"
    geonames = "geonames"
    skos = "skos"
    csv = "csv"
    jsonl = "jsonl"


@gazetteer.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Wikidata's JSON dump or a part of it, OpenSanctions or other FollowTheMoney entities, Popolo, GeoNames, SKOS "
            "in RDF, CSV, JSON Lines; packed with gzip, bzip2, xz or ZIP or not.",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="TABLE", help="The table to write.")] = Path(_TABLE),
    form: Annotated[
        AuthorityForm | None, typer.Option("--from", help="The format of the files, where it is not told by them.")
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only things of this type; more than once for more."),
    ] = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="NAME", callback=as_text, help="Only things of this country: FR, France."),
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "--language", metavar="CODE", help="Names in this language of Wikidata's; the first is the label's."
        ),
    ] = None,
    sitelinks: Annotated[
        int,
        typer.Option(
            "--sitelinks", min=0, metavar="N", help="Only items that N pages of Wikipedias and the like are about."
        ),
    ] = 0,
    population: Annotated[
        int, typer.Option("--population", min=0, metavar="N", help="Only places of GeoNames with N people or more.")
    ] = 0,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="OURS=THEIRS", callback=as_text, help="The column of a CSV that holds ours: label=name."
        ),
    ] = None,
    classes: Annotated[
        list[str] | None,
        typer.Option("--class", metavar="QID=TYPE", help="The type of what is an instance of a class of Wikidata's."),
    ] = None,
) -> None:
    """Make one table of names of authority files, for --gazetteer."""
    from kg.lexicon.authority.importing import Importing
    from kg.lexicon.authority.tables import import_names
    from kg.terminal.authorities import import_summary
    from kg.terminal.console import err, out, show_skipped

    some_skipped = False

    def skip(reason: ReadError) -> None:
        nonlocal some_skipped
        some_skipped = True
        show_skipped([reason], traced=debugging.get())

    importing = Importing(
        _filters(types, countries, languages, sitelinks, population),
        skip,
        dict(_pairs("--column", columns)),
        {_number(link): _type(name) for link, name in _pairs("--class", classes)},
    )
    with err.status("Importing") as status:
        summary = import_names(
            files,
            output,
            importing,
            named=None if form is None else form.value,
            on_progress=lambda taken: status.update(f"Importing: {taken:,}"),
        )
    out.print(import_summary(output, summary), soft_wrap=True)
    raise typer.Exit(SKIPPED if some_skipped else 0)


@gazetteer.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", callback=as_text)],
    table: Annotated[
        Path | None, typer.Option("--gazetteer", metavar="FILE", help="A table of further names, imported or your own.")
    ] = None,
    form: TableFormOption = None,
) -> None:
    """Show who bears a name."""
    from kg.lexicon.gazetteer import Gazetteer, load_gazetteer
    from kg.terminal.authorities import bearer_table, telling
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records

    known = Gazetteer.load(table)
    entries, one = known.candidates(name), known.lookup(name)
    match chosen(form):
        case TableForm.json | TableForm.jsonl as asked:
            write_records(entries, lines=asked is TableForm.jsonl)
        case TableForm.csv:
            rows = (
                (e.id, e.label, e.type, e.wikidata, "|".join(e.aliases), "; ".join(telling(e)), e.source)
                for e in entries
            )
            write_csv(("id", "label", "type", "wikidata", "aliases", "telling", "source"), rows)
        case _:
            package = frozenset(entry.id for entry in load_gazetteer().entries)
            out.print(bearer_table(name, entries, package, None if one is None else one.id))
    raise typer.Exit(0 if entries else SKIPPED)


@gazetteer.command()
def info(
    file: Annotated[Path, typer.Argument(metavar="TABLE", help="A table that `kg gazetteer import` wrote.")],
    form: Annotated[PageForm, typer.Option("--format")] = PageForm.table,
) -> None:
    """Tell what a table of names holds."""
    from kg.lexicon.authority.table import NameTable
    from kg.terminal.authorities import table_head
    from kg.terminal.console import out
    from kg.terminal.data import write_record

    head = NameTable(file).head
    if form is PageForm.table:
        out.print(table_head(file, file.stat().st_size, head), soft_wrap=True)
    else:
        write_record(head)


def _filters(
    types: list[str] | None,
    countries: list[str] | None,
    languages: list[str] | None,
    sitelinks: int,
    population: int,
) -> Filters:
    from kg.lexicon.authority.importing import Filters, country_of

    labels = {name: country_of(name) for name in countries or ()}
    unknown = [name for name, label in labels.items() if label is None]
    if unknown:
        raise SchemaError(f"--country {unknown[0]}: no country is called so; give its name or its two letters")
    return Filters(
        types=frozenset(_type(name) for name in types or ()),
        languages=tuple(languages) if languages else ("en", "mul"),
        sitelinks=sitelinks,
        population=population,
        countries=frozenset(label for label in labels.values() if label is not None),
    )


def _type(name: str) -> EntityType:
    from kg.model import EntityType

    for known in get_args(EntityType):
        if known == name.capitalize():
            found: EntityType = known
            return found
    raise SchemaError(f"unknown type {name!r}; it must be one of {', '.join(get_args(EntityType))}")


def _number(link: str) -> int:
    if not (link[:1] == "Q" and link[1:].isdecimal()):
        raise SchemaError(f"--class {link}: {link!r} is not a Wikidata id; it must look like Q515")
    return int(link[1:])


def _pairs(option: str, values: list[str] | None) -> list[tuple[str, str]]:
    found = [value.partition("=") for value in values or ()]
    for left, sign, right in found:
        if not (left and sign and right):
            raise KGError(f"{option} {left}{sign}{right}: give two words with = between them")
    return [(left, right) for left, _, right in found]
