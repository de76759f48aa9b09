"""Surnames that two people of a document share: in go its chains, and "Clinton … her" joins the one of them who is a woman.

Names are joined before pronouns, so that a surname alone stays by itself where two are called so in full. Once pronouns are
resolved, they tell which of the two is meant, if the two differ in gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.extraction.coreference.chains import ChainDraft, Chains
from kg.extraction.coreference.name_forms import GENERATIONS
from kg.extraction.coreference.pronouns.speakers import Speakers
from kg.extraction.rules import rule

OFTEN = 4
"""So many times as many pronouns of one gender tell it, where those of the other were resolved wrongly."""


def join_by_gender(chains: Iterable[ChainDraft], of: Chains, speakers: Speakers) -> None:
    """Join a surname alone to the one of several bearers whose gender its pronouns tell."""
    people = [chain for chain in dict.fromkeys(chains) if chain.type == "Person" and chain.mentions]
    bearers: dict[str, list[ChainDraft]] = {}
    for chain in people:
        for surname in {_surname(name) for name in chain.names() if " " in name}:
            bearers.setdefault(surname, []).append(chain)
    for chain in people:
        names = {name.casefold() for name in chain.names()}
        bearer = _bearer(chain, bearers.get(names.pop(), []), speakers) if len(names) == 1 else None
        if bearer is not None and chain.entry is None:
            of.merge(chain, bearer, "surname and gender")


@rule(
    "Carla Kirby and Paul Kirby live in Oslo. Paul Berg met them. Kirby sold her house in May.",
    "Kirby = Carla Kirby | sell/sell | her house | time:in:May",
    rare="a husband and a wife in one article are the way of political news; the open news texts have hardly any",
)
def _bearer(chain: ChainDraft, called: list[ChainDraft], speakers: Speakers) -> ChainDraft | None:
    """Return whom a surname alone means, of several who are called so; None where two of them have its gender."""
    gender = _told(chain, speakers)
    if gender is None or len(called) < 2 or any(_gender(one, speakers) is None for one in called):
        return None
    fits = [one for one in called if _gender(one, speakers) == gender]
    return fits[0] if len(fits) == 1 else None


def _surname(name: str) -> str:
    words = [word for word in name.casefold().split() if word not in GENERATIONS]
    return words[-1] if words else ""


def _gender(chain: ChainDraft, speakers: Speakers) -> str | None:
    """Return the gender of somebody named in full: of the entry, the given name, or of the pronouns."""
    known = {m.gender for m in chain.mentions if m.kind == "name" and m.gender is not None}
    return next(iter(known)) if len(known) == 1 else _told(chain, speakers)


def _told(chain: ChainDraft, speakers: Speakers) -> str | None:
    """Return the gender that titles tell, else pronouns; whom somebody speaks of as "she" is not who speaks."""
    titles = {m.gender for m in chain.mentions if m.titled and m.gender is not None}
    if titles:
        return titles.pop() if len(titles) == 1 else None
    told = Counter(
        m.gender
        for m in chain.mentions
        if m.kind == "pronoun"
        and m.gender is not None
        and speakers.chain_of(speakers.around(m.start, direct=True)) is not chain
    )
    (most, number), (_, less) = [*told.most_common(2), ("", 0), ("", 0)][:2]
    return most if number >= max(1, OFTEN * less) else None
