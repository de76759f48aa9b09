"""The data dictionary of the tables, as the Data Package standard writes it (datapackage.json, Table Schema)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from kg.exporting.tables import TABLES, Column, Table

FILE = "datapackage.json"


def write_dictionary(folder: Path, suffix: str) -> None:
    """Write what the tables in files with this suffix mean; readers of the standard find files, types and keys by it."""
    package = {
        "name": "kg-tables",
        "description": "Who said what about whom, when, and how sure: statements of the news with the text they stand in.",
        "resources": [_resource(table, suffix) for table in TABLES],
    }
    (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(package)) + b"\n")


def _resource(table: Table, suffix: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.{suffix}",
        "format": suffix,
        **({"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}} if suffix == "csv" else {}),
        "description": table.about,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": _foreign_keys(table),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.about}
    if column.required:
        field["constraints"] = {"required": True}
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    keys = {other.name: other.key for other in TABLES}
    return [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.points_to == table.name else column.points_to,
                "fields": [keys[column.points_to][0]],
            },
        }
        for column in table.columns
        if column.points_to is not None
    ]
