"""A spaCy DocBin: a Doc an article, with names as entities, mentions and parts of statements as spans."""

from __future__ import annotations

from dataclasses import replace
from typing import IO

import spacy
from spacy.tokens import DocBin

from kg.exporting.contents import Article, Contents
from kg.extraction.components.marks import mark, mark_entities, mark_sentences
from kg.model import AnnotatedDocument


def write_docbin(contents: Contents, file: IO[bytes]) -> None:
    """Write the articles, tokenised by spaCy's English rules, as `DocBin().from_bytes` or `from_disk` reads them.

    `doc.ents` are the names, with the entity's id as kb_id; `doc.spans["kg"]` and `["kg_mentions"]` are the parts of
    statements and the mentions; `doc.user_data["kg"]` is the annotated document as JSON, and `["kg_id"]` its id. A
    DocBin is one piece of memory, of some 20 bytes a token.
    """
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    docs = DocBin(attrs=["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    for article in contents.articles():
        told = _told(article)
        doc = nlp.make_doc(told.document.text)
        mark_sentences(doc, told)
        mark_entities(doc, told, article.things.entity_ids)
        mark(doc, told)
        doc.user_data["kg_id"] = told.document.id
        docs.add(doc)
    file.write(docs.to_bytes())


def _told(article: Article) -> AnnotatedDocument:
    """Return the annotated document with the statements that are told, and none that was rejected."""
    statements = tuple(replace(stated.record, condition=article.condition_of(stated)) for stated in article.statements)
    return replace(article.annotated, statements=statements)
