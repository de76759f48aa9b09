"""The stretches that the statistical tagger takes for names, mended; in go a sentence's tokens, out come spans."""

from __future__ import annotations

from kg.extraction.mentions.draft import trim_span
from kg.extraction.mentions.name_types import TYPES
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of


def tagged_spans(tokens: list[Token]) -> dict[int, tuple[int, str]]:
    """Return start -> (end, label) of the tagger's names, runs of untagged proper nouns included (label "")."""
    spans: dict[int, tuple[int, str]] = {}
    n = 0
    while n < len(tokens):
        label = tokens[n].ent[2:]
        end = n + 1
        if label in TYPES and tokens[n].text not in (",", "and", "/", ";"):
            listed = n > 0 and tokens[n - 1].tag == "NNS" and tokens[n - 1].lower not in nouns_of("organization")
            while end < len(tokens) and tokens[end].ent == f"I-{label}" and not _parts(tokens, end, label):
                if listed and tokens[end].lower == "and" and tokens[end].head in tokens[n:end]:
                    break
                end += 1
            if label == "PERSON":
                end = _rest_of_name(tokens, end)
            first = trim_span(tokens, n, end)[0]
            spans[first if first < end else n] = end, label
        elif (
            not label
            and (tokens[n].pos == "PROPN" or _starts_name(tokens, n) or _is_capital(tokens, n))
            and tokens[n].text[0].isupper()
            and tokens[n].time is None
        ):
            while end < len(tokens) and tokens[end].pos == "PROPN" and not tokens[end].ent and tokens[end].time is None:
                end += 1
            spans[n] = end, ""
        n = end
    return spans


def _rest_of_name(tokens: list[Token], end: int) -> int:
    """Return the end of a person's name that the tagger has cut: "Hui" after "Choe Son"."""
    while end < len(tokens):
        token, before = tokens[end], tokens[end - 1]
        if token.pos != "PROPN" or not token.text[0].isupper() or token.time is not None or token.text.isupper():
            break
        joined = (before.dep == "compound" and before.head is token) or (
            not token.ent and token.head in (before, before.head)
        )
        if not joined or token.ent.startswith("I-"):
            break
        if token.ent[2:] not in ("", "PERSON", "ORG", "GPE"):
            break
        end += 1
    return end


def _starts_name(tokens: list[Token], at: int) -> bool:
    """Tell "British" of "British Museum": an adjective in capitals right before a proper noun."""
    return tokens[at].pos == "ADJ" and at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN" and not tokens[at + 1].ent


def _is_capital(tokens: list[Token], at: int) -> bool:
    """Tell "Waters" in "After the show, Waters left": a capital inside a sentence makes a noun a name."""
    word = tokens[at]
    if at == 0 or word.tag not in ("NN", "NNS") or word.text.isupper():
        return False
    if not tokens[at - 1].text[0].isalnum() and tokens[at - 1].text != ",":
        return False
    return sum(t.text[0].isupper() for t in tokens) * 3 < len(tokens)


def _parts(tokens: list[Token], at: int, label: str) -> bool:
    """Tell where a span holds two names: "Toronto, Ontario", "Rathbun the Church", and at the label of a picture."""
    word = tokens[at].lower
    if word == "the" and label == "ORG" and tokens[at - 1].pos == "PROPN":
        return True
    if word in nouns_of("picture") and at + 1 < len(tokens) and tokens[at + 1].text == ":":
        return True
    if label in ("GPE", "PERSON", "LOC", "NORP"):
        return word in (",", "and", "/", ";") or tokens[at - 1].lower in (",", "and", "/", ";")
    return False
