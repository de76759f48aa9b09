"""Teams called after their countries: in goes a match report, and "Belgium" in it is read as the team."""

from __future__ import annotations

from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.parse import Parse
from kg.lexicon.words import nouns_of

HOME_NATIONS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
LEAST_SPORT, SHARE_OF_SPORT = 8, 0.02


def is_about_sport(parse: Parse) -> bool:
    """Tell match reports, in which the name of a country is its team."""
    words = nouns_of("sport")
    hits = sum(token.lemma.lower() in words for token in parse.tokens)
    return hits >= LEAST_SPORT and hits >= len(parse.tokens) * SHARE_OF_SPORT


def take_for_team(mention: MentionDraft) -> None:
    """Read "Belgium beat Panama" in a match report: two teams, no countries; "in Russia" stays the country."""
    entry = mention.entry
    if (
        entry is None
        or mention.demonym
        or mention.inside
        or not (entry.type == "Country" or entry.label in HOME_NATIONS)
    ):
        return
    head = mention.head
    if head.dep == "pobj" and head.head.lower in ("in", "from", "of", "to", "at", "outside", "across"):
        return
    mention.entry, mention.type = None, "Organization"
