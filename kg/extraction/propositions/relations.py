"""Relations of the schema for propositions; in goes a proposition with its types, out comes the same with its ends in place.

"North Korea supplied missiles to Russia" and "supplied Russia with missiles" become one: object Russia, theme missiles. The
frames are `kg/schema/relations.toml`'s; what fits none keeps its open predicate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.rewordings import reworded
from kg.extraction.propositions.roles import role_of, role_of_phrase
from kg.extraction.rules import Off, rule
from kg.extraction.syntax.phrases import conjuncts
from kg.extraction.syntax.token import Token, is_amount
from kg.lexicon.words import function_words_of, nouns_of, verbs_of
from kg.schema.relations import Frame, Relations, fit_frame

AMOUNT = "Amount"
TypeOf = Callable[[Token], str | None]


@dataclass(frozen=True, slots=True)
class Framed:
    """A proposition and the relation that it is an instance of; `inverse` where it runs the other way."""

    proposition: Proposition
    relation: str | None
    inverse: bool


def frame(proposition: Proposition, relations: Relations, type_of: TypeOf) -> Framed:
    """Return the proposition with the relation that its predicate and the types of its ends express."""
    marker, thing = proposition.object_marker, proposition.object
    at_amount = marker is not None and thing is not None and _is_at_amount(marker, thing)
    gerund = proposition.kind == "clause" and thing is not None and thing.tag == "VBG" and marker is None
    if proposition.kind == "report" or at_amount or gerund or _asks_whether(proposition) or _calls_names(proposition):
        return Framed(proposition, None, False)
    if proposition.kind in ("noun", "name"):
        return _matched(proposition, relations, type_of)
    light = _light(proposition)
    if light is not None:
        framed = _framed(light, relations, type_of, f"{_verb(proposition)} {light.light_noun}")
        framed = framed if framed.relation is not None else _matched(light, relations, type_of)
        return framed if framed.relation is not None else _in_words_of_schema(proposition, relations, type_of) or framed
    known = _in_words_of_schema(proposition, relations, type_of)
    if known is not None:
        return known
    framed = _framed(proposition, relations, type_of, _verb(proposition))
    if framed.relation is not None:
        return framed
    if _sends_somebody(proposition, type_of):
        return Framed(proposition, None, False)
    turned = _recipient_first(proposition)
    return _matched(turned, relations, type_of)


def _in_words_of_schema(proposition: Proposition, relations: Relations, type_of: TypeOf) -> Framed | None:
    """Return the proposition in the schema's own words, where one of its relations fits them."""
    others = reworded(proposition, _verb(proposition), relations)
    framed = (_matched(other, relations, type_of) for other in others)
    return next((found for found in framed if found.relation is not None), None)


def _verb(proposition: Proposition) -> str:
    return proposition.verb_lemma or proposition.lemma


def _present(proposition: Proposition, type_of: TypeOf) -> dict[str, tuple[Token, Slot | None]]:
    """Return marker -> what stands there, the direct object first, prepositions in the order of the sentence."""
    places: dict[str, tuple[Token, Slot | None]] = {}
    passive = proposition.voice == "passive"
    if proposition.object is not None and proposition.object_marker is None and not passive:
        places["object"] = proposition.object, None
    if passive:
        places["object"] = proposition.subject, None
    else:
        places["subject"] = proposition.subject, None
    others: list[tuple[int, str, Token, Slot | None]] = []
    if proposition.object is not None and proposition.object_marker is not None:
        others.append((proposition.object.i, proposition.object_marker.lower, proposition.object, None))
    for slot in proposition.slots:
        amount = slot.marker is not None and _is_at_amount(slot.marker, slot.head)
        if slot.role in ("time", "content", "purpose", "manner") or amount:
            continue
        if slot.marker is None and slot.role == "recipient":
            others.append((slot.head.i, "dative", slot.head, slot))
        elif slot.marker is None and slot.role == "theme" and "object" not in places:
            places["object"] = slot.head, slot
        elif slot.marker is None and slot.role == "attribute":
            others.append((slot.head.i, "as", slot.head, slot))
        elif slot.marker is not None:
            others.append((slot.head.i, slot.marker.lower, slot.head, slot))
    for _, marker, head, slot_there in sorted(others, key=lambda row: row[0]):
        places.setdefault(marker, (head, slot_there))
    partners = conjuncts(proposition.subject)[1:]
    if len(partners) == 1 and not passive and "object" not in places:
        places["and"] = partners[0], None
    return places


@rule("The rate stands at 4.3%.", "not: The rate | stand at/located-in | 4.3%", off=False)
def _is_at_amount(marker: Token, head: Token) -> bool:
    """Tell "died at 84", "stands at 4.3%": no place."""
    return marker.lower == "at" and is_amount(head)


def _framed(proposition: Proposition, relations: Relations, type_of: TypeOf, lemma: str) -> Framed:
    frames = relations.frames(lemma)
    if not frames:
        return Framed(proposition, None, False)
    places = _present(proposition, type_of)
    found = fit_frame(frames, {marker: type_of(head) for marker, (head, _) in places.items()})
    if found is None or found.object.marker not in places:
        return Framed(proposition, None, False)
    if proposition.voice == "passive":
        return Framed(proposition, None, False)
    if found.subject.marker != "subject":
        return Framed(proposition, None, False)
    return Framed(_placed(proposition, found, places, lemma), found.relation, found.inverse)


def _placed(
    proposition: Proposition, found: Frame, places: dict[str, tuple[Token, Slot | None]], lemma: str
) -> Proposition:
    """Put the frame's object and theme where a statement has them."""
    target, _ = places[found.object.marker]
    marker = found.object.marker
    slots = [slot for slot in proposition.slots if slot.head is not target]
    old = proposition.object
    if marker == "and":
        return _joined(proposition, target, lemma)
    theme = places.get(found.theme.marker) if found.theme is not None else None
    if theme is not None:
        head, slot = theme
        given = slot.marker if slot is not None else None
        slots = [s for s in slots if s.head is not head]
        slots.insert(0, Slot("theme", given, head))
    if old is not None and old is not target and all(slot.head is not old for slot in slots):
        slots.insert(0, Slot("theme", proposition.object_marker, old))
    preposition = next((s.marker for s in proposition.slots if s.head is target), None)
    changed = replace(proposition, object=target, slots=slots)
    if marker not in ("object", "dative", "as", "and") and not proposition.lemma.startswith("be "):
        changed.lemma = f"{lemma} {marker}" if found.theme is None or found.inverse or old is None else lemma
        changed.object_marker = preposition or proposition.object_marker
    elif marker == "dative":
        changed.object_marker = None
    return changed


@rule(
    "Putin and Kim met in Vladivostok.",
    "Putin = Vladimir Putin | meet/meet | Kim | location:in:Vladivostok",
    off=Off.FIRST,
)
def _joined(proposition: Proposition, partner: Token, lemma: str) -> Proposition:
    """Read "Putin and Kim met in Vladivostok": Putin, meet, Kim; where they met is a place, no object."""
    slots = list(proposition.slots)
    if proposition.object is not None and proposition.object_marker is not None:
        role = role_of(proposition.object_marker, proposition.object, proposition.trigger)
        slots.insert(0, Slot(role, proposition.object_marker, proposition.object))
    words = [w for w in proposition.words if w is not proposition.object_marker]
    changed = replace(proposition, lemma=lemma, object=partner, object_marker=None, slots=slots, words=words)
    return replace(changed, joint=True, rule="reciprocal")


@rule("The minister expressed concern over wages.", "The minister | express concern over | wages | theme:-:concern")
def _light(proposition: Proposition) -> Proposition | None:
    """Read "imposed sanctions on Russia": impose sanction on, object Russia, theme sanctions."""
    noun = proposition.object
    if noun is None or noun.pos != "NOUN" or proposition.object_marker is not None or proposition.voice == "passive":
        return None
    lemma = noun.lemma.lower()
    if _verb(proposition) not in verbs_of("light") or lemma not in nouns_of("light"):
        return None
    link = next((s for s in proposition.slots if _links(s, noun)), None)
    if link is None or link.marker is None:
        return None
    slots = [Slot("theme", None, noun), *(s for s in proposition.slots if s is not link)]
    return replace(
        proposition,
        lemma=f"{_verb(proposition)} {lemma} {link.marker.lower}",
        object=link.head,
        object_marker=link.marker,
        slots=slots,
        rule="light-verb",
        light_noun=lemma,
        words=[*proposition.words, noun, link.marker],
    )


def _links(slot: Slot, noun: Token) -> bool:
    """Return True for the preposition right behind the noun, which a repair moved up to the verb; False for "in person"."""
    if slot.marker is None or slot.role == "time" or slot.marker.i < noun.i:
        return False
    if role_of_phrase(slot.marker, slot.head) is not None:
        return False
    return slot.marker.lower in function_words_of("light-link")


@rule(
    "The mother sent the child to a doctor.", "not: The mother | send/supply | a doctor | theme:-:the child", off=False
)
def _sends_somebody(proposition: Proposition, type_of: TypeOf) -> bool:
    """Tell "sent the child to a doctor": who is sent to somebody is no thing that he gets."""
    to_somebody = any(slot.role == "recipient" for slot in proposition.slots)
    return to_somebody and proposition.object is not None and type_of(proposition.object) == "Person"


@rule("The clerk handed the lawyer a letter.", "The clerk | hand/supply | the lawyer | theme:-:a letter", off=Off.FIRST)
def _recipient_first(proposition: Proposition) -> Proposition:
    """Read "gave Ukraine tanks", "gave tanks to Ukraine": object Ukraine, theme tanks."""
    recipient = next((s for s in proposition.slots if s.role == "recipient"), None)
    thing = proposition.object
    if recipient is None or thing is None or proposition.object_marker is not None or proposition.voice == "passive":
        return proposition
    slots = [Slot("theme", None, thing), *(s for s in proposition.slots if s is not recipient)]
    return replace(proposition, object=recipient.head, object_marker=recipient.marker, slots=slots)


def _matched(proposition: Proposition, relations: Relations, type_of: TypeOf) -> Framed:
    """Look the finished predicate up as it is: "be spokesman of", and "be based in", a passive that is a word of its own.

    Other passives without an agent match nothing, for no frame begins with their participle: "was attacked in Kyiv" is
    none of `attack`.
    """
    if proposition.object is None or proposition.object.tag == "VBG":
        return Framed(proposition, None, False)
    kind = AMOUNT if is_amount(proposition.object) else type_of(proposition.object)
    match = relations.match(proposition.lemma, type_of(proposition.subject), kind)
    return Framed(proposition, match.relation, match.inverse) if match is not None else Framed(proposition, None, False)


@rule(
    "Lena Braun called the mayor corrupt.",
    "not: Lena Braun | call/talk-with | the mayor | content:-:corrupt",
    off=False,
)
def _calls_names(proposition: Proposition) -> bool:
    """Tell "called the mayor corrupt", "made cars simpler" from "called the mayor", "made cars"."""
    names = _verb(proposition) in verbs_of("calling-names") or _verb(proposition) == "make"
    return names and any(slot.head.dep == "oprd" and slot.marker is None for slot in proposition.slots)


@rule("Iran asked Russia whether it would help.", "not: Iran | ask/urge | Russia | content:-:help", off=False)
def _asks_whether(proposition: Proposition) -> bool:
    """Tell "asked himself whether it was over", a question, from "asked Iran to help"."""
    marks = (slot.head.child("mark") for slot in proposition.slots if slot.role == "content")
    return _verb(proposition) == "ask" and any(mark is not None and mark.lower in ("whether", "if") for mark in marks)
