"""What fills the places of a verb: in goes a proposition with its verb, and its object, complement and slots are filled.

Objects and receivers, prepositional and adverbial arguments, clauses, complements of copulas, and what a relative clause or a
second verb leaves to be taken from elsewhere.
"""

from __future__ import annotations

from kg.extraction.attributions.phrases import crediting_phrase
from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.roles import role_of, role_of_phrase
from kg.extraction.rules import rule
from kg.extraction.syntax.phrases import role_name
from kg.extraction.syntax.subjects import antecedent
from kg.extraction.syntax.token import NOMINALS, Token, is_amount, token_before
from kg.extraction.syntax.verbs import (
    is_before_semicolon,
    is_passive,
    merged_complement,
    particle_of,
    subject_child,
)
from kg.lexicon.words import function_words_of, modifiers_of, nouns_of, phrases_of, verbs_of
from kg.model import Role

LEAST = 0.2
SUBORDINATE: dict[str, Role] = {
    "after": "time", "before": "time", "when": "time", "until": "time", "since": "time", "while": "other", "as": "other",
    "once": "time", "because": "cause", "although": "other", "though": "other", "if": "other",
    "unless": "other", "where": "location",
}  # fmt: skip


def has_to_do(verb: Token) -> Token | None:
    """Return the with of "has something to do with", from its do."""
    holder = verb.head if verb.head.lemma == "have" else verb.head.head
    if holder.lemma != "have" or not any(c.lower == "to" for c in verb.kids("aux")):
        return None
    return next((p for p in verb.kids("prep") if p.lower == "with" and p.child("pobj") is not None), None)


def fill(found: Proposition, verb: Token) -> None:
    """Fill object, complement and slots from the children of the verb."""
    complement: Token | None = None
    for child in verb.children:
        match child.dep:
            case "dobj":
                if (
                    child is not found.subject
                    and child.tag != "WP"
                    and child.pos in (*NOMINALS, "ADJ", "DET", "VERB", "X", "SYM", "ADV")
                ):
                    _object(found, antecedent(child, verb))
            case "attr" | "acomp" | "oprd":
                complement = complement or child
            case "dative":
                _dative(found, child)
            case "prep" | "agent":
                _prepositional(found, verb, child)
            case "npadvmod" | "tmod" | "advmod":
                _adverb(found, child)
            case "ccomp" | "xcomp":
                _clausal(found, verb, child)
            case "advcl":
                _purpose(found, child)
                _subordinate(found, child)
    _bare_adverb(found, verb)
    _something_to_do(found, verb)
    _relative_gap(found, verb)
    _shared_object(found, verb)
    if complement is not None and complement is not found.subject:
        _complement(found, verb, complement)
    elif found.object is None and not is_passive(verb) and all(slot.role != "content" for slot in found.slots):
        prepositional_object(found, verb)


@rule("The court fined the union $1 million.", "The court | fine | the union | theme:-:$1 million")
def _object(found: Proposition, thing: Token) -> None:
    """Read "fined the union $1 million": the union is the object, the sum a quantity."""
    if found.object is not None and thing.ent[2:] == "MONEY":
        found.slots.append(Slot("quantity", None, thing))
    else:
        found.object = thing


@rule("Kenya gave Uganda two boats.", "Kenya | give/supply | Uganda | theme:-:two boats")
def _dative(found: Proposition, child: Token) -> None:
    if child.pos == "ADP":
        target = child.child("pobj")
        if target is not None:
            found.slots.append(Slot("recipient", child, target))
    else:
        found.slots.append(Slot("recipient", None, child))


@rule("The plane landed in a field on Monday.", "The plane | land in | a field | time:on:Monday")
def _prepositional(found: Proposition, verb: Token, preposition: Token) -> None:
    marker, target = preposition, preposition.child("pobj") or preposition.child("pcomp")
    if target is None:
        _set_phrase(found, preposition)
        inner = preposition.child("prep")
        if inner is not None and (deeper := inner.child("pobj", "pcomp")) is not None:
            target = deeper
        else:
            return
    if preposition.lower in ("according", "including", "such") or _says_nothing(preposition, target):
        return
    if target.lower == "order" and preposition.lower == "in":
        purpose = target.child("acl")
        if purpose is not None:
            found.slots.append(Slot("purpose", None, purpose))
        return
    if target.pos == "ADP" and (inner_target := target.child("pobj") or target.child("pcomp")) is not None:
        target = inner_target
    if target.tag in ("WDT", "WP") and verb.child("ccomp") is not None:
        return
    if target.lower == "what":
        found.confidence = LEAST
    target = antecedent(target, verb)
    found.slots.append(Slot(role_of(marker, target, verb), marker, target))


@rule("They met him in private.", "They | meet | him | manner:in:private")
def _set_phrase(found: Proposition, preposition: Token) -> None:
    """Read "in private", "on average", whose noun the parser takes for an adjective."""
    word = preposition.child("amod", "acomp")
    role = role_of_phrase(preposition, word) if word is not None else None
    if word is not None and role is not None:
        found.slots.append(Slot(role, preposition, word))


def _says_nothing(preposition: Token, target: Token) -> bool:
    """Return True for "in fact", "in other words", "as a whole", and for "in her view", which says who is credited."""
    phrase = [t.lower for t in preposition.subtree() if t.i <= target.i and t.dep != "det"]
    idle = " ".join(phrase) in phrases_of("idle") and target.child("prep") is None
    return idle or crediting_phrase(preposition) is not None


@rule("Prices rose five points yesterday.", "Prices | rise | - | quantity:-:five points; time:-:yesterday")
def _adverb(found: Proposition, child: Token) -> None:
    if child.time is not None:
        behind = found.trigger.child("mark")
        if behind is None or not child.i < behind.i < found.trigger.i:
            found.slots.append(Slot("time", None, child))
    elif child.tag in ("RBR", "JJR") and found.trigger.lemma in verbs_of("trading"):
        found.slots.append(Slot("attribute", None, child))
    elif child.dep == "npadvmod" and child.lemma.lower() in (*nouns_of("time-unit"), "time"):
        return
    elif child.dep == "advmod" and child.lower in modifiers_of("where") and child.tag in ("RB", "EX"):
        found.slots.append(Slot("location", None, child))
    elif child.dep == "npadvmod" and child.pos in ("NOUN", "NUM") and _measures(child):
        found.slots.append(Slot("quantity", None, child))
    elif child.lower in ("where", "when") and child.tag == "WRB" and found.trigger.dep == "relcl":
        role: Role = "location" if child.lower == "where" else "time"
        found.slots.append(Slot(role, None, found.trigger.head))


@rule(
    "The shares were sold, a step the bank had feared.", "not: The shares | be sold | - | quantity:-:a step", off=True
)
def _measures(noun: Token) -> bool:
    """Tell "rose five points", "a third", from "were dropped, a decision that": what is said of the whole clause."""
    counted = is_amount(noun) or noun.child("nummod", "quantmod") is not None
    return counted or noun.lemma.lower() in nouns_of("measure") or noun.child("relcl", "acl") is None


@rule("The mayor wants the dam closed.", "The mayor | want | - | content:-:closed")
def _clausal(found: Proposition, verb: Token, child: Token) -> None:
    if merged_complement(verb) is child or _spliced(verb, child):
        return
    named = _called(child)
    if named is not None and found.object is None:
        found.object = named
    elif child.pos in ("ADJ", "NOUN", "PROPN") and child.child("mark") is None and verb.child("dobj") is not None:
        found.slots.append(Slot("attribute", None, child))
    elif child.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        role: Role = "purpose" if verb.lemma == "use" else "content"
        found.slots.append(Slot(role, child.child("mark"), child))


@rule("Police dismantled what prosecutors called a network.", "Police | dismantle | a network")
def _called(clause: Token) -> Token | None:
    """Read "dismantled what prosecutors called a network": a network was dismantled."""
    if not any(c.tag == "WP" for c in clause.kids("dobj")) or clause.lemma not in verbs_of("calling-names"):
        return None
    as_what = next((p.child("pobj") for p in clause.kids("prep") if p.lower == "as"), None)
    return clause.child("oprd", "attr") or as_what


@rule("Suits were filed, lists were shut.", "not: lists | be shut | - | content:-:filed", off=False)
def _spliced(verb: Token, clause: Token) -> bool:
    """Tell a clause that a comma splice hangs before a verb that reports nothing: "Suits were filed, lists were shut"."""
    spliced = is_before_semicolon(clause, verb) or verb.lemma not in verbs_of("parenthetical")
    return clause.dep == "ccomp" and clause.i < verb.i and spliced


@rule("The firm borrowed money to enlarge the port.", "The firm | borrow | money | purpose:-:to enlarge the port")
def _purpose(found: Proposition, child: Token) -> None:
    """Read "in order to enlarge the mosque", "to reach a verdict"."""
    if (
        child.tag == "VB"
        and any(t.dep == "aux" and t.lower == "to" for t in child.children)
        and subject_child(child) is None
    ):
        found.slots.append(Slot("purpose", None, child))


@rule("The family left after a shell landed.", "The family | leave | - | time:after:a shell landed")
def _subordinate(found: Proposition, child: Token) -> None:
    """Read "after a shell landed", "because it was late": when and why, as the clause says it."""
    mark = child.child("mark", "advmod")
    if mark is None and child.pos == "ADJ" and child.i > found.trigger.i and subject_child(child) is None:
        found.slots.append(Slot("attribute", None, child))
    if mark is None or mark.i > child.i:
        return
    if mark.lower == "as" and found.trigger.lemma in verbs_of("describing"):
        found.slots.append(Slot("attribute", mark, child))
        return
    if subject_child(child) is None:
        return
    role = SUBORDINATE.get(mark.lower)
    if mark.lower == "since" and (before := token_before(mark)) is not None and before.text == ",":
        role = "cause"
    if role is not None:
        found.slots.append(Slot(role, mark, child))


@rule("The mayor was looking backwards.", "The mayor | look | - | manner:-:backwards")
def _bare_adverb(found: Proposition, verb: Token) -> None:
    """Read "delivered too little", "looking backwards": without its adverb a verb that has nothing else says too little."""
    if (
        found.object is not None
        or found.slots
        or verb.child("attr", "acomp", "oprd", "ccomp", "xcomp", "dobj") is not None
    ):
        return
    adverb = next(
        (c for c in verb.kids("advmod") if c.i > verb.i and c.time is None and c.lower not in modifiers_of("linking")),
        None,
    )
    if adverb is not None and adverb is not particle_of(verb):
        found.slots.append(Slot("manner", None, adverb))


@rule("The ban has nothing to do with the law.", "The ban | have to do with | the law")
def _something_to_do(found: Proposition, verb: Token) -> None:
    """Read "had nothing to do with the law": have to do with, the law; "had nothing to fear" alone says too little."""
    thing = found.object
    if verb.lemma != "have" or thing is None or thing.lower not in function_words_of("anything"):
        return
    below = thing.child("relcl", "acl") or verb.child("xcomp")
    if below is None or not any(c.lower == "to" for c in below.kids("aux")):
        return
    link = has_to_do(below) if below.lemma == "do" else None
    if link is None:
        found.confidence = LEAST
        return
    found.lemma = found.verb_lemma = "have to do with"
    found.words += [thing, *below.kids("aux"), below, link]
    found.slots = [s for s in found.slots if s.head is not below]
    found.object, found.object_marker = link.child("pobj"), link
    found.rule = "have-to-do"


@rule("Guards found the rifles that the gang had hidden.", "the gang | hide | the rifles")
def _relative_gap(found: Proposition, verb: Token) -> None:
    """Give the antecedent to the place that a relative clause leaves open: "missiles (that) Russia fired"."""
    if verb.dep != "relcl" or found.subject is verb.head or found.subject.child("poss") is not None:
        return
    heads = [found.object, *(slot.head for slot in found.slots)]
    if verb.head.lower in ("first", "last", "only", "next") and any(c.lower == "to" for c in verb.kids("aux")):
        return
    if any(head is verb.head for head in heads):
        return
    open_preposition = next((p for p in verb.kids("prep") if p.child("pobj", "pcomp") is None and p.i > verb.i), None)
    if open_preposition is not None:
        found.slots.append(Slot(role_of(open_preposition, verb.head, verb), open_preposition, verb.head))
    elif verb.head.time is not None or verb.head.lower == "time":
        return
    elif found.object is None and not is_passive(verb) and verb.child("attr", "acomp", "ccomp") is None:
        found.object = verb.head
        found.confidence -= 0.05


@rule("The bank will sell or merge thrifts.", "The bank | sell | thrifts | - | affirmed intended")
def _shared_object(found: Proposition, verb: Token) -> None:
    """Read "will sell or merge thrifts": the object of the last verb is that of the first, too."""
    following = verb.child("conj")
    if found.object is not None or following is None or is_passive(verb) or following.pos != "VERB":
        return
    if following.i - verb.i <= 3 and following.tag == verb.tag and not found.slots and subject_child(following) is None:
        found.object = following.child("dobj")


@rule("Ann is the director of the museum.", "Ann | be director of/leader-of | the museum")
def _complement(found: Proposition, verb: Token, complement: Token) -> None:
    """Write copulas: "is spokesman of the council", "is similar to Russia", "was uncrowded"."""
    if found.object is not None or verb.lemma not in verbs_of("copula"):
        found.slots.append(Slot("attribute", None, complement))
        return
    if verb.child("expl") is not None:
        found.rule = "existential"
        prepositional_object(found, verb)
        return
    link = next((p for p in complement.kids("prep") if p.child("pobj") is not None and p.i > complement.i), None)
    relational = complement.pos == "ADJ" or complement.lemma.lower() in nouns_of("relational")
    relational = relational or (
        link is not None and complement.pos == "NOUN" and link.lower in function_words_of("complement-link")
    )
    if link is not None and relational and (target := link.child("pobj")) is not None and target.time is None:
        found.lemma = f"{found.lemma} {role_name(complement)} {link.lower}"
        found.words += [
            t for t in complement.subtree(without=("prep", "relcl", "acl", "appos", "det")) if t.dep != "punct"
        ]
        found.words.append(link)
        found.object = target
        found.rule = "copula-of"
        return
    found.object = complement
    found.rule = "copula"
    if complement.tag in ("WP", "WRB", "WDT") or _is_cleft(found.subject, complement):
        found.confidence = LEAST
    if complement.pos == "ADJ" or complement.pos == "ADV":
        for preposition in complement.kids("prep"):
            _prepositional(found, verb, preposition)
        if complement.pos == "ADV" or any(slot.role == "location" for slot in found.slots):
            return


def _is_cleft(subject: Token, complement: Token) -> bool:
    """Read "It was Iwata who", "It is the first time that": what is said stands in the clause behind."""
    clause = complement.child("relcl", "acl", "ccomp") or complement.head.child("ccomp", "advcl")
    if subject.lower == "it" and complement.lemma.lower() == "time":
        return True
    if subject.lower != "it" or clause is None or clause.i < complement.i:
        return False
    return subject_child(clause) is not None and any(t.lower in ("who", "that", "which") for t in clause.children)


@rule("The plane landed in a field.", "The plane | land in | a field")
def prepositional_object(found: Proposition, verb: Token) -> None:
    """Make the first prepositional argument the object of a verb that has none: "landed in a field"."""
    for slot in found.slots:
        if (
            slot.marker is None
            or slot.role in ("time", "content", "purpose", "cause")
            or (slot.role == "manner" and (verb.lemma == "be" or role_of_phrase(slot.marker, slot.head) == "manner"))
            or slot.marker.lower in function_words_of("no-object-link")
        ):
            continue
        inverted = verb.lemma == "be" and found.subject.i > verb.i
        if slot.marker.lower == "at" and slot.head.pos == "NUM" and slot.head.lower.isdigit():
            continue
        if slot.marker.lower == "by" and is_passive(verb) and slot.head.lemma.lower() in nouns_of("no-agent"):
            continue
        if (slot.marker.i < verb.i and not inverted) or slot.head.pos not in (*NOMINALS, "ADJ", "DET", "X"):
            continue
        marker = slot.marker if slot.head.head is slot.marker or slot.head.head.dep != "prep" else slot.head.head
        found.slots.remove(slot)
        found.lemma = f"{found.lemma} {_marker_words(slot)}"
        found.words += [slot.marker] if marker is slot.marker else [slot.marker, marker]
        found.object = slot.head
        found.object_marker = slot.marker
        found.rule = "verb-preposition"
        return


def _marker_words(slot: Slot) -> str:
    """Return "out of" for a preposition inside another."""
    if slot.marker is None:
        return ""
    inner = slot.head.head
    if inner is not slot.marker and inner.dep == "prep" and inner.head is slot.marker:
        return f"{slot.marker.lower} {inner.lower}"
    return slot.marker.lower
