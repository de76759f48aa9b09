"""Names into IRIs: readable where they can be, valid whatever they are."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import SchemaError
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import DocumentIris, slug
from tests.articles import american_article

HOSTILE = "<script>\"'&\\\u202e\x00\n\t#?/%{}|^`[] ;;💥"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea", "North_Korea"),
        ("  North \n Korea ", "North_Korea"),
        ("Łódź", "Łódź"),
        ("O'Brien", "O'Brien"),
        ("हिन्दी", "हिन्दी"),
        ("AT&T", "AT%26T"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("100%", "100%25"),
        ("..", "_.."),
        ("", "_"),
        ("e\u0301", "é"),
    ],
)
def test_slug_table(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slug_of_a_long_name_is_cut_and_stays_its_own() -> None:
    one, other = slug("x" * 5000 + "1"), slug("x" * 5000 + "2")
    assert len(one) < 130
    assert one != other


@given(st.text())
def test_slug_is_one_segment_of_a_valid_iri(text: str) -> None:
    iri = f"https://kg.example/entity/{slug(text)}"
    assert pyoxigraph.NamedNode(iri).value == iri
    assert URIRef(iri).n3() == f"<{iri}>"
    assert not set(slug(text)) & set('/?# \n<>"\\')


@given(st.text(max_size=40), st.text(max_size=40))
def test_slug_tells_names_apart(one: str, other: str) -> None:
    import unicodedata

    def normal(text: str) -> str:
        return "_".join(unicodedata.normalize("NFC", text).replace("_", " ").split())

    if normal(one).strip("._") and normal(one) != normal(other) and "_" not in one + other:
        assert slug(one) != slug(other)


def test_document_iris_hostile_ids_stay_under_the_base() -> None:
    from dataclasses import replace

    annotated = american_article()
    hostile = replace(annotated, document=replace(annotated.document, id=f"../../{HOSTILE}"))
    iris = DocumentIris(hostile, Vocabulary())
    assert iris.document.startswith("https://kg.example/document/..%2F..%2F%3Cscript%3E")
    pyoxigraph.NamedNode(iris.char(0, 5))
    pyoxigraph.NamedNode(iris.statement(HOSTILE))


@pytest.mark.parametrize(
    "base", ["kg.example/", "https://kg.example", "https://kg example/", "ftp://x/", "https://x/#"]
)
def test_vocabulary_refuses_what_is_no_base(base: str) -> None:
    with pytest.raises(SchemaError, match="base IRI"):
        Vocabulary(base)


def test_vocabulary_another_base_moves_all_of_ours() -> None:
    ours = [iri for iri in Vocabulary("http://g.example/kg/").prefixes().values() if "g.example" in iri]
    assert len(ours) == 9
