"""Make `territories.csv` and `country_codes.csv` from rigour's territories and `territory_facts.csv`; by `make lexicon` alone.

rigour (OpenSanctions, MIT) is a tool of this step alone: it needs ICU and a compiler, which users should not. From it
come the territories, their full names and their Wikidata ids; from `territory_facts.csv` (written for this project)
labels and aliases as news writes them, adjectives, peoples and capitals. A Q-id in the facts must be one that rigour
gives the same territory.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.lexicon.rows import TERRITORY_COLUMNS

if TYPE_CHECKING:
    from rigour.territories.territory import Territory

FACTS = Path(__file__).with_name("territory_facts.csv")
TABLE = Path(__file__).parents[1] / "kg" / "lexicon" / "territories.csv"
CODES = TABLE.with_name("country_codes.csv")

# No territory of news, or one whose Q-id is not certainly that of its name.
_LEFT_OUT = frozenset({"br-df", "iq-kr", "ip", "ua-dpr", "ua-lpr", "um", "zz"})
# Kinds of region that news names with or without the word: "Kharkiv Oblast" is "Kharkiv region" as well.
_OBLAST = re.compile(r"^(?P<name>.+) Oblast$")
_LETTERS = 2
_LATIN = re.compile(r"[\w .,'’()&-]+", re.ASCII)

Facts = dict[str, str]


def make_rows() -> Iterator[dict[str, str]]:
    """Yield the rows of the table: each territory under its label, then capitals that are no territory themselves."""
    from rigour.territories import get_territories

    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    territories = {territory.code: territory for territory in get_territories()}
    unknown = {row["code"] for row in facts} - set(territories)
    if unknown:
        raise SystemExit(f"{FACTS.name}: rigour has no territory {', '.join(sorted(unknown))}")
    of_code: dict[str, list[Facts]] = {code: [] for code in sorted(territories)}
    for row in facts:
        of_code[row["code"]].append(row)
    labels = {code: rows[0]["label"] if rows else _label(territories[code]) for code, rows in of_code.items()}
    rows = [
        _row(territories[code], row, labels)
        for code, own in of_code.items()
        if code not in _LEFT_OUT
        for row in own or [_facts(territories[code])]
    ]
    yield from rows
    named = {row["label"] for row in rows} | {alias for row in rows for alias in row["aliases"].split("|")}
    for row in facts:
        capital, *aliases = row["capital"].split("|")
        if capital and capital not in named:
            country = labels[row["code"]]
            kind = "capital" if row["type"] == "Country" else "city"
            yield _cells(label=capital, type="Place", aliases="|".join(aliases), kind=kind, country=country)


def _row(territory: Territory, facts: Facts, labels: dict[str, str]) -> dict[str, str]:
    wikidata = facts["wikidata"] or territory.qid
    if wikidata not in territory.qids:
        raise SystemExit(f"{FACTS.name}: {facts['label']}: rigour does not know {wikidata} for {territory.code}")
    aliases = [*facts["aliases"].split("|"), *_full_names(territory, facts)]
    oblast = _OBLAST.match(facts["label"])
    if oblast is not None:
        aliases += [f"{oblast['name']} {word}" for word in ("oblast", "region", "Region")]
    return _cells(
        label=facts["label"],
        type=facts["type"],
        aliases="|".join(dict.fromkeys(alias for alias in aliases if alias and alias != facts["label"])),
        wikidata=wikidata,
        kind=_kind(territory, facts),
        country=labels.get(territory.parent.code, "") if territory.parent is not None else "",
        adjectives=facts["adjectives"],
        people=facts["people"] or "|".join(_people(facts["adjectives"])),
        capital=facts["capital"].split("|")[0],
    )


def _full_names(territory: Territory, facts: Facts) -> Iterator[str]:
    """Yield rigour's names of a country that are in Latin letters and have no note in brackets."""
    if facts["type"] == "Country":
        for name in (territory.name, territory.full_name):
            if _LATIN.fullmatch(name) and "(" not in name:
                yield name.removeprefix("The ")


def _people(adjectives: str) -> Iterator[str]:
    """Yield the nouns of a people whose adjective makes them regularly: Cuban, Cubans; Iraqi, Iraqis."""
    for adjective in adjectives.split("|"):
        if adjective:
            yield from (adjective, f"{adjective}s")


def _kind(territory: Territory, facts: Facts) -> str:
    if facts["type"] == "Organization":
        return "international organization"
    if facts["type"] == "Country":
        return "former country" if territory.is_historical else "country"
    if facts["label"] in {"Beijing", "Berlin", "Kyiv", "Moscow", "Washington, D.C.", "Abu Dhabi"}:
        return "capital"
    return "former territory" if territory.is_historical else "territory"


def _label(territory: Territory) -> str:
    return re.sub(r"^‘| SAR$| \(.*\)$", "", territory.name)


def _facts(territory: Territory) -> Facts:
    empty = dict.fromkeys(("aliases", "adjectives", "people", "capital", "wikidata"), "")
    return {**empty, "label": _label(territory), "type": "Place"}


def _cells(**cells: Any) -> dict[str, str]:
    return {name: cells.get(name) or "" for name in TERRITORY_COLUMNS}


def make_codes() -> Iterator[tuple[str, str]]:
    """Yield the two letters of each country and of each territory that has its own, with the label of its row."""
    from rigour.territories import get_territories

    with FACTS.open(encoding="utf-8", newline="") as file:
        labels = {row["code"]: row["label"] for row in reversed(list(csv.DictReader(file)))}
    for territory in get_territories():
        if len(territory.code) == _LETTERS and territory.code not in _LEFT_OUT:
            yield territory.code.upper(), labels.get(territory.code) or _label(territory)


def main() -> None:
    """Write the tables, the first sorted by type and label, and say to standard error how many rows they have."""
    rows = sorted(make_rows(), key=lambda row: (row["type"], row["label"], row["country"]))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TERRITORY_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    codes = sorted(make_codes())
    CODES.write_text("code,label\n" + "".join(f'{code},"{label}"\n' for code, label in codes), encoding="utf-8")
    sys.stderr.write(f"{TABLE.name}: {len(rows)} rows, {CODES.name}: {len(codes)}\n")


if __name__ == "__main__":
    main()
