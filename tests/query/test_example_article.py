"""Key statements of whole articles, each found by a SPARQL query: two test articles, and the first example where it is there.

The example article itself is not in this repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.face import Graph, open_graph
from kg.graph.build import build

ROOT = Path(__file__).parents[2]
AFFIRMED = "kg:polarity kg:affirmed"
DENIED = "kg:polarity kg:negated ; kg:modality kg:actual"
OWN_VOICE = "FILTER NOT EXISTS { ?s kg:attribution ?any }"


def named(variable: str, text: str) -> str:
    """Return a pattern: the label of this variable holds a text."""
    return f'?{variable} rdfs:label ?label_{variable} . FILTER CONTAINS(?label_{variable}, "{text}")'


class Example(NamedTuple):
    """An article, its date where it gives none, its key statements, and predicates of what it only has claimed or planned."""

    path: Path
    date: str | None
    statements: dict[str, str]
    not_asserted: tuple[str, ...]


RUSSIA = Example(
    ROOT.parent / "shared" / "bench" / "gold" / "north-korea-russia.txt",
    "2024-01-05",
    {
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
    },
    ("rel:supply", "pred:acquire", "pred:deploy"),
)

COURT = Example(
    ROOT / "tests" / "quality" / "articles" / "court-harbour-trust.md",
    None,
    {
        "Penhallow denied eleven counts of fraud": f"""
            ?s rdf:subject ent:Margaret_Penhallow ; rdf:predicate pred:deny ; rdf:object ?counts ; {AFFIRMED} .
            {named("counts", "counts")} {OWN_VOICE}""",
        "the jury convicted her": f"""
            ?s rdf:subject ?jury ; rdf:predicate rel:convict ; rdf:object ent:Margaret_Penhallow ; {AFFIRMED} ;
               kg:modality kg:actual . {OWN_VOICE}""",
        "by the jury's word she diverted money": f"""
            ?s rdf:predicate pred:divert_of ; {AFFIRMED} ; kg:attribution/kg:source ?jury . {named("jury", "jury")}""",
        "she did not act under pressure, by the judge's word": f"""
            ?s rdf:subject ent:Margaret_Penhallow ; rdf:predicate pred:act_under ; {DENIED} ;
               kg:attribution/kg:source ent:Tobias_Adeyemi .""",
        "the chairman is a retired naval officer": f"""
            ?s rdf:subject ent:Hugh_Trelawney-Smith ; rdf:predicate pred:be ; rdf:object ?officer ; {AFFIRMED} .
            {named("officer", "naval officer")}""",
        "by the defence's word the trustees approved loans": f"""
            ?s rdf:subject ?trustees ; rdf:predicate rel:approve ; {AFFIRMED} ; kg:attribution/kg:source ?defence .
            {named("trustees", "trustees")} {named("defence", "defence")}""",
        "no trustee remembered an approval": f"""
            ?s rdf:subject ?trustee ; rdf:predicate pred:remember ; {DENIED} . {named("trustee", "trustee")} {OWN_VOICE}""",
        "Bowen represents her": f"""
            ?s rdf:subject ent:Gareth_Bowen ; rdf:predicate rel:represent ; {AFFIRMED} .""",
        "by his word an appeal is intended": f"""
            ?s rdf:predicate pred:appeal_against ; {AFFIRMED} ; kg:modality kg:intended ;
               kg:attribution/kg:source ent:Gareth_Bowen .""",
        "a hearing will be held on June 9": f"""
            ?s rdf:subject ?hearing ; rdf:predicate pred:be_held ; {AFFIRMED} ; kg:modality kg:intended ;
               kg:eventTime tm:2025-06-09 . {named("hearing", "hearing")}""",
        "the farmhouse may be sold": f"""
            ?s rdf:subject ?house ; rdf:predicate pred:be_sold ; {AFFIRMED} ; kg:modality kg:possible .
            {named("house", "farmhouse")}""",
    },
    ("pred:divert_of", "pred:act_under", "rel:approve", "pred:appeal_against", "pred:remember"),
)

MUDSLIDE = Example(
    ROOT / "tests" / "quality" / "articles" / "disaster-mudslide.md",
    None,
    {
        "by officials' word a mudslide swept through Huayanca on February 23": f"""
            ?s rdf:predicate pred:sweep_through ; kg:eventTime tm:2025-02-23 ; {AFFIRMED} ; kg:attribution/kg:source ?officials .
            {named("officials", "officials")}""",
        "the toll will rise, by the mayor's word": f"""
            ?s rdf:subject ?toll ; rdf:predicate pred:rise ; {AFFIRMED} ; kg:modality kg:intended ;
               kg:attribution/kg:source ent:Wilmer_Chávez . {named("toll", "toll")}""",
        "Villar is interior minister": f"""
            ?s rdf:subject ent:Ernesto_Villar ; rdf:predicate pred:be ; rdf:object ?minister ; {AFFIRMED} .
            {named("minister", "Interior Minister")}""",
        "by his word the government will send a field hospital": f"""
            ?s rdf:subject ?government ; rdf:object ?hospital ; {AFFIRMED} ; kg:modality kg:intended ;
               kg:attribution/kg:source ent:Ernesto_Villar .
            {named("government", "government")} {named("hospital", "hospital")}""",
        "by his word no help was requested": f"""
            ?s rdf:subject ?help ; rdf:predicate pred:be_requested ; {DENIED} ; kg:attribution/kg:source ent:Ernesto_Villar .
            {named("help", "help")}""",
        "by his word Ecuador offered it": f"""
            ?s rdf:subject ent:Ecuador ; rdf:predicate pred:offer ; {AFFIRMED} ; kg:attribution/kg:source ent:Ernesto_Villar .""",
        "the bridge may be passable, by the ministry's word": f"""
            ?s rdf:subject ?bridge ; kg:eventTime tm:2025-02-25 ; {AFFIRMED} ; kg:modality kg:possible ;
               kg:attribution/kg:source ent:Ministry_of_Transport . {named("bridge", "bridge")}""",
        "a report went to the provincial government in August 2023": f"""
            ?s rdf:predicate pred:be_submitted_to ; kg:eventTime tm:2023-08 ; {AFFIRMED} . {OWN_VOICE}""",
        "the former mayor says that he did not receive it": f"""
            ?s rdf:subject ent:Julio_Arce ; rdf:predicate ?receive ; rdf:object ?report ; {DENIED} ;
               kg:attribution/kg:source ent:Julio_Arce . {named("report", "report")}""",
        "the observatory published a copy": f"""
            ?s rdf:subject ent:Andean_Slope_Observatory ; rdf:predicate rel:publish ; {AFFIRMED} ; kg:modality kg:actual .
            {OWN_VOICE}""",
    },
    ("pred:sweep_through", "pred:declare", "pred:offer", "pred:be_requested", "pred:receive", "rel:supply"),
)

EXAMPLES = [example for example in (RUSSIA, COURT, MUDSLIDE) if example.path.exists()]
KEY_STATEMENTS = [
    pytest.param(example, pattern, id=f"{example.path.stem}: {statement}")
    for example in EXAMPLES
    for statement, pattern in example.statements.items()
]


@pytest.fixture(scope="module")
def graph_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Example], Graph]]:
    """Return a function that returns a graph of one article alone."""
    with ExitStack() as opened:

        @cache
        def open_example(path: Path, date: str | None) -> Graph:
            store = tmp_path_factory.mktemp("example") / "kg-store"
            build([path], store, date=date)
            return opened.enter_context(open_graph(store))

        yield lambda example: open_example(example.path, example.date)


@pytest.mark.model
@pytest.mark.parametrize(("example", "pattern"), KEY_STATEMENTS)
def test_key_statement_is_found(graph_of: Callable[[Example], Graph], example: Example, pattern: str) -> None:
    assert graph_of(example).query(f"ASK {{ GRAPH ?document {{ {pattern} }} }}").askAnswer


@pytest.mark.model
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.path.stem)
def test_what_is_only_claimed_or_planned_is_no_plain_triple(
    graph_of: Callable[[Example], Graph], example: Example
) -> None:
    graph = graph_of(example)
    for relation in example.not_asserted:
        assert graph.query(f"ASK {{ GRAPH ?document {{ ?s rdf:predicate {relation} }} }}").askAnswer
        assert not graph.query(f"ASK {{ GRAPH ?document {{ ?a {relation} ?b }} }}").askAnswer
