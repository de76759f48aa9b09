"""The built-in relations: which one a verb, a noun or a role expresses, and which way round."""

from __future__ import annotations

import re
from itertools import product

import pytest

from kg.errors import SchemaError
from kg.schema.frames import Frame
from kg.schema.relations import Match, Relations, fit_frame, load_relations

# The letters that a table uses for types, and the places that it uses for markers.
P, O, C, L, F, G, E, T, W, X, A = (
    "Person",
    "Organization",
    "Country",
    "Place",
    "Facility",
    "Group",
    "Event",
    "Product",
    "Work",
    "Thing",
    "Law",
)

VERBS = [
    # North Korea supplied Russia with missiles; supplied missiles to Russia; Russia received missiles from North Korea
    ("supply", {"subject": C, "object": C, "with": T}, "supply", "subject object with"),
    ("supply", {"subject": C, "object": C}, "supply", "subject object -"),
    ("supply", {"subject": C, "object": T, "to": C}, "supply", "subject to object"),
    ("receive", {"subject": C, "object": T, "from": C}, "^supply", "subject from object"),
    ("give", {"subject": C, "dative": C, "object": T}, "supply", "subject dative object"),
    ("give", {"subject": C, "object": T, "to": C}, "supply", "subject to object"),
    ("supply", {"subject": C, "object": T}, None, None),
    # Russia was supplied with missiles: without an agent
    ("supply", {"object": C, "with": T}, "supply", "subject object with"),
    ("deliver", {"subject": O, "object": X, "to": C}, "supply", "subject to object"),
    ("hand over", {"subject": C, "object": T, "to": O}, "supply", "subject to object"),
    ("sell", {"subject": O, "dative": C, "object": T}, "sell", "subject dative object"),
    ("sell", {"subject": O, "object": T, "to": C}, "sell", "subject to object"),
    ("buy", {"subject": C, "object": T, "from": C}, "^sell", "subject from object"),
    ("import", {"subject": C, "object": X, "from": C}, "^sell", "subject from object"),
    ("buy", {"subject": O, "object": O}, "acquire", "subject object -"),
    ("buy", {"subject": O, "object": O, "from": O}, "acquire", "subject object from"),
    ("take over", {"subject": O, "object": O}, "acquire", "subject object -"),
    ("merge", {"subject": O, "with": O}, "merge-with", "subject with -"),
    ("merge", {"subject": O, "and": O}, "merge-with", "subject and -"),
    # positions and employment
    ("lead", {"subject": P, "object": O}, "leader-of", "subject object -"),
    ("lead", {"subject": P, "object": X}, None, None),
    ("lead", {"subject": X, "to": E}, None, None),
    ("run", {"subject": P, "object": O}, "leader-of", "subject object -"),
    ("run", {"subject": P, "for": O}, "run-for", "subject for -"),
    ("work", {"subject": P, "for": O}, "work-for", "subject for -"),
    ("work", {"subject": O, "with": O}, "cooperate-with", "subject with -"),
    ("employ", {"subject": O, "object": P}, "^work-for", "subject object -"),
    ("hire", {"object": P, "as": X}, "^work-for", "subject object as"),
    ("appoint", {"subject": P, "object": P, "as": X}, "appoint", "subject object as"),
    ("fire", {"subject": O, "object": P}, "dismiss", "subject object -"),
    ("resign", {"subject": P}, "resign", "subject from -"),
    ("step down", {"subject": P, "as": X}, "resign", "subject from as"),
    ("leave", {"subject": C, "object": O}, "leave", "subject object -"),
    ("quit", {"subject": P, "object": O}, "leave", "subject object -"),
    ("replace", {"subject": P, "object": P, "as": X}, "succeed", "subject object as"),
    ("precede", {"subject": P, "object": P}, "^succeed", "subject object -"),
    ("be spokesman", {"subject": P, "of": O}, "spokesperson-of", "subject of -"),
    ("become president", {"subject": P, "'s": C}, "leader-of", "subject 's -"),
    # membership, place and part
    ("belong", {"subject": P, "to": O}, "member-of", "subject to -"),
    ("belong", {"subject": T, "to": P}, "^own", "subject to -"),
    ("belong", {"subject": L, "to": C}, "part-of", "subject to -"),
    ("include", {"subject": O, "object": O}, "^part-of", "subject object -"),
    ("attend", {"subject": P, "object": E}, "participate-in", "subject object -"),
    ("attend", {"subject": P, "object": O}, "educated-at", "subject object -"),
    ("be", {"subject": F, "in": L}, "located-in", "subject in -"),
    ("be", {"subject": P, "in": X}, None, None),
    ("be based", {"subject": O, "in": L}, "based-in", "subject in -"),
    ("be born", {"subject": P, "in": L}, "born-in", "subject in -"),
    ("die", {"subject": P}, "died-in", "subject in -"),
    ("die", {"subject": P, "in": L}, "died-in", "subject in -"),
    ("border", {"subject": C, "object": C}, "borders", "subject object -"),
    ("share border", {"subject": C, "with": C}, "borders", "subject with -"),
    # movement: moving something is no moving
    ("move", {"subject": P, "to": L}, "move-to", "subject to -"),
    ("move", {"subject": C, "object": F, "to": L}, None, None),
    ("flee", {"subject": P, "from": C, "to": C}, "flee-from", "subject from -"),
    ("flee", {"subject": P, "to": C, "from": C}, "move-to", "subject to -"),
    ("visit", {"subject": P, "object": C}, "visit", "subject object -"),
    ("travel", {"subject": P, "to": C}, "visit", "subject to -"),
    ("withdraw", {"subject": C, "from": A}, "leave", "subject from -"),
    ("withdraw", {"subject": C, "from": L}, "withdraw-from", "subject from -"),
    ("withdraw", {"subject": C, "object": G, "from": L}, "withdraw-from", "subject from object"),
    # family
    ("marry", {"subject": P, "object": P}, "spouse-of", "subject object -"),
    ("marry", {"subject": P, "and": P}, "spouse-of", "subject and -"),
    ("be son", {"subject": P, "of": P}, "^parent-of", "subject of -"),
    # talking
    ("meet", {"subject": P, "with": P}, "meet", "subject with -"),
    ("meet", {"subject": P, "object": P}, "meet", "subject object -"),
    ("meet", {"subject": O, "object": X}, None, None),
    ("talk", {"subject": P, "to": P, "about": X}, "talk-with", "subject to about"),
    ("discuss", {"subject": P, "object": X, "with": P}, "talk-with", "subject with object"),
    ("negotiate", {"subject": C, "with": C}, "negotiate-with", "subject with -"),
    ("sign agreement", {"subject": C, "with": C}, "deal-with", "subject with -"),
    ("accuse", {"subject": C, "object": C, "of": None}, "accuse", "subject object of"),
    ("accuse", {"object": C, "of": None}, "accuse", "subject object of"),
    ("blame", {"subject": C, "object": X, "on": C}, "accuse", "subject on object"),
    ("criticize", {"subject": P, "object": A}, "criticise", "subject object -"),
    ("warn", {"subject": P, "object": C, "of": X}, "warn", "subject object of"),
    ("pose threat", {"subject": C, "to": C}, "threaten", "subject to -"),
    ("urge", {"subject": P, "object": C, "to": None}, "urge", "subject object to"),
    ("order", {"subject": C, "object": T, "from": O}, "^sell", "subject from object"),
    ("order", {"subject": P, "object": O, "to": None}, "order", "subject object to"),
    ("give support", {"subject": C, "to": C}, "support", "subject to -"),
    ("provide aid", {"subject": C, "to": C}, "aid", "subject to -"),
    ("help", {"subject": C, "object": C, "with": X}, "aid", "subject object with"),
    # law and politics
    ("impose sanction", {"subject": C, "on": O}, "sanction", "subject on -"),
    ("lift sanction", {"subject": O, "on": C}, "lift-sanctions", "subject on -"),
    ("arrest", {"subject": O, "object": P, "for": None}, "arrest", "subject object for"),
    ("charge", {"object": P, "with": X}, "charge", "subject object with"),
    ("sentence", {"subject": O, "object": P, "to": X}, "convict", "subject object to"),
    ("release", {"subject": C, "object": P, "from": F}, "release", "subject object from"),
    ("release", {"subject": O, "object": W}, "publish", "subject object -"),
    ("extradite", {"subject": C, "object": P, "to": C}, "extradite", "subject to object"),
    ("deport", {"subject": C, "object": P, "from": C}, "expel", "subject object from"),
    ("vote", {"subject": P, "for": A}, "vote-for", "subject for -"),
    ("vote", {"subject": P, "against": A}, "vote-against", "subject against -"),
    ("elect", {"object": P, "as": X}, "elect", "subject object as"),
    ("win", {"subject": P, "object": E}, "win", "subject object -"),
    ("beat", {"subject": C, "object": C, "in": E}, "defeat", "subject object in"),
    ("lose", {"subject": C, "object": E, "to": C}, "^defeat", "subject to object"),
    ("award", {"subject": O, "dative": P, "object": W}, "award", "subject dative object"),
    # war
    ("attack", {"subject": C, "object": L}, "attack", "subject object -"),
    ("launch attack", {"subject": C, "on": L}, "attack", "subject on -"),
    ("fire", {"subject": C, "object": T, "at": C}, "fire-at", "subject at object"),
    ("fire", {"subject": C, "object": T}, "launch", "subject object -"),
    ("use", {"subject": C, "object": T, "against": C}, "use-against", "subject against object"),
    ("hit", {"subject": T, "object": L}, "hit", "subject object -"),
    ("land", {"subject": T, "in": L}, "land-in", "subject in -"),
    ("crash", {"subject": T, "into": F}, "hit", "subject into -"),
    ("leave", {"subject": P, "object": C}, "depart-from", "subject object -"),
    ("deploy", {"subject": C, "object": G, "to": C}, "deploy", "subject to object"),
    ("send", {"subject": C, "object": G, "to": C}, "deploy", "subject to object"),
    ("send", {"subject": C, "object": T, "to": C}, "supply", "subject to object"),
    ("kill", {"subject": T, "object": P}, "kill", "subject object -"),
    ("fight", {"subject": C, "against": G}, "fight", "subject against -"),
    # making
    ("test", {"subject": C, "object": T}, "test", "subject object -"),
    ("conduct test", {"subject": C, "of": T}, "test", "subject of -"),
    ("launch", {"subject": O, "object": T}, "launch", "subject object -"),
    ("write", {"subject": P, "object": W}, "author-of", "subject object -"),
    ("produce", {"subject": O, "object": T}, "produce", "subject object -"),
    ("found", {"subject": P, "object": O}, "found", "subject object -"),
    ("own", {"subject": P, "object": O}, "own", "subject object -"),
    ("invest", {"subject": O, "object": X, "in": O}, "invest-in", "subject in object"),
    # no relation of ours
    ("say", {"subject": P, "to": O}, None, None),
    ("have", {"subject": C, "object": X}, None, None),
]

NOUNS = [
    ("attack", {"'s": C, "on": C}, "attack", "'s on -"),  # Russia's attack on Ukraine
    ("attack", {"on": C, "by": C}, "attack", "by on -"),
    ("attack", {"on": C}, "attack", "'s on -"),
    ("sanction", {"on": C}, "sanction", "'s on -"),
    ("sanction", {"'s": C, "on": C}, "sanction", "'s on -"),
    ("sale", {"of": T, "to": C, "by": C}, "sell", "by to of"),
    ("purchase", {"'s": C, "of": X, "from": C}, "^sell", "'s from of"),
    ("acquisition", {"'s": O, "of": O}, "acquire", "'s of -"),
    ("visit", {"'s": P, "to": C}, "visit", "'s to -"),
    ("talk", {"between": C, "and": C}, "talk-with", "between and -"),
    ("talk", {"'s": C, "with": C, "on": X}, "talk-with", "'s with on"),
    ("engagement", {"'s": C, "in": E}, "participate-in", "'s in -"),
    ("supply", {"of": T, "to": C, "from": C}, "supply", "from to of"),
    ("invasion", {"'s": C, "of": C}, "invade", "'s of -"),
    ("killing", {"of": P}, "kill", "by of -"),
    ("death", {"of": P, "in": L}, "died-in", "of in -"),
    ("war", {"between": C, "and": C}, "fight", "between and -"),
    ("support", {"'s": C, "for": C}, "support", "'s for -"),
    ("withdrawal", {"'s": C, "from": A}, "leave", "'s from -"),
    ("withdrawal", {"of": G, "from": C}, "withdraw-from", None),
    ("weather", {"'s": C}, None, None),
]

ROLES = [
    ("spokesman", {"subject": P, "of": O}, "spokesperson-of"),  # John Kirby, spokesman of the council
    ("spokesman", {"subject": P, "'s": O}, "spokesperson-of"),  # council spokesman John Kirby
    ("President", {"subject": P, "of": C}, "leader-of"),
    ("prime minister", {"subject": P, "'s": C}, "leader-of"),
    ("CEO", {"subject": P, "'s": O}, "leader-of"),
    ("foreign minister", {"subject": P, "'s": C}, "official-of"),
    ("co-founder", {"subject": P, "'s": O}, "found"),
    ("member", {"subject": C, "of": O}, "member-of"),
    ("wife", {"subject": P, "'s": P}, "spouse-of"),
    ("son", {"subject": P, "of": P}, "^parent-of"),
    ("father", {"subject": P, "of": P}, "parent-of"),
    ("brother", {"subject": P, "of": P}, "sibling-of"),
    ("capital", {"subject": L, "of": C}, "capital-of"),
    ("subsidiary", {"subject": O, "of": O}, "^own"),
    ("province", {"subject": L, "of": C}, "part-of"),
    ("ally", {"subject": C, "'s": C}, "allied-with"),
    ("supplier", {"subject": C, "of": T, "to": C}, "supply"),
    ("ambassador", {"subject": P, "'s": C, "to": C}, "represent"),
    ("wife", {"subject": O, "'s": P}, None),
    ("director", {"subject": P, "of": W}, "author-of"),
    ("director", {"subject": P, "of": O}, "leader-of"),
]

MATCHES = [
    ("supply", C, C, "supply"),
    ("supply", C, T, None),
    ("supply to", C, C, "supply"),
    ("receive from", C, C, "^supply"),
    ("be spokesman of", P, O, "spokesperson-of"),
    ("be spokesman for", P, O, "spokesperson-of"),
    ("spokesman of", P, O, "spokesperson-of"),
    ("impose sanction on", C, C, "sanction"),
    ("vote in favour of", P, A, "vote-for"),
    ("attack on", C, C, "attack"),
    ("be born in", P, C, "born-in"),
    ("resign", P, None, "resign"),
    ("Meet With", P, P, "meet"),
    ("accuse", C, C, "accuse"),
    ("lead", P, E, None),
    ("lead", None, O, "leader-of"),
    ("belong to", None, None, None),
    ("have", C, X, None),
    ("", P, P, None),
]


@pytest.fixture(scope="module")
def relations() -> Relations:
    return load_relations()


def written(frame: Frame | None) -> str | None:
    return None if frame is None else f"{'^' if frame.inverse else ''}{frame.relation}"


def places(frame: Frame, present: dict[str, str | None]) -> str:
    theme = frame.theme.marker if frame.theme is not None and frame.theme.marker in present else "-"
    return f"{frame.subject.marker} {frame.object.marker} {theme}"


@pytest.mark.parametrize(("lemma", "present", "relation", "slots"), VERBS)
def test_verbs(
    relations: Relations, lemma: str, present: dict[str, str | None], relation: str | None, slots: str | None
) -> None:
    frame = fit_frame(relations.frames(lemma), present)
    assert written(frame) == relation
    assert (None if frame is None else places(frame, present)) == slots


@pytest.mark.parametrize(("lemma", "present", "relation", "slots"), NOUNS)
def test_nouns(
    relations: Relations, lemma: str, present: dict[str, str | None], relation: str | None, slots: str | None
) -> None:
    frame = fit_frame(relations.nouns(lemma), present)
    assert written(frame) == relation
    if frame is not None and slots is not None:
        assert places(frame, present) == slots


@pytest.mark.parametrize(("lemma", "present", "relation"), ROLES)
def test_roles(relations: Relations, lemma: str, present: dict[str, str | None], relation: str | None) -> None:
    assert written(fit_frame(relations.roles(lemma), present)) == relation


@pytest.mark.parametrize(("lemma", "subject", "object_", "relation"), MATCHES)
def test_match(
    relations: Relations, lemma: str, subject: str | None, object_: str | None, relation: str | None
) -> None:
    expected = None if relation is None else Match(relation.removeprefix("^"), relation.startswith("^"))
    assert relations.match(lemma, subject, object_) == expected
