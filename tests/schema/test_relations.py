"""The built-in relations: which one a verb, a noun or a role expresses, and which way round."""

from __future__ import annotations

from itertools import product

import pytest

from kg.schema.frames import Frame
from kg.schema.relations import Match, Relations, fit_frame, load_relations

# The letters that a table uses for types, and the places that it uses for markers.
P, B, C, L, F, G, E, T, W, X, A = (
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
    ("deliver", {"subject": B, "object": X, "to": C}, "supply", "subject to object"),
    ("hand over", {"subject": C, "object": T, "to": B}, "supply", "subject to object"),
    ("sell", {"subject": B, "dative": C, "object": T}, "sell", "subject dative object"),
    ("sell", {"subject": B, "object": T, "to": C}, "sell", "subject to object"),
    ("buy", {"subject": C, "object": T, "from": C}, "^sell", "subject from object"),
    ("import", {"subject": C, "object": X, "from": C}, "^sell", "subject from object"),
    ("buy", {"subject": B, "object": B}, "acquire", "subject object -"),
    ("buy", {"subject": B, "object": B, "from": B}, "acquire", "subject object from"),
    ("take over", {"subject": B, "object": B}, "acquire", "subject object -"),
    ("merge", {"subject": B, "with": B}, "merge-with", "subject with -"),
    ("merge", {"subject": B, "and": B}, "merge-with", "subject and -"),
    # positions and employment
    ("lead", {"subject": P, "object": B}, "leader-of", "subject object -"),
    ("lead", {"subject": P, "object": X}, None, None),
    ("lead", {"subject": X, "to": E}, None, None),
    ("run", {"subject": P, "object": B}, "leader-of", "subject object -"),
    ("run", {"subject": P, "for": B}, "run-for", "subject for -"),
    ("work", {"subject": P, "for": B}, "work-for", "subject for -"),
    ("work", {"subject": B, "with": B}, "cooperate-with", "subject with -"),
    ("employ", {"subject": B, "object": P}, "^work-for", "subject object -"),
    ("hire", {"object": P, "as": X}, "^work-for", "subject object as"),
    ("appoint", {"subject": P, "object": P, "as": X}, "appoint", "subject object as"),
    ("fire", {"subject": B, "object": P}, "dismiss", "subject object -"),
    ("resign", {"subject": P}, "resign", "subject from -"),
    ("step down", {"subject": P, "as": X}, "resign", "subject from as"),
    ("leave", {"subject": C, "object": B}, "leave", "subject object -"),
    ("quit", {"subject": P, "object": B}, "leave", "subject object -"),
    ("replace", {"subject": P, "object": P, "as": X}, "succeed", "subject object as"),
    ("precede", {"subject": P, "object": P}, "^succeed", "subject object -"),
    ("be spokesman", {"subject": P, "of": B}, "spokesperson-of", "subject of -"),
    ("become president", {"subject": P, "'s": C}, "leader-of", "subject 's -"),
    # membership, place and part
    ("belong", {"subject": P, "to": B}, "member-of", "subject to -"),
    ("belong", {"subject": T, "to": P}, "^own", "subject to -"),
    ("belong", {"subject": L, "to": C}, "part-of", "subject to -"),
    ("include", {"subject": B, "object": B}, "^part-of", "subject object -"),
    ("attend", {"subject": P, "object": E}, "participate-in", "subject object -"),
    ("attend", {"subject": P, "object": B}, "educated-at", "subject object -"),
    ("be", {"subject": F, "in": L}, "located-in", "subject in -"),
    ("be", {"subject": P, "in": X}, None, None),
    ("be based", {"subject": B, "in": L}, "based-in", "subject in -"),
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
    ("meet", {"subject": B, "object": X}, None, None),
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
    ("order", {"subject": C, "object": T, "from": B}, "^sell", "subject from object"),
    ("order", {"subject": P, "object": B, "to": None}, "order", "subject object to"),
    ("give support", {"subject": C, "to": C}, "support", "subject to -"),
    ("provide aid", {"subject": C, "to": C}, "aid", "subject to -"),
    ("help", {"subject": C, "object": C, "with": X}, "aid", "subject object with"),
    # law and politics
    ("impose sanction", {"subject": C, "on": B}, "sanction", "subject on -"),
    ("lift sanction", {"subject": B, "on": C}, "lift-sanctions", "subject on -"),
    ("arrest", {"subject": B, "object": P, "for": None}, "arrest", "subject object for"),
    ("charge", {"object": P, "with": X}, "charge", "subject object with"),
    ("sentence", {"subject": B, "object": P, "to": X}, "convict", "subject object to"),
    ("release", {"subject": C, "object": P, "from": F}, "release", "subject object from"),
    ("release", {"subject": B, "object": W}, "publish", "subject object -"),
    ("extradite", {"subject": C, "object": P, "to": C}, "extradite", "subject to object"),
    ("deport", {"subject": C, "object": P, "from": C}, "expel", "subject object from"),
    ("vote", {"subject": P, "for": A}, "vote-for", "subject for -"),
    ("vote", {"subject": P, "against": A}, "vote-against", "subject against -"),
    ("sign", {"subject": P, "object": A}, "sign", "subject object -"),
    ("run", {"subject": P, "in": L}, None, None),
    ("elect", {"object": P, "as": X}, "elect", "subject object as"),
    ("win", {"subject": P, "object": E}, "win", "subject object -"),
    ("beat", {"subject": C, "object": C, "in": E}, "defeat", "subject object in"),
    ("lose", {"subject": C, "object": E, "to": C}, "^defeat", "subject to object"),
    ("award", {"subject": B, "dative": P, "object": W}, "award", "subject dative object"),
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
    ("launch", {"subject": B, "object": T}, "launch", "subject object -"),
    ("write", {"subject": P, "object": W}, "author-of", "subject object -"),
    ("produce", {"subject": B, "object": T}, "produce", "subject object -"),
    ("found", {"subject": P, "object": B}, "found", "subject object -"),
    ("own", {"subject": P, "object": B}, "own", "subject object -"),
    ("invest", {"subject": B, "object": X, "in": B}, "invest-in", "subject in object"),
    # no relation of ours
    ("say", {"subject": P, "to": B}, None, None),
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
    ("acquisition", {"'s": B, "of": B}, "acquire", "'s of -"),
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
    ("spokesman", {"subject": P, "of": B}, "spokesperson-of"),  # John Kirby, spokesman of the council
    ("spokesman", {"subject": P, "'s": B}, "spokesperson-of"),  # council spokesman John Kirby
    ("President", {"subject": P, "of": C}, "leader-of"),
    ("prime minister", {"subject": P, "'s": C}, "leader-of"),
    ("CEO", {"subject": P, "'s": B}, "leader-of"),
    ("foreign minister", {"subject": P, "'s": C}, "official-of"),
    ("deputy prime minister", {"subject": P, "'s": C}, "official-of"),
    ("former president", {"subject": P, "'s": C}, None),
    ("co-founder", {"subject": P, "'s": B}, "found"),
    ("member", {"subject": C, "of": B}, "member-of"),
    ("wife", {"subject": P, "'s": P}, "spouse-of"),
    ("son", {"subject": P, "of": P}, "^parent-of"),
    ("father", {"subject": P, "of": P}, "parent-of"),
    ("brother", {"subject": P, "of": P}, "sibling-of"),
    ("capital", {"subject": L, "of": C}, "capital-of"),
    ("subsidiary", {"subject": B, "of": B}, "^own"),
    ("province", {"subject": L, "of": C}, "part-of"),
    ("ally", {"subject": C, "'s": C}, "allied-with"),
    ("supplier", {"subject": C, "of": T, "to": C}, "supply"),
    ("ambassador", {"subject": P, "'s": C, "to": C}, "represent"),
    ("wife", {"subject": B, "'s": P}, None),
    ("director", {"subject": P, "of": W}, "author-of"),
    ("director", {"subject": P, "of": B}, "leader-of"),
]

MATCHES = [
    ("supply", C, C, "supply"),
    ("supply", C, T, None),
    ("supply to", C, C, "supply"),
    ("receive from", C, C, "^supply"),
    ("be spokesman of", P, B, "spokesperson-of"),
    ("be spokesman for", P, B, "spokesperson-of"),
    ("spokesman of", P, B, "spokesperson-of"),
    ("impose sanction on", C, C, "sanction"),
    ("vote in favour of", P, A, "vote-for"),
    ("attack on", C, C, "attack"),
    ("be born in", P, C, "born-in"),
    ("resign", P, None, "resign"),
    ("Meet With", P, P, "meet"),
    ("accuse", C, C, "accuse"),
    ("lead", P, E, None),
    ("lead", None, B, "leader-of"),
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


def test_converses_meet_in_one_relation(relations: Relations) -> None:
    given = fit_frame(relations.frames("supply"), {"subject": C, "object": C, "with": T})
    received = fit_frame(relations.frames("receive"), {"object": T, "subject": C, "from": C})
    assert given is not None and received is not None
    assert given.relation == received.relation == "supply"
    assert (given.inverse, received.inverse) == (False, True)
    assert (given.predicate, received.predicate) == ("supply", "receive from")


def test_the_object_that_comes_first_decides(relations: Relations) -> None:
    there = {"subject": P, "from": C, "to": C}
    back = {"subject": P, "to": C, "from": C}
    assert written(fit_frame(relations.frames("flee"), there)) == "flee-from"
    assert written(fit_frame(relations.frames("flee"), back)) == "move-to"


def test_an_unknown_type_fits_but_two_relations_are_none(relations: Relations) -> None:
    assert written(fit_frame(relations.frames("accuse"), {"subject": None, "object": None})) == "accuse"
    assert fit_frame(relations.frames("belong"), {"subject": None, "to": None}) is None


def test_one_end_at_least_is_there(relations: Relations) -> None:
    assert fit_frame(relations.frames("supply"), {"with": T}) is None
    assert fit_frame(relations.frames("supply"), {}) is None
    assert fit_frame((), {"subject": C, "object": C}) is None


def test_every_relation_is_whole(relations: Relations) -> None:
    expressed = {frame.relation for frame in all_frames(relations)}
    for relation in relations:
        assert relation.label, relation.name
        assert relation.description.endswith("."), relation.name
        assert (relation.converse is None) == relation.symmetric, relation.name
        assert relation.name in expressed
        assert relations[relation.name] is relation
    assert 80 <= len(relations) <= 120


def test_symmetric_relations_have_equal_ends_and_no_inverse(relations: Relations) -> None:
    for relation in relations:
        if relation.symmetric:
            assert relation.subject == relation.object, relation.name
    assert not [frame for frame in all_frames(relations) if frame.inverse and relations[frame.relation].symmetric]


def test_every_frame_is_the_best_one_for_some_types(relations: Relations) -> None:
    by_place = (relations.frames, relations.nouns, relations.roles)
    for look_up, frames in zip(by_place, frames_by_kind(relations), strict=True):
        for frame in frames:
            slots = frame.slots
            tried = (
                fit_frame(look_up(frame.lemma), dict(zip((slot.marker for slot in slots), types, strict=True)))
                for types in product(*(sorted(slot.types) for slot in slots))
            )
            assert any(found and written(found) == written(frame) for found in tried), (frame.relation, frame.predicate)


def test_mappings_name_properties_both_ways(relations: Relations) -> None:
    located = {(term.iri.rsplit("/", 1)[1], term.inverse) for term in relations["own"].mappings}
    assert ("P1830", False) in located and ("P127", True) in located
    capital = {term.iri: term.inverse for term in relations["capital-of"].mappings}
    assert capital["http://www.wikidata.org/prop/direct/P36"] is True
    assert capital["http://www.wikidata.org/prop/direct/P1376"] is False
    assert all(
        term.iri.startswith(("https://schema.org/", "http://www.wikidata.org/prop/direct/P"))
        for relation in relations
        for term in relation.mappings
    )


def test_functional_relations(relations: Relations) -> None:
    assert {relation.name for relation in relations if relation.functional} == {
        "based-in",
        "born-in",
        "capital-of",
        "died-in",
    }


def test_built_in_relations_are_read_once() -> None:
    assert load_relations() is load_relations()


def frames_by_kind(relations: Relations) -> tuple[list[Frame], ...]:
    indexes = (relations._verbs, relations._nouns, relations._roles)
    return tuple([frame for alike in index.values() for frame in alike] for index in indexes)


def all_frames(relations: Relations) -> list[Frame]:
    return [frame for frames in frames_by_kind(relations) for frame in frames]
