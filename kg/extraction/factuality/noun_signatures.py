"""What a noun says of the clause or gerund that hangs from it: a plan to go, evidence that, the first to win.

In goes the clause with its noun, and its `Factuality` is changed in place.
"""

from __future__ import annotations

from kg.extraction.factuality.facts import Factuality
from kg.extraction.factuality.modality import inherit_modality
from kg.extraction.factuality.negation import is_denied, is_negated
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import is_that_clause, subject_child
from kg.lexicon.words import modifiers_of, nouns_of, verbs_of
from kg.model import Modality

NOUN_SIGNATURES = {
    "intended": "clause-intended",
    "possible": "clause-possible",
    "negated": "clause-negated",
    "avoided": "clause-avoided",
    "fact": "clause-fact",
}
"""Signature -> the class of the nouns that have it; a noun of two has the first."""
# Signature -> the modality that it gives (None: that of the predicate itself), and whether it turns the polarity.
EFFECTS: dict[str, tuple[Modality | None, bool]] = {
    "actual": (None, False),
    "plain": (None, False),
    "negated": (None, True),
    "intended": ("intended", False),
    "avoided": ("intended", True),
    "possible": ("possible", False),
}


def is_infinitive(token: Token) -> bool:
    """Tell "to go"."""
    return any(c.lower == "to" for c in token.kids("aux"))


@rule("The bank made a plan to sell gold.", "The bank | sell | gold | - | affirmed intended", off=True)
def of_noun(facts: Factuality, token: Token, noun: Token) -> bool:
    """Read "plan to acquire" intends, "evidence that" makes possible, "failure to" denies; a participle states a fact."""
    if noun.pos not in ("NOUN", "PROPN") and noun.lower not in ("nothing", "none", "nobody"):
        return False
    lemma = noun.lemma.lower()
    clause = is_that_clause(token) or (subject_child(token) is not None and token.child("mark") is not None)
    if not is_infinitive(token) and not clause and token.dep == "acl" and token.tag in ("VBG", "VBN", "VBD"):
        return _participle(facts, token, noun)
    if lemma == "condition" and clause:
        facts.weaken("conditional", noun, "on condition")
        return False
    if is_infinitive(token) and noun.lower in ("nothing", "none", "nobody"):
        facts.leave_open(noun, "nothing to")
        return False
    denied = _noun_denied(noun, clause=clause)
    if clause and lemma in nouns_of("wished-for"):
        facts.weaken("possible", noun, "hope that")
        return False
    name = next((name for name, word_class in NOUN_SIGNATURES.items() if lemma in nouns_of(word_class)), "")
    if name:
        _apply_noun(facts, noun, name, clause=clause, denied=denied)
    elif is_infinitive(token) and is_one_of_a_kind(noun):
        inherit_modality(facts, noun.head)
    elif is_infinitive(token):
        facts.weaken("intended", noun, "infinitive of a noun")
    elif clause and denied and lemma in nouns_of("belief"):
        facts.doubt(noun, "no belief that")
    return False


@rule("Ann Lee was the first woman to win the cup.", "Ann Lee | win/win | the cup", off=False)
def is_one_of_a_kind(noun: Token) -> bool:
    """Tell "the first woman to win", "the only team to recover": what they are known for took place."""
    marks = [t for c in noun.kids("amod", "advmod", "nummod") for t in (c, *c.kids("advmod"))]
    ordinals = modifiers_of("one-of-a-kind")
    return any(t.lower in ordinals or t.tag == "JJS" or t.ent[2:] == "ORDINAL" for t in marks) or noun.lower in ordinals


def _apply_noun(facts: Factuality, noun: Token, name: str, *, clause: bool, denied: bool) -> None:
    """Apply the signature of a noun; "kept its promise to" took place, "no evidence that" leaves open."""
    if denied and name in ("possible", "intended"):
        if clause:
            facts.doubt(noun, f"denied noun of signature {name}")
        else:
            facts.turn(noun, f"denied noun of signature {name}")
    if name in ("negated", "avoided"):
        facts.turn(noun, f"noun signature {name}")
    if name in ("intended", "avoided") and not (noun.head.lemma in verbs_of("carrying-out") and noun.dep == "dobj"):
        facts.weaken("intended", noun, f"noun signature {name}")
    if name == "possible":
        if facts.modality == "intended" and clause:
            facts.reset("possible", noun, "noun signature possible")
        facts.weaken("possible", noun, "noun signature possible")


@rule("The bank has no plan to sell gold.", "The bank | sell | gold | - | negated intended", off=False)
def _noun_denied(noun: Token, *, clause: bool) -> bool:
    """Tell "no plan to", "has no plan to", "abandoned plans to"."""
    governing = noun.head
    if (
        governing.pos in ("VERB", "AUX")
        and noun.dep in ("dobj", "attr", "nsubj", "nsubjpass")
        and is_negated(governing)
    ):
        return True
    if governing.lemma in verbs_of("giving-up") and noun.dep == "dobj" and not clause:
        return True
    return is_denied(noun) or any(c.lower in modifiers_of("scant") for c in noun.kids("amod"))


@rule("There are signs of banks selling gold.", "banks | sell | gold | - | affirmed possible", off=True)
def _participle(facts: Factuality, token: Token, noun: Token) -> bool:
    """Let a reduced relative state what it says, unless its noun is hedged: "indications of Russia seeking"."""
    if any(c.lower == "to" for c in token.kids("aux")):
        facts.weaken("intended", noun, "infinitive of a noun")
    if any(c.lower in modifiers_of("hedging") for c in noun.kids("amod")):
        facts.weaken("possible", noun, "hedged noun")
    for above in noun.ancestors():
        if (above.pos == "NOUN" and above.lemma.lower() in nouns_of("clause-possible")) or (
            above.pos == "VERB" and above.lemma in verbs_of("doubting") and above.i < noun.i
        ):
            facts.weaken("possible", above, "doubting word above")
            if is_denied(above):
                facts.doubt(above, "denied noun above")
        if above.pos not in ("ADP", "NOUN"):
            break
    _prevented(facts, noun)
    return False


@rule("The mayor wants a ban on trucks entering the city.", "trucks | enter | the city | - | unknown unknown", off=True)
def _prevented(facts: Factuality, noun: Token) -> None:
    """Leave open what a ban is on: "a ban on trucks entering the city"; not what a victim of it did."""
    over: Token | None = noun.head.head if noun.dep == "pobj" else None
    if over is not None and over.pos == "VERB":
        over = over.child("dobj")
    if (
        over is not None
        and over.pos == "NOUN"
        and over.lemma.lower() in nouns_of("preventing")
        and noun.head.lower in ("on", "of", "against")
    ):
        facts.leave_open(over, "what is prevented")


@rule("The bank denied any role in selling gold.", "The bank | sell | gold | - | negated actual")
def gerund_of_noun(facts: Factuality, noun: Token) -> None:
    """Read "denied any role in arming": denied; "plans for building", "the risk of losing", "failure in doing", "talks on"."""
    if noun.dep == "dobj" and noun.head.lemma in verbs_of("denying"):
        if not is_negated(noun.head):
            facts.turn(noun.head, "denied the noun")
        return
    lemma = noun.lemma.lower()
    if lemma in nouns_of("preventing") and any(c.lower == "from" and c.child("pcomp") for c in noun.kids("prep")):
        facts.leave_open(noun, "what is prevented")
        return
    if _noun_denied(noun, clause=False):
        _gerund_of_denied(facts, noun)
    if lemma in nouns_of("talked-about"):
        facts.weaken("intended", noun, "talks on")
    for name, (modality, flips) in EFFECTS.items():
        if name in NOUN_SIGNATURES and lemma in nouns_of(NOUN_SIGNATURES[name]) and lemma != "process":
            if flips:
                facts.turn(noun, f"noun signature {name}")
            facts.weaken(modality or "actual", noun, f"noun signature {name}")
            return


@rule("The bank has no intention of selling gold.", "The bank | sell | gold | - | negated intended")
def _gerund_of_denied(facts: Factuality, noun: Token) -> None:
    """Read "has no intention of selling" as denied; "has no memory of", "did not present its plan for" leave it open."""
    had = noun.head.lemma in ("have", "be") or is_denied(noun)
    if had and noun.lemma.lower() in nouns_of(NOUN_SIGNATURES["intended"]):
        facts.turn(noun, "denied noun of signature intended")
    else:
        facts.doubt(noun, "gerund of a denied noun")
