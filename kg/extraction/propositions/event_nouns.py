"""Statements that event and relation nouns carry; in go a parse and the schema, out come propositions of kind `noun`.

"North Korea's attack on Ukraine" says that North Korea attacked Ukraine. Of a noun that the lexicon knows the verb of, one
participant is enough: "the delivery of the jets" says that they were delivered, "the premier's resignation" that he resigned.
A plan, a fear or a denial of the event above the noun takes the statement back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.roles import role_of
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.nominals import Nominal, named_by_body, nominal_of
from kg.lexicon.words import nouns_of, verbs_of
from kg.schema.relations import Relations, fit_frame

TypeOf = Callable[[Token], str | None]
VAGUE = nouns_of("vague-relation")
OWNER_LABELS = ("poss", "compound", "amod", "nmod")
BODIES = frozenset({"Organization", "Country", "Group"})
HOLDERS = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"})
MADE = frozenset({"PRODUCT", "WORK_OF_ART"})
"""Names of what is made: before a noun of a deed they undergo it, or do what things do ("A380 delays", "Falcon crash")."""


def find_nouns(parse: Parse, relations: Relations, type_of: TypeOf) -> Iterator[Proposition]:
    """Yield the propositions of event nouns with their arguments."""
    for token in parse.tokens:
        if token.tag not in ("NN", "NNS") or token.dep in ("compound", "npadvmod", "amod") or token.time is not None:
            continue
        yield from _between_both(token)
        places = _places(token)
        found = None
        if len(places) > 1:
            found = _framed(token, places, relations, type_of) or _open(token, places)
        found = found or _of_deed(token, places, type_of)
        if found is not None:
            yield found


@rule(
    "Russia met China. They praised cooperation between the two nations.",
    "the two nations = Russia | cooperation with | the two nations = China",
    off=(),
)
def _between_both(noun: Token) -> Iterator[Proposition]:
    """Read "collaborative efforts between the two nations": the one with the other, where the text tells which two."""
    for link in noun.kids("prep"):
        both = link.child("pobj")
        if link.lower not in ("between", "for") or both is None or both.tag != "NNS" or both.child("conj") is not None:
            continue
        words = {t.lower for t in both.subtree() if t.i < both.i}
        if not words & {"both", "two"} or (link.lower == "for" and noun.lemma.lower() not in VAGUE):
            continue
        name = noun.lemma.lower()
        adjective = noun.child("amod") if name in nouns_of("vague-relation") else None
        if adjective is not None:
            name = f"{adjective.lower} {name}"
        yield Proposition("noun", noun, [noun, link], f"{name} with", both, None, [], "between-both", 0.65, pair=True)


def _places(noun: Token) -> dict[str, tuple[Token, Token | None]]:
    """Return marker -> (head, marker token) of what stands around a noun; both parties of "between A and B"."""
    places: dict[str, tuple[Token, Token | None]] = {}
    for child in noun.children:
        if (
            child.dep in OWNER_LABELS
            and child.i < noun.i
            and child.time is None
            and (child.dep == "poss" or child.ent[2:] in HOLDERS | MADE)
        ):
            places.setdefault("'s", (child, None))
        elif child.dep in ("prep", "agent"):
            target = child.child("pobj")
            if target is None or target.time is not None:
                continue
            if child.lower == "between":
                second = target.child("conj")
                if second is not None:
                    places["between"], places["and"] = (target, child), (second, child)
            else:
                places.setdefault(child.lower, (target, child))
    return places


@rule("The bank's ownership of the port ended.", "The bank | ownership of/own | the port | - | unknown unknown")
def _framed(
    noun: Token, places: dict[str, tuple[Token, Token | None]], relations: Relations, type_of: TypeOf
) -> Proposition | None:
    known = relations.nouns(noun.lemma.lower())
    frames = [f for f in known if f.subject.marker in places and f.object.marker in places]
    found = fit_frame(frames, {marker: type_of(head) for marker, (head, _) in places.items()})
    if found is None:
        return None
    subject, _ = places[found.subject.marker]
    thing, marker = places[found.object.marker]
    slots = []
    if found.theme is not None and found.theme.marker in places:
        theme, preposition = places[found.theme.marker]
        slots.append(Slot("theme", preposition, theme))
    used = {id(subject), id(thing), *(id(s.head) for s in slots)}
    slots += _rest(noun, places, used)
    words = [noun] if marker is None else [noun, marker]
    return Proposition("noun", noun, words, found.predicate, subject, thing, slots, "event-noun", 0.72)


def _rest(noun: Token, places: dict[str, tuple[Token, Token | None]], used: set[int]) -> list[Slot]:
    return [
        Slot(role_of(marker, head, noun), marker, head)
        for head, marker in places.values()
        if marker is not None and id(head) not in used and marker.lower not in ("between", "of")
    ]


@rule("Iran's influence on Norway has grown.", "Iran | influence on | Norway")
def _open(noun: Token, places: dict[str, tuple[Token, Token | None]]) -> Proposition | None:
    """Take an event noun that the schema does not know: "North Korea's engagement in the conflict": engagement in."""
    told = noun.lemma.lower() in nouns_of("event", "light")
    if not told and noun.lemma.lower() not in nouns_of("two-party"):
        return None
    owner = places.get("'s") or places.get("by")
    if owner is None and "between" in places:
        subject, thing = places["between"][0], places["and"][0]
        return Proposition("noun", noun, [noun], f"{noun.lemma.lower()} with", subject, thing, [], "event-noun", 0.65)
    if owner is None:
        return None
    for marker in ("on", "against", "in", "to", "with", "into", "over", "for", "at") if told else ("with",):
        if marker in places:
            thing, preposition = places[marker]
            words = [noun] if preposition is None else [noun, preposition]
            return Proposition(
                "noun", noun, words, f"{noun.lemma.lower()} {marker}", owner[0], thing, [], "event-noun", 0.65
            )
    return None


@rule("The delivery of the jets took a week.", "the jets | be delivered")
def _of_deed(noun: Token, places: dict[str, tuple[Token, Token | None]], type_of: TypeOf) -> Proposition | None:
    """Read a noun of a deed with one participant or both: "the premier's resignation", "Norway's purchase of the jets"."""
    deed = nominal_of(noun.lemma.lower())
    if deed is None or _is_carried_out(noun) or _is_of_a_kind(noun):
        return None
    agent, patient = _ends(noun, deed, places, type_of)
    if patient is None and _has_infinitive(noun):
        return None  # "his failure to pay" says what its infinitive says
    used = {id(end) for end in (agent, patient) if end is not None}
    slots = [*_rest(noun, places, used), *_times(noun)]
    if agent is not None and patient is not None:
        link = next(marker for head, marker in places.values() if head is patient)
        words = [noun] if link is None else [noun, link]
        lemma = noun.lemma.lower() if link is None else f"{noun.lemma.lower()} {link.lower}"
        return Proposition("noun", noun, words, lemma, agent, patient, slots, "deed-noun", 0.65)
    if agent is not None and not deed.needs_both:
        return Proposition("noun", noun, [noun], deed.verb, agent, None, slots, "deed-noun", 0.6)
    if patient is not None and agent is None and not deed.of_acts:
        return Proposition("noun", noun, [noun], deed.passive, patient, None, slots, "deed-noun", 0.6, "passive")
    return None


def _ends(
    noun: Token, deed: Nominal, places: dict[str, tuple[Token, Token | None]], type_of: TypeOf
) -> tuple[Token | None, Token | None]:
    """Return who does the deed and who undergoes it, as far as the noun tells; a body before "arrest" or "launch" is unclear."""
    owner, by, of = (places[marker][0] if marker in places else None for marker in ("'s", "by", "of"))
    if owner is not None and not _is_owner(owner, noun, deed):
        owner = None
    marked = next((places[marker][0] for marker in sorted(deed.markers) if marker in places), None)
    agent = by
    patient = marked if marked is not None and _is_told(marked) else None
    both = by is not None or (owner is not None and deed.owner_acts)
    if of is not None and (both or _is_told(of)):
        agent, patient = (agent or of, patient) if deed.of_acts else (agent, patient or of)
    if owner is not None:
        if deed.owner_acts or patient is not None:
            agent = agent or owner
        elif type_of(owner) not in BODIES and owner.lower not in ("my", "our", "your"):
            patient = owner
    return agent, patient


def _is_owner(owner: Token, noun: Token, deed: Nominal) -> bool:
    """Return True for "Iran's", "Iranian" and, right before the noun, "Airbus"; False for "their probe"."""
    acts = deed.owner_acts and not deed.of_acts
    if deed.of_acts and any(c is not owner for c in noun.kids("compound")):
        return False  # of "Clinton's polling decline" the polling declined
    if owner.dep == "poss":
        return not (acts and owner.lower in ("its", "their"))
    if owner.ent[2:] == "NORP":
        return True
    if owner.i != noun.i - 1:
        return False
    if acts:
        return owner.ent[2:] in ("ORG", "GPE") and noun.lemma.lower() in named_by_body()
    return owner.ent[2:] in ("ORG", "PERSON") or owner.ent[2:] in MADE


@rule("Ann Lee's failure to pay worries Oslo.", "not: Ann Lee | fail", off=False)
def _has_infinitive(noun: Token) -> bool:
    """Tell "the decision to leave", "their failure to pay"."""
    return any(c.tag == "VB" and any(t.lower == "to" for t in c.kids("aux")) for c in noun.kids("acl", "relcl"))


def _is_told(head: Token) -> bool:
    """Return True for a participant that a reader can tell from others: a name, "the jets", "20 jets", "Airbus jets"."""
    if head.ent[2:] in HOLDERS or head.pos in ("PROPN", "PRON"):
        return True
    if any(c.ent[2:] in HOLDERS | MADE for c in head.kids("compound", "nmod", "amod")):
        return True
    determiner = head.child("det")
    return head.child("poss", "nummod") is not None or (
        determiner is not None and determiner.lower in ("the", "this", "these", "that", "those", "all", "both", "two")
    )


def _is_carried_out(noun: Token) -> bool:
    """Return True for the attack of "carried out an attack": the verb's statement tells the deed."""
    particle = noun.head.child("prt")
    lemma = noun.head.lemma if particle is None else f"{noun.head.lemma} {particle.lower}"
    return noun.dep == "dobj" and lemma in verbs_of("light")


def _is_of_a_kind(noun: Token) -> bool:
    """Return True for a deed of no time and place: "any arrest", "every sale", "a delivery" in general, and for a denied one."""
    determiners = {c.lower for c in noun.kids("det", "predet", "amod")}
    return not determiners.isdisjoint(("any", "every", "each", "no", "such"))


def _times(noun: Token) -> list[Slot]:
    """Return when the deed was: "his arrest on Monday", "Sunday's crash"."""
    found: list[Slot] = []
    for child in noun.children:
        target = child.child("pobj") if child.dep == "prep" else child if child.dep == "poss" else None
        if target is not None and target.time is not None:
            found.append(Slot("time", child if child is not target else None, target))
    return found
