"""What a noun says of the clause or gerund that hangs from it: a plan to go, evidence that, the first to win.

In goes the clause with its noun, and its `Factuality` is changed in place.
"""

from __future__ import annotations

from kg.extraction.factuality.facts import Factuality
from kg.extraction.factuality.modality import inherit_modality
from kg.extraction.factuality.negation import is_denied, is_negated
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import is_that_clause, subject_child
from kg.lexicon import load_table, load_words
from kg.model import Modality

GIVING_UP = frozenset({"abandon", "drop", "cancel", "lack"})
KEEPING = frozenset({"keep", "fulfil", "fulfill", "honour", "honor", "implement"})
SCANT = frozenset({"little", "scant", "insufficient", "slim"})
"""What all but denies its noun: "there is too little evidence that"."""
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only", "sole", "next"})
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
    nouns = load_table("predicates")["nouns"]
    if clause and lemma in ("hope", "wish", "expectation"):
        facts.weaken("possible", noun, "hope that")
        return False
    name = next((name for name in ("intended", "possible", "negated", "avoided", "fact") if lemma in nouns[name]), "")
    if name:
        _apply_noun(facts, noun, name, clause=clause, denied=denied)
    elif is_infinitive(token) and is_one_of_a_kind(noun):
        inherit_modality(facts, noun.head)
    elif is_infinitive(token):
        facts.weaken("intended", noun, "infinitive of a noun")
    elif clause and denied and lemma in load_table("cues")["nouns"]["belief"]:
        facts.doubt(noun, "no belief that")
    return False


def is_one_of_a_kind(noun: Token) -> bool:
    """Tell "the first woman to win", "the only team to recover": what they are known for took place."""
    marks = [t for c in noun.kids("amod", "advmod", "nummod") for t in (c, *c.kids("advmod"))]
    return any(t.lower in ORDINALS or t.tag == "JJS" or t.ent[2:] == "ORDINAL" for t in marks) or noun.lower in ORDINALS


def _apply_noun(facts: Factuality, noun: Token, name: str, *, clause: bool, denied: bool) -> None:
    """Apply the signature of a noun; "kept its promise to" took place, "no evidence that" leaves open."""
    if denied and name in ("possible", "intended"):
        if clause:
            facts.doubt(noun, f"denied noun of signature {name}")
        else:
            facts.turn(noun, f"denied noun of signature {name}")
    if name in ("negated", "avoided"):
        facts.turn(noun, f"noun signature {name}")
    if name in ("intended", "avoided") and not (noun.head.lemma in KEEPING and noun.dep == "dobj"):
        facts.weaken("intended", noun, f"noun signature {name}")
    if name == "possible":
        if facts.modality == "intended" and clause:
            facts.reset("possible", noun, "noun signature possible")
        facts.weaken("possible", noun, "noun signature possible")


def _noun_denied(noun: Token, *, clause: bool) -> bool:
    """Tell "no plan to", "has no plan to", "abandoned plans to"."""
    governing = noun.head
    if (
        governing.pos in ("VERB", "AUX")
        and noun.dep in ("dobj", "attr", "nsubj", "nsubjpass")
        and is_negated(governing)
    ):
        return True
    if governing.lemma in GIVING_UP and noun.dep == "dobj" and not clause:
        return True
    return is_denied(noun) or any(c.lower in SCANT for c in noun.kids("amod"))


def _participle(facts: Factuality, token: Token, noun: Token) -> bool:
    """Let a reduced relative state what it says, unless its noun is hedged: "indications of Russia seeking"."""
    nouns = load_table("predicates")["nouns"]
    if any(c.lower == "to" for c in token.kids("aux")):
        facts.weaken("intended", noun, "infinitive of a noun")
    if any(c.lower in load_words("predicates", "hedging_adjectives") for c in noun.kids("amod")):
        facts.weaken("possible", noun, "hedged noun")
    for above in noun.ancestors():
        if (above.pos == "NOUN" and above.lemma.lower() in nouns["possible"]) or (
            above.pos == "VERB" and above.lemma in load_words("predicates", "doubting") and above.i < noun.i
        ):
            facts.weaken("possible", above, "doubting word above")
        if above.pos not in ("ADP", "NOUN"):
            break
    return False


def gerund_of_noun(facts: Factuality, noun: Token) -> None:
    """Read "denied any role in arming": denied; "plans for building", "the risk of losing", "failure in doing", "talks on"."""
    if noun.dep == "dobj" and noun.head.lemma in load_words("predicates", "denying"):
        if not is_negated(noun.head):
            facts.turn(noun.head, "denied the noun")
        return
    lemma, nouns = noun.lemma.lower(), load_table("predicates")["nouns"]
    if lemma in ("debate", "discussion", "question", "talk"):
        facts.weaken("intended", noun, "talks on")
    for name, (modality, flips) in EFFECTS.items():
        if lemma in nouns.get(name, ()) and lemma != "process":
            if flips:
                facts.turn(noun, f"noun signature {name}")
            facts.weaken(modality or "actual", noun, f"noun signature {name}")
            return
