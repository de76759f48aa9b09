"""The type of a name from its own words and its place in the sentence; in go tokens and the tagger's guess, out comes a type."""

from __future__ import annotations

import re

from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import is_first_name
from kg.lexicon.titles import match_title
from kg.lexicon.words import names_of, nouns_of, verbs_of
from kg.model import EntityType

TYPES: dict[str, EntityType] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Group",
    "EVENT": "Event",
    "PRODUCT": "Product",
    "WORK_OF_ART": "Work",
    "LAW": "Law",
    "LANGUAGE": "Thing",
}


MODEL = re.compile(r"[A-Z]{2,}-?\d+")
"""Letters and a number, as things are called that come in versions: "IE9", "MQ-9"."""


def guess_type(tokens: list[Token], start: int, end: int) -> EntityType | None:
    """Guess what an untagged run of proper nouns is; a title alone, or a word that only starts its sentence, is no name."""
    run = tokens[start:end]
    if len(run) == 1 and (run[0].lower in nouns_of("person") or match_title([run[0].text], 0) is not None):
        return None
    if len(run) == 1 and run[0].lower in nouns_of("body-of-owner"):
        return "Organization"
    if len(run) == 1 and run[0].dep in ("compound", "amod") and run[0].head.pos == "NOUN" and not run[0].text.isupper():
        return "Thing"
    if run[0].text.isupper() and len(run[0].text) > 1:
        return "Organization"
    if is_first_name(run[0].text) and len(run) > 1:
        return "Person"
    if run[-1].dep == "nsubj" and run[-1].head.lemma in verbs_of("speech"):
        return "Person"
    if run[-1].dep == "pobj" and run[-1].head.lower == "in":
        return "Place"
    return "Thing"


@rule("The ships passed the Hudok Bridge.", "name: Hudok Bridge: Facility", off="Person")
def mend_type(tokens: list[Token], start: int, end: int, kind: EntityType) -> EntityType:
    """Trust the last word over the tagger: "… Ministry" is a body, "… Bridge" a building, "Jong-un" no organisation."""
    head = tokens[end - 1].lower
    of = next((n for n in range(start + 1, end) if tokens[n].lower in ("of", "for", "on")), None)
    if of is not None:
        head = tokens[of - 1].lower
    if end - start == 1 and kind in ("Person", "Group", "Thing"):
        kind = _mend_word(tokens[start], kind)
    if end - start == 1 and kind == "Place" and MODEL.fullmatch(tokens[start].text):
        return kind if tokens[start].dep == "pobj" or tokens[start].child("det") is not None else "Product"
    if kind == "Person" and any(t.lower in names_of("in-body-names") for t in tokens[start:end]):
        return "Organization"
    if end - start > 1:
        if head in names_of("outlet") or head in nouns_of("organization", "organization-name"):
            return "Organization"
        if re.fullmatch(r"(?:[A-Z]\.)+", tokens[start].text) and kind in ("Organization", "Thing", "Place", "Product"):
            return "Person"
        if head in nouns_of("event-name"):
            return "Event"
        if head in nouns_of("building") or (head in nouns_of("facility") and kind != "Organization"):
            return "Facility"
        called = is_first_name(tokens[start].text) and tokens[end - 1].lower not in nouns_of("product")
        if called and end - start <= 3 and kind in ("Organization", "Place", "Thing", "Work", "Product"):
            return "Person"
    if tokens[end - 1].dep == "nsubj" and kind == "Product" and tokens[end - 1].head.lemma in verbs_of("speech"):
        return "Person" if end - start > 1 else kind
    return kind


@rule("Troops in Omdurman closed the road.", "name: Omdurman: Place", off="Person")
def _mend_word(word: Token, kind: EntityType) -> EntityType:
    """Read "in Omdurman", "the Adre crossing", "Unite, which": what is near a single word tells whether it is a person."""
    noun, relative = word.head, word.child("relcl")
    if word.dep == "pobj" and noun.lower == "in" and kind != "Group":
        return kind if is_first_name(word.text) or word.text.isupper() else "Place"
    places = nouns_of("facility") | nouns_of("place")
    if word.dep in ("compound", "nmod") and noun.pos == "NOUN" and noun.lemma.lower() in places:
        return kind if is_first_name(word.text) else "Place"
    if (
        kind == "Group"
        and word.dep == "pobj"
        and word.tag == "NNP"
        and noun.lower in ("to", "in", "near", "from", "at")
    ):
        return "Place"
    which = relative is not None and any(c.lower == "which" for c in relative.kids("nsubj", "nsubjpass"))
    return "Organization" if kind == "Person" and which else kind
