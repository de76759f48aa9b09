"""Class nouns: in goes "the country", out comes the type of what is called so, and whether a named thing is."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.lexicon.words import nouns_of
from kg.model import EntityType

CLASS_NOUNS: dict[EntityType, str] = {
    "Country": "country-like",
    "Organization": "organization",
    "Place": "place",
    "Facility": "facility",
}


def class_of(mention: MentionDraft) -> EntityType | None:
    """Return the type whose members a noun is said of, None for a noun of no class and for a vague one."""
    lemma = mention.head.lemma.lower()
    kind = next((k for k, name in CLASS_NOUNS.items() if lemma in nouns_of(name)), None)
    if kind == "Place" and lemma not in nouns_of("settlement"):
        return None
    return None if lemma in nouns_of("vague") else kind


@rule("Airbus closed a plant. The ministry was angry.", "not: The ministry = Airbus | be | angry", off=True)
def fits_class(lemma: str, chain: ChainDraft) -> bool:
    """Tell whether a body's class noun may name it: "the ministry" only what is called one, "the company" a company."""
    words = {w for name in chain.names() for w in name.lower().split()}
    if lemma in words:
        return True
    if chain.type == "Facility":
        return lemma in nouns_of("any-building")
    kind = (chain.entry.kind or "") if chain.entry is not None else ""
    if kind:
        return (
            lemma == kind.split()[-1]
            or (lemma in nouns_of("company") and "company" in kind)
            or lemma in nouns_of("any-body")
        )
    return lemma in nouns_of("body-of-any-name") and not words & nouns_of("organization")
