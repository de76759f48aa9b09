"""FollowTheMoney, schema.org, Web Annotation and spaCy, each read back by the library of its field."""

from __future__ import annotations

import json
import re
from typing import Any

import spacy
from followthemoney import model
from pyld import jsonld
from spacy.tokens import Doc, DocBin

from kg.exporting.followthemoney import ftm_id
from kg.face import Graph
from kg.model import AnnotatedDocument
from tests.exporting.conftest import EVIL
from tests.exporting.reading import written

SCHEMA = "https://schema.org/"
KG = "https://kg.example/ns#"


def entities(graph: Graph) -> dict[str, Any]:
    """The entities of FollowTheMoney, each cleaned and validated by its library, by their ids."""
    found = {}
    for line in written(graph, "ftm").splitlines():
        told = json.loads(line)
        proxy = model.get_proxy(told, cleaned=False)
        assert proxy.to_dict()["properties"].keys() == told["properties"].keys(), "nothing is cleaned away"
        proxy.schema.validate(proxy.to_dict())
        found[proxy.id] = proxy
    return found


def test_ftm_links_name_entities_and_articles_that_are_there(hostile: Graph) -> None:
    found = entities(hostile)
    links = [proxy for proxy in found.values() if proxy.schema.name == "UnknownLink"]
    named = [s for s in hostile.statements() if s.object is not None and s.subject.entity and s.object.entity]
    assert sorted(link.first("recordId") for link in links) == sorted(one.id for one in named)
    for link in links:
        assert found[link.first("subject")].schema.is_a("Thing")
        assert found[link.first("object")].schema.is_a("Thing")
        assert found[link.first("proof")].schema.name == "Article"


def test_ftm_a_denial_is_no_link_of_its_own_and_says_whose_it_is(graph: Graph) -> None:
    found = entities(graph)
    link = found[ftm_id("https://kg.example/statement/b20000")]
    assert link.first("role") == "did not supply (said by Dmitry Peskov, quoted by John Kirby)"
    assert found[link.first("subject")].caption == "North Korea"
    assert found[link.first("subject")].get("country") == ["kp"]
    assert found[link.first("subject")].get("wikidataId") == ["Q423"]
    assert found[ftm_id("https://kg.example/statement/c30001")].first("role") == "supplied"


def test_ftm_the_text_of_an_article_is_whole(hostile: Graph) -> None:
    texts = {annotated.document.id: annotated.document.text for annotated in hostile.documents()}
    article = entities(hostile)[ftm_id("https://kg.example/document/b2")]
    assert article.get("bodyText") == [texts["b2"]]
    assert (article.first("title"), article.first("publishedAt")) == ("Denied", "2024-01-11")


def claims(graph: Graph) -> dict[str, Any]:
    """The claims as a processor of JSON-LD expands them, by their ids; it has no network."""
    document = json.loads(written(graph, "claims"))
    expanded = jsonld.expand(document, {"documentLoader": refuse})
    return {claim["@id"].rpartition("/")[2]: claim for claim in expanded}


def refuse(url: str, _options: object) -> Any:
    raise AssertionError(f"asks the network for {url}")


def test_claims_are_what_somebody_is_credited_with(hostile: Graph) -> None:
    found = claims(hostile)
    assert set(found) == {one.id for one in hostile.statements() if one.credited and one.said}
    assert {claim["@type"][0] for claim in found.values()} == {f"{SCHEMA}Claim"}
    assert "Review" not in written(hostile, "claims").decode()


def test_claim_of_a_denial_says_so_and_names_its_maker(graph: Graph) -> None:
    claim = claims(graph)["b20000"]
    assert claim[f"{KG}polarity"] == [{"@id": f"{KG}negated"}]
    assert claim[f"{SCHEMA}name"] == [{"@value": "Russia did not receive missiles from North Korea"}]
    [author] = claim[f"{SCHEMA}author"]
    assert author["@type"] == [f"{SCHEMA}Person"]
    assert author[f"{SCHEMA}sameAs"] == [{"@id": "http://www.wikidata.org/entity/Q4348820"}]
    [appearance] = claim[f"{SCHEMA}appearance"]
    assert appearance[f"{SCHEMA}url"] == [{"@value": "https://news.example/denied"}]
    assert f"{SCHEMA}author" not in claims(graph)["c30000"]


def annotations(graph: Graph) -> dict[str, Any]:
    page = json.loads(written(graph, "annotations"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert "Unicode code points" in page["label"]
    return {one["id"].rpartition("/")[2]: one for one in page["items"]}


def test_annotations_select_the_sentence_three_times_alike(hostile: Graph) -> None:
    found = annotations(hostile)
    texts = {annotated.document.id: annotated.document.text for annotated in hostile.documents()}
    statements = {one.id: one for one in hostile.statements()}
    assert set(found) == set(statements)
    for ident, annotation in found.items():
        text = texts[annotation["target"]["source"]["id"].rpartition("/")[2]]
        position, quote, fragment = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] == statements[ident].sentence
        assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == start - len(quote["prefix"])
        assert fragment["value"] == f"char={start},{end}"
    assert any("\U0001f600" in one["target"]["selector"][1]["exact"] for one in found.values())


def test_annotations_are_json_ld_of_the_web_annotation_vocabulary(graph: Graph) -> None:
    oa = "http://www.w3.org/ns/oa#"
    names = {"items": f"{oa}items", "body": f"{oa}hasBody", "target": f"{oa}hasTarget", "source": f"{oa}hasSource"}
    names |= {"selector": f"{oa}hasSelector", "motivation": f"{oa}motivatedBy", "purpose": f"{oa}hasPurpose"}
    context = {"@vocab": oa, "id": "@id", "type": "@type", **names}

    def load(url: str, _options: object) -> Any:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    [page] = jsonld.expand(json.loads(written(graph, "annotations")), {"documentLoader": load})
    assert len(page[f"{oa}items"]) == 6
    for annotation in page[f"{oa}items"]:
        [target] = annotation[f"{oa}hasTarget"]
        kinds = [selector["@type"][0] for selector in target[f"{oa}hasSelector"]]
        assert kinds == [f"{oa}TextPositionSelector", f"{oa}TextQuoteSelector", f"{oa}FragmentSelector"]


def docs(graph: Graph) -> dict[str, Doc]:
    read = DocBin().from_bytes(written(graph, "spacy")).get_docs(spacy.blank("en").vocab)
    return {doc.user_data["kg_id"]: doc for doc in read}


def test_docbin_has_the_texts_the_names_and_the_sentences(hostile: Graph) -> None:
    found = docs(hostile)
    for annotated in hostile.documents():
        doc = found[annotated.document.id]
        assert doc.text == annotated.document.text
        names = {(m.start, m.end, m.type) for m in annotated.mentions if m.kind == "name"}
        ents = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        assert ents == names
        starts = [sent.start_char for sent in doc.sents]
        assert starts == [sentence.start for sentence in annotated.sentences]
    assert {ent.kb_id_ for ent in found["a1"].ents} >= {"Russia", "John_Kirby"}


def test_docbin_has_the_parts_of_statements_and_the_record(graph: Graph) -> None:
    doc = docs(graph)["b2"]
    told = {(span.text, span.label_) for span in doc.spans["kg"]}
    assert told == {
        ("Dmitry Peskov", "SAID BY"),
        ("denied", "CUE"),
        ("Russia", "SUBJECT"),
        ("received", "NOT PREDICATE"),
        ("missiles", "THEME"),
        ("North Korea", "OBJECT"),
        ("Kirby", "SAID BY"),
        ("noted", "CUE"),
    }
    record = AnnotatedDocument.from_json(doc.user_data["kg"])
    assert [statement.id for statement in record.statements] == ["b20000"]
    assert {span.label_ for span in doc.spans["kg_mentions"]} == {"Person", "Country", "Product"}


def test_gone_wrong_is_seen(hostile: Graph) -> None:
    """The hostile words do reach the forms as data."""
    assert any(EVIL in claim[f"{SCHEMA}text"][0]["@value"] for claim in claims(hostile).values())
    assert re.search("DETACH", entities(hostile)[ftm_id("https://kg.example/document/h4")].first("title"))
