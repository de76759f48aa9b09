"""Trees written by hand: in goes one line, out comes a `Parse`, by way of a spaCy Doc and without a model.

Tokens are parted by blanks: `word/TAG/dep/head`, the head as the number of its word, 0 for the root; `word=lemma` where the
lemma is another, `dep@` where the word is a time expression.
"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extraction.syntax.from_spacy import read_parse
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.text.as_read import AsRead
from kg.extraction.text.paragraphs import Paragraph

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "EX": "PRON", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
    "IN": "ADP", "RP": "ADP", "TO": "PART", "RB": "ADV", "WRB": "SCONJ", "JJ": "ADJ", "DT": "DET", "CC": "CCONJ", "CD": "NUM",
}  # fmt: skip


def grow(line: str) -> Parse:
    """Return the parse that a line describes."""
    words, tags, lemmas, deps, heads, times = [], [], [], [], [], []
    for number, token in enumerate(line.split()):
        form, tag, dep, head = token.rsplit("/", 3)
        word, _, lemma = form.partition("=")
        words.append(word)
        tags.append(tag)
        lemmas.append(lemma or (word if tag.startswith("NNP") else word.lower()))
        deps.append(dep.removesuffix("@"))
        heads.append(int(head) - 1 if int(head) else number)
        times.append(0 if dep.endswith("@") else None)
    pos = [_pos(tag, dep, lemma) for tag, dep, lemma in zip(tags, deps, lemmas, strict=True)]
    doc = Doc(Vocab(), words=words, tags=tags, pos=pos, lemmas=lemmas, deps=deps, heads=heads)
    whole = Paragraph(0, len(doc.text), "body")
    parse = read_parse(doc.text, [whole], [AsRead(doc.text, range(len(doc.text)))], [doc])
    for token_, time in zip(parse.tokens, times, strict=True):
        token_.time = time
    return parse


def _pos(tag: str, dep: str, lemma: str) -> str:
    if (dep in ("aux", "auxpass") and tag != "TO") or lemma == "be":
        return "AUX"
    return POS.get(tag, "PUNCT")


def word(parse: Parse, text: str) -> Token:
    """Return the one token with this text."""
    (found,) = (token for token in parse.tokens if token.text == text)
    return found
