"""Whom a verb is said of: its own subject, or one that it shares, controls or modifies; in goes a verb, out comes a noun."""

from __future__ import annotations

from kg.extraction.syntax.token import RELATIVES, Token
from kg.extraction.syntax.verbs import COMPLEMENTS, addressee, is_passive, subject_child
from kg.lexicon.words import modifiers_of, nouns_of, verbs_of

PARTICIPLES = frozenset({"VBG", "VBN"})


def antecedent(token: Token, clause: Token) -> Token:
    """Return what a relative pronoun stands for, or the token itself."""
    if token.lower not in RELATIVES or token.tag not in ("WDT", "WP", "WRB", "WP$", "IN"):
        return token
    for above in (clause, *clause.ancestors()):
        if above.dep == "relcl":
            return _one_of(above.head, above)
    return token


def _one_of(noun: Token, clause: Token) -> Token:
    """Read "One of the suspects, who is wanted": the one, where the verb is singular."""
    of = noun.head
    if noun.tag in ("NNS", "NNPS") and of.lower == "of" and of.head.lower == "one":
        finite = [clause, *clause.kids("aux", "auxpass")]
        if any(t.tag == "VBZ" or t.lower == "was" for t in finite):
            return of.head
    return noun


def subject_of(verb: Token) -> tuple[Token | None, float]:
    """Return the subject of a verb, its own or a shared one, and how sure that is (1 for its own).

    "Russia, seeking help, turned to Iran": Russia for seeking. "missiles fired by Russia": missiles for fired.
    "urged Congress to approve": Congress for approve. "accused Iran of arming rebels": Iran for arming.
    "a move they hope will help": move for help. "according to one adviser, it lost" (a wrong parse): nobody for lost.
    """
    own = subject_child(verb)
    if own is not None:
        if own.dep == "expl":
            complement = verb.child("attr", "dobj")
            return (complement, 0.95) if own.lower == "there" and complement is not None else (None, 0.0)
        return antecedent(own, verb), 1.0
    above = verb.head
    if verb.dep == "ccomp" and above.dep == "relcl" and subject_child(above) is not None and _is_finite(verb):
        return above.head, 0.9
    if verb.dep == "relcl" and above.dep == "pobj" and above.head.head.lower == "according":
        return None, 0.0
    match verb.dep:
        case "conj":
            return _shared(verb, above)
        case "xcomp" | "ccomp":
            return _controlled(verb, above)
        case "relcl" if not any(c.lower == "to" for c in verb.kids("aux")):
            return above, 0.9
        case "relcl":
            return _noun_or_holder(verb, above)
        case "acl":
            return _noun_or_holder(verb, above)
        case "advcl":
            return _adverbial(verb, above)
        case "pcomp":
            return _after_preposition(above)
    return None, 0.0


def _is_finite(verb: Token) -> bool:
    return verb.tag in ("VBZ", "VBD", "VBP") or any(
        c.tag in ("MD", "VBZ", "VBD", "VBP") for c in verb.kids("aux", "auxpass")
    )


def _shared(verb: Token, above: Token) -> tuple[Token | None, float]:
    if above.pos not in ("VERB", "AUX"):
        return None, 0.0
    subject, sure = subject_of(above)
    return subject, sure * 0.95


def _controlled(verb: Token, above: Token) -> tuple[Token | None, float]:
    """Take the upper object, else the upper subject (object and subject control)."""
    if above.pos == "ADJ" and above.dep in COMPLEMENTS:
        dummy = subject_child(above.head)
        if dummy is not None and dummy.lower == "it" and above.lemma.lower() not in modifiers_of("dispositional"):
            return None, 0.0
        above = above.head
    if above.pos not in ("VERB", "AUX") or (verb.dep == "ccomp" and verb.tag not in ("VB", "VBG")):
        return None, 0.0
    if above.lemma == "use" and is_passive(above):
        return None, 0.0
    asked = addressee(above, verb)
    if asked is not None:
        return asked, 0.92
    if above.lemma == "call" and verb.lemma in verbs_of("calling-to"):
        return subject_of(above)
    target = above.child("dobj", "dative")
    seen = verb.tag == "VBG" and above.lemma in verbs_of("gerund-of-object")
    if target is not None and (seen or above.lemma not in verbs_of("subject-control")):
        if target.dep == "dative" and target.pos == "ADP":
            target = target.child("pobj")
        if target is not None:
            return antecedent(target, above), 0.95
    subject, sure = subject_of(above)
    return subject, sure * 0.97


def _noun_or_holder(verb: Token, noun: Token) -> tuple[Token | None, float]:
    """Participles are said of their noun, infinitives of whoever holds it: "Russia's efforts to rearm"."""
    if verb.tag in PARTICIPLES or verb.child("aux") is None or verb.tag != "VB":
        return noun, 0.9
    if noun.lower == "order" and noun.dep == "pobj":
        return subject_of(noun.head.head) if noun.head.head.pos in ("VERB", "AUX") else (None, 0.0)
    holder = noun.child("poss") or _holder_by(noun)
    if holder is not None:
        return holder, 0.9
    above = noun.head
    if noun.dep in ("dobj", "attr", "oprd", "pobj"):
        if noun.dep == "pobj" and above.head.pos in ("VERB", "AUX"):
            above = above.head
        if above.pos in ("VERB", "AUX"):
            if noun.dep == "dobj" and above.lemma not in verbs_of("holding"):
                return None, 0.0
            receiver = above.child("dative")
            if receiver is not None and receiver.pos == "ADP":
                receiver = receiver.child("pobj")
            if receiver is None and above.child("dobj") is not None and noun.dep == "pobj":
                receiver = above.child("dobj")
            if receiver is not None:
                return receiver, 0.85
            subject, sure = subject_of(above)
            if subject is not None and subject is not noun:
                return subject, sure * 0.9
    return None, 0.0


def _holder_by(noun: Token) -> Token | None:
    for preposition in noun.kids("prep"):
        if preposition.lower in ("by", "between", "of", "for") and (target := preposition.child("pobj")) is not None:
            if preposition.lower == "of" and target.pos == "NOUN" and not target.ent:
                continue
            if preposition.lower == "for" and not target.ent:
                continue
            return target
    for modifier in noun.kids("compound", "amod", "nmod"):
        if modifier.ent[2:] in ("GPE", "NORP", "ORG", "PERSON"):
            return modifier
    return None


def _adverbial(verb: Token, above: Token) -> tuple[Token | None, float]:
    """Take the main subject for participles and purposes; a clause with a finite verb needs its own."""
    if above.pos not in ("VERB", "AUX"):
        return None, 0.0
    if verb.tag not in ("VBG", "VBN", "VB"):
        listed = next((c for c in verb.kids("advcl", "ccomp") if c.i < verb.i and c.tag == verb.tag), None)
        own = subject_child(listed) if listed is not None else None
        return (own, 0.75) if own is not None and own.dep != "expl" else (None, 0.0)
    described = above.child("dobj", "nsubjpass") if above.lemma in verbs_of("describing") else None
    if described is not None and any(c.lower == "as" for c in verb.kids("mark")):
        return antecedent(described, above), 0.85
    if verb.i < above.i or verb.tag == "VB" or verb.child("mark", "prep") is not None:
        subject, sure = subject_of(above)
        return subject, sure * (0.9 if verb.i < above.i else 0.85)
    subject, sure = subject_of(above)
    return subject, sure * 0.8


def _can_act(noun: Token) -> bool:
    """Return True for people and bodies: "thanked Berg for helping", False for "lost no time in selling"."""
    named = noun.ent[2:] in ("PERSON", "ORG", "GPE", "NORP") or noun.tag in ("PRP", "NNP", "NNPS")
    return named or noun.lemma.lower() in nouns_of("person", "organization", "people-plural")


def prevented_by(noun: Token) -> Token | None:
    """Return whom a ban is on: trucks in "a ban on trucks from entering"."""
    found = (c.child("pobj") for c in noun.kids("prep") if c.lower in ("on", "against") and c.i > noun.i)
    return next((thing for thing in found if thing is not None), None)


def _after_preposition(preposition: Token) -> tuple[Token | None, float]:
    """Read "accused Iran of arming" takes the object, "by firing rockets" the subject, "Iran's interest in" the owner."""
    above = preposition.head
    while (above.dep in ("prep", "pcomp") and above.pos == "ADP") or (above.pos == "ADV" and above.dep == "advmod"):
        above = above.head
    if above.pos in ("VERB", "AUX"):
        target = above.child("nsubjpass") or above.child("dobj") if preposition.i > above.i else None
        if target is not None and preposition.lower in ("for", "in") and not _can_act(target):
            target = None
        instead = any(c.lower in ("instead", "rather") for c in preposition.children)
        if target is not None and not instead and preposition.lower in ("of", "from", "for", "in", "into"):
            return antecedent(target, above), 0.75
        subject, sure = subject_of(above)
        return subject, sure * 0.75
    if above.pos in ("NOUN", "PROPN"):
        if above.dep in ("dobj", "nsubjpass") and preposition.lower == "for" and _can_act(above):
            return above, 0.7
        if preposition.lower == "from" and above.lemma.lower() in nouns_of("preventing"):
            return prevented_by(above), 0.7
        holder = above.child("poss") or _holder_by(above)
        if holder is not None:
            return holder, 0.7
        governing = above.head
        if above.dep in ("dobj", "attr", "pobj") and governing.pos in ("VERB", "AUX", "ADP"):
            governing = governing.head if governing.pos == "ADP" else governing
            if governing.pos in ("VERB", "AUX"):
                subject, sure = subject_of(governing)
                return subject, sure * 0.65
    if above.pos == "ADJ" and above.head.pos in ("VERB", "AUX"):
        subject, sure = subject_of(above.head)
        return subject, sure * 0.9
    return None, 0.0
