"""Which format is chosen for which Accept header."""

import pytest

from kg.calls.errors import CallError
from kg.calls.negotiation import ROWS, TRIPLES, choose, format_for

JSON, XML, CSV, TSV = ROWS


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("text/csv", CSV),
        ("text/csv;q=0.5, application/sparql-results+xml", XML),
        ("application/json", JSON),
        ("application/xml", XML),
        ("text/*", CSV),
        ("text/*;q=0.1, text/tab-separated-values", TSV),
        ("application/sparql-results+json;q=0, */*", XML),
        ("TEXT/CSV ; Q=1", CSV),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("nonsense", JSON),
        ("text/csv;q=much", JSON),
        ("text/csv;q=nan, text/tab-separated-values;q=0.1", TSV),
    ],
)
def test_negotiation_of_rows(accept: str, chosen: str | None) -> None:
    assert choose(accept, ROWS) == chosen


def test_negotiation_of_triples_by_other_names() -> None:
    assert choose("application/x-turtle", TRIPLES) == "text/turtle"
    assert choose("text/plain", TRIPLES) == "application/n-triples"


def test_negotiation_a_short_name_stands_above_the_header() -> None:
    assert format_for("rows", "text/csv", "json") == JSON
    assert format_for("triples", "text/csv", "json") == "application/ld+json"
    with pytest.raises(CallError, match="comes as"):
        format_for("rows", "*/*", "turtle")


def test_negotiation_of_a_kind_that_the_client_did_not_expect() -> None:
    assert format_for("triples", JSON) == "text/turtle"
    assert format_for("rows", "application/rdf+xml") == JSON
    assert format_for("truth", "text/csv") == JSON
    with pytest.raises(CallError, match="application/sparql-results"):
        format_for("truth", "image/png")
