"""From spaCy's Docs to a `Parse`: the last place that knows spaCy; in go a text's paragraphs and their Docs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.text.as_read import AsRead
from kg.extraction.text.paragraphs import Paragraph
from kg.extraction.trace import Trace
from kg.lexicon.words import verbs_of
from kg.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _mended_lemmas() -> dict[str, str]:
    """Return form -> lemma for verbs that the lemmatizer gets wrong: "hoped" is hope, not hop, and "wed" is wed."""
    verbs = verbs_of("in-e")
    forms = {form: verb for verb in verbs for form in (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")}
    return forms | {"wed": "wed"}


def _without_e(lemma: str) -> str:
    """Return "wiretap" for "wiretappe", which the lemmatizer makes of "wiretapped"; "finesse" stays."""
    doubled = len(lemma) > 4 and lemma[-1] == "e" and lemma[-2] == lemma[-3] and lemma[-2] in "bdglmnprt"
    return lemma[:-2] if doubled else lemma


def read_parse(
    text: str,
    paragraphs: Sequence[Paragraph],
    read: Sequence[AsRead],
    docs: Iterable[Doc],
    trace: Trace | None = None,
) -> Parse:
    """Join the Docs of a document's paragraphs into one Parse; `read` is what each Doc was made from."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    bounds: list[tuple[int, int]] = []
    mended = _mended_lemmas()
    for number, (paragraph, stretch, doc) in enumerate(zip(paragraphs, read, docs, strict=True)):
        first = len(tokens)
        kept: dict[int, Token] = {}
        for span in doc.sents:
            words = [word for word in span if not word.is_space]
            if not words:
                continue
            sentence = len(sentences)
            begin = len(tokens)
            for word in words:
                token = Token(
                    len(tokens),
                    stretch.start(word.idx),
                    word.text,
                    _without_e(mended.get(word.lower_, word.lemma_)) if word.pos_ == "VERB" else word.lemma_,
                    word.pos_,
                    word.tag_,
                    word.dep_,
                    word.ent_iob_ + "-" + word.ent_type_ if word.ent_type_ else "",
                    sentence,
                    stretch.end(word.idx + len(word)),
                )
                kept[word.i] = token
                tokens.append(token)
            last = tokens[-1]
            sentences.append(Sentence(sentence, tokens[begin].start, last.end, number, paragraph.kind))
            bounds.append((begin, len(tokens)))
        for word in doc:
            token_here = kept.get(word.i)
            head = word.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            above = kept.get(head.i)
            if token_here is not None and above is not None and above is not token_here:
                token_here.head = above
                above.children.append(token_here)
        for token in tokens[first:]:
            token.children.sort(key=attrgetter("i"))
            if token.head is token:
                token.dep = "ROOT"
    parse = Parse(text, tokens, sentences, bounds)
    if trace is not None:
        parse.trace = trace
        trace.parsed = parse.edges()
    return parse
