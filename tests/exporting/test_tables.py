"""The tables, as pandas, polars and DuckDB read them: types, texts, keys, and what the data dictionary says of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from kg.exporting.tables import TABLES
from kg.face import Graph
from tests.exporting.conftest import EVIL

DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string"}


@pytest.fixture
def tables(hostile: Graph, tmp_path: Path) -> Path:
    hostile.export(tmp_path / "csv", "csv")
    hostile.export(tmp_path / "parquet", "parquet")
    return tmp_path


def read_csv(folder: Path, name: str) -> pandas.DataFrame:
    [table] = [one for one in TABLES if one.name == name]
    kinds = {column.name: DTYPES[column.kind] for column in table.columns}
    return pandas.read_csv(folder / "csv" / f"{name}.csv", dtype=kinds, keep_default_na=False, na_values=[""])


def plain(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{name: with_nul(value) for name, value in row.items()} for row in rows]


def with_nul(value: Any) -> Any:
    """CSV has U+FFFD where a text has NUL."""
    return value.replace("\ufffd", "\0") if isinstance(value, str) else value


def test_tables_in_csv_and_parquet_hold_the_same(tables: Path) -> None:
    for table in TABLES:
        rows = pq.read_table(tables / "parquet" / f"{table.name}.parquet").to_pylist()
        for row in rows:
            for name in ("date", "earliest", "latest"):
                if row.get(name) is not None:
                    row[name] = row[name].isoformat()
        assert rows
        assert plain(read_csv(tables, table.name)) == rows, table.name


def test_tables_tell_what_the_statements_tell(tables: Path, hostile: Graph) -> None:
    rows = {row["statement"]: row for row in plain(read_csv(tables, "statements"))}
    statements = list(hostile.statements())
    assert list(rows) == [one.id for one in statements]
    for one in statements:
        row, record = rows[one.id], one.to_record()
        for name in ("subject", "predicate", "object", "source", "cue", "polarity", "modality"):
            assert row[name] == record[name]
        assert (row["time"], row["earliest"], row["latest"]) == (one.time, one.earliest, one.latest)
        assert (row["text"], row["document"], row["turned"]) == (one.sentence, one.document.id, one.turned)
    assert rows["b20000"]["via"] == "John Kirby"
    assert (rows["b20000"]["subject"], rows["b20000"]["object"]) == ("North Korea", "Russia")


def test_tables_offsets_cut_the_words_out_of_the_text(tables: Path) -> None:
    texts = {row["document"]: row["text"] for row in plain(read_csv(tables, "documents"))}
    for name in ("sentences", "mentions"):
        for row in plain(read_csv(tables, name)):
            assert texts[row["document"]][row["start"] : row["end"]] == row["text"]
    for row in plain(read_csv(tables, "attributions")):
        assert texts[row["document"]][row["content_start"] : row["content_end"]] == row["content"]
    assert EVIL in texts["h4"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_keep_the_keys_of_their_dictionary(tables: Path, form: str) -> None:
    package = json.loads((tables / form / "datapackage.json").read_text(encoding="utf-8"))
    connection = duckdb.connect()
    for resource in package["resources"]:
        path = tables / form / resource["path"]
        fields = resource["schema"]["fields"]
        if form == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == [field["name"] for field in fields]
            kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
            columns = {field["name"]: kinds[field["type"]] for field in fields}
            source = f"read_csv('{path}', header=true, columns={columns}, strict_mode=true, quote='\"', escape='\"')"
        else:
            source = f"read_parquet('{path}')"
        connection.execute(f'CREATE TABLE "{resource["name"]}" AS SELECT * FROM {source}')
        assert all(field["description"] for field in fields)
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        key = ", ".join(schema["primaryKey"])
        assert one(connection, f'SELECT count(*) > 0 FROM "{name}"')
        assert one(connection, f'SELECT count(*) = count(DISTINCT ({key})) FROM "{name}"'), name
        for field in schema["fields"]:
            if field.get("constraints", {}).get("required"):
                assert one(connection, f'SELECT count(*) = count("{field["name"]}") FROM "{name}"'), field["name"]
        for foreign in schema["foreignKeys"]:
            [field], reference = foreign["fields"], foreign["reference"]
            [other], table = reference["fields"], reference["resource"] or name
            lost = f'FROM "{name}" WHERE "{field}" IS NOT NULL AND "{field}" NOT IN (SELECT "{other}" FROM "{table}")'
            assert one(connection, f"SELECT count(*) = 0 {lost}"), (name, field)


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    return connection.execute(query).fetchone()[0]  # type: ignore[index]


def test_tables_parquet_is_read_by_polars_with_its_types(tables: Path) -> None:
    frame = polars.read_parquet(tables / "parquet" / "statements.parquet")
    assert frame.schema["earliest"] == polars.Date
    assert frame.schema["confidence"] == polars.Float64
    denied = frame.filter((polars.col("polarity") == "negated") & polars.col("credited"))
    assert denied["statement"].to_list() == ["b20000"]


def test_tables_parquet_columns_say_what_they_mean(tables: Path) -> None:
    schema = pq.read_schema(tables / "parquet" / "statements.parquet")
    assert b"no assertion" in schema.metadata[b"description"]
    assert all(schema.field(name).metadata[b"description"] for name in schema.names)
    assert not schema.field("statement").nullable


def test_tables_parquet_comes_in_row_groups(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exporting.parquet.ROW_GROUP", 2)
    graph.export(tmp_path / "out", "parquet")
    file = pq.ParquetFile(tmp_path / "out" / "statements.parquet")
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (6, 4)
