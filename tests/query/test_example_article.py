"""The twelve key statements of the first example, each found by a SPARQL query; the article itself is not in this repo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.face import Graph, open_graph
from kg.graph.build import build

ARTICLE = Path(__file__).parents[3] / "shared" / "bench" / "gold" / "north-korea-russia.txt"
PUBLISHED = "2024-01-05"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the example article lies beside the project, not in it"),
]

AFFIRMED = "kg:polarity kg:affirmed"
KEY_STATEMENTS = {
    "the United States imposed sanctions on Russia": f"""
        ?s rdf:subject ent:United_States ; rdf:predicate rel:sanction ; rdf:object ent:Russia ; {AFFIRMED} ;
           kg:modality kg:actual . FILTER NOT EXISTS {{ ?s kg:attribution ?any }}""",
    "perhaps Russia sought assistance from North Korea in September": f"""
        ?s rdf:subject ent:Russia ; rdf:predicate pred:seek ; kg:origin ent:North_Korea ; {AFFIRMED} ;
           kg:modality kg:possible .""",
    "the Biden administration acknowledges the collaboration": f"""
        ?s rdf:subject ent:Biden_administration ; rdf:predicate pred:acknowledge ; rdf:object ?efforts ; {AFFIRMED} .
        ?efforts rdfs:label ?label . FILTER CONTAINS(?label, "efforts")""",
    "Kirby is spokesman of the National Security Council": f"""
        ?s rdf:subject ent:John_Kirby ; rdf:predicate rel:spokesperson-of ; rdf:object ?council ; {AFFIRMED} .
        FILTER CONTAINS(STR(?council), "National_Security_Council")""",
    "by Kirby's word North Korea perhaps supplied Russia with launchers": f"""
        ?s rdf:subject ent:North_Korea ; rdf:predicate rel:supply ; rdf:object ent:Russia ; kg:theme ?thing ; {AFFIRMED} ;
           kg:modality kg:possible ; kg:attribution/kg:source ent:John_Kirby .
        ?thing rdfs:label ?label . FILTER CONTAINS(?label, "launchers")""",
    "by Kirby's word North Korea perhaps supplied Russia with missiles": f"""
        ?s rdf:subject ent:North_Korea ; rdf:predicate rel:supply ; rdf:object ent:Russia ; kg:theme ?thing ; {AFFIRMED} ;
           kg:modality kg:possible ; kg:attribution/kg:source ent:John_Kirby .
        ?thing rdfs:label ?label . FILTER CONTAINS(?label, "missiles")""",
    "by Kirby's word the Russian military deployed a missile on December 30": f"""
        ?s rdf:subject ent:Russian_Armed_Forces ; rdf:predicate pred:deploy ; kg:eventTime tm:2023-12-30 ; {AFFIRMED} ;
           kg:attribution/kg:source ent:John_Kirby .""",
    "by his word the United States anticipates further deployment": f"""
        ?s rdf:subject ent:United_States ; rdf:predicate pred:anticipate ; {AFFIRMED} ;
           kg:attribution/kg:source ent:John_Kirby .""",
    "by the paper's word the Kremlin means to acquire missiles from Iran": f"""
        ?s rdf:subject ent:Iran ; rdf:predicate rel:supply ; rdf:object ent:Kremlin ; {AFFIRMED} ;
           kg:modality kg:intended ; kg:attribution/kg:source ?paper .
        FILTER CONTAINS(STR(?paper), "Wall_Street_Journal")""",
    "Republicans insist on policy adjustments": f"""
        ?s rdf:subject ent:Republicans ; rdf:predicate pred:insist_on ; rdf:object ?thing ; {AFFIRMED} .
        ?thing rdfs:label ?label . FILTER CONTAINS(?label, "adjustments")""",
    "no agreement has been reached": """
        ?s rdf:predicate ?reach ; rdf:subject ?pact ; kg:polarity kg:negated ; kg:modality kg:actual .
        ?pact rdfs:label ?label . FILTER CONTAINS(?label, "agreement") FILTER CONTAINS(STR(?reach), "be_reached")""",
    "by the American belief Kim Jong Un means to acquire missiles": f"""
        ?s rdf:subject ent:Kim_Jong_Un ; rdf:predicate pred:acquire ; rdf:object ?thing ; {AFFIRMED} ;
           kg:modality kg:intended ; kg:attribution/kg:source ent:United_States .
        ?thing rdfs:label ?label . FILTER CONTAINS(?label, "missiles")""",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Return a graph of the example article alone."""
    store = tmp_path_factory.mktemp("example") / "kg-store"
    build([ARTICLE], store, date=PUBLISHED)
    with open_graph(store) as graph:
        yield graph


@pytest.mark.parametrize("statement", KEY_STATEMENTS)
def test_key_statement_is_found(example: Graph, statement: str) -> None:
    pattern = KEY_STATEMENTS[statement]
    assert example.query(f"ASK {{ GRAPH ?document {{ {pattern} }} }}").askAnswer


def test_what_is_only_claimed_or_planned_is_no_plain_triple(example: Graph) -> None:
    for relation in ("rel:supply", "pred:acquire", "pred:deploy"):
        assert not example.query(f"ASK {{ GRAPH ?document {{ ?a {relation} ?b }} }}").askAnswer
