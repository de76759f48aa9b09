"""Denial inside a clause: in goes a trigger or an argument, out comes whether words around it deny it.

"not", "never", "no longer", "at no point", "no agreement", "neither side", "barely any", "nor did the opposition".
"""

from __future__ import annotations

from kg.extraction.factuality.facts import Factuality
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import governor, subject_child
from kg.lexicon.words import function_words_of, verbs_of


@rule("The minister did not resign.", "The minister | resign | - | - | negated actual")
def own_negation(facts: Factuality, trigger: Token, arguments: list[Token]) -> None:
    """Turn the polarity by "not", "never" and adjuncts, and by an argument that is denied itself."""
    for token in trigger.children:
        if token.dep == "neg" or (
            token.dep in ("advmod", "preconj", "cc")
            and token.lower in function_words_of("negating")
            and token.lower != "nor"
        ):
            if _is_more(token, trigger):
                continue
            facts.turn(token, "negation")
            break
    if any(c.dep == "advmod" and c.lower in function_words_of("seldom") for c in trigger.children):
        facts.doubt(trigger, "seldom")
    if _negative_adjunct(trigger):
        facts.turn(trigger, "negative adjunct")
    denied = [a for a in arguments if is_denied(a)]
    if denied:
        if facts.negated and not _negative_concord(trigger) and len(denied) == 1:
            facts.doubt(denied[0], "denied twice")
        facts.deny(denied[0], "denied argument")


@rule("The minister is not only a lawyer, but a poet.", "The minister | be | a lawyer", off=False)
def _is_more(negation: Token, trigger: Token) -> bool:
    """Read "is not only a lawyer", "did not just sell the mill": it is so, and more; "not simply", "not alone" may deny."""
    behind = next((t for t in trigger.subtree() if t.i == negation.i + 1), None)
    if behind is None or negation.lower not in ("not", "n't", "n’t"):
        return False
    just_now = behind.lower == "just" and any(c.lower in ("has", "have", "had") for c in trigger.kids("aux"))
    return behind.lower in ("only", "just", "merely", "solely") and not just_now


@rule("Norway no longer imports coal.", "Norway | import | coal | - | negated actual", off=False)
def _negative_adjunct(trigger: Token) -> bool:
    """Read "at no point did they", "no longer imports", "…, nor did the opposition"."""
    if trigger.child("neg") is None and any(
        c.lower == "longer" and c.child("neg", "det", "advmod") for c in trigger.kids("advmod")
    ):
        return True
    if any((p := c.child("pobj")) is not None and is_denied(p) and c.i < trigger.i for c in trigger.kids("prep")):
        return True
    subject = subject_child(trigger)
    if subject is not None and any(c.lower == "nor" and c.i < min(subject.i, trigger.i) for c in trigger.children):
        return trigger.child("neg") is None and not any(c.lower == "neither" for c in trigger.children)
    if trigger.dep != "conj" or trigger.child("neg") is not None:
        return False
    return any(c.lower == "nor" and trigger.head.i < c.i < trigger.i for c in trigger.head.kids("cc", "preconj"))


@rule("No ship left the port.", "No ship | leave/depart-from | the port | - | negated actual", off=False)
def is_denied(token: Token) -> bool:
    """Read "no agreement", "neither side", "none of them", "nobody", "few if any ships", "no prime minister's questions"."""
    if token.lower in function_words_of("negative-pronoun") or (token.lower == "none"):
        return True
    if token.lower == "confidence" and token.head.lower == "of":
        return False  # a vote of no confidence is a vote
    links = {c.lower for c in token.head.kids("cc")} if token.dep == "conj" else set()
    if "nor" in links or ("or" in links and not token.kids("det")):
        return is_denied(token.head)
    if any(
        c.lower in function_words_of("negative-determiner") and c.i < token.i
        for c in token.kids("det", "advmod", "preconj", "neg")
    ):
        return True
    denials = [c for c in token.kids("neg", "advmod", "preconj", "det") if c.lower == "not" and c.i < token.i]
    if any(not _is_more(denial, token) for denial in denials):
        return True
    if any(c.lower == "few" and any(k.lower == "if" for k in c.children) for c in token.kids("det")):
        return True
    owner = token.child("poss")
    if owner is not None and owner.child("det") is not None and any(c.lower == "no" for c in owner.kids("det")):
        return True
    article = token.child("det")
    around = [*token.children, *(article.children if article is not None else [])]
    return any(c.lower in function_words_of("approximate") and c.i < token.i and c.dep == "advmod" for c in around)


def _negative_concord(trigger: Token) -> bool:
    return any(c.lower in ("neither", "nor") for c in trigger.children)


def copula_of(adjective: Token) -> Token:
    """Return the verb that an adjective is the complement of, or the adjective."""
    return adjective.head if adjective.dep in ("acomp", "attr", "oprd") else adjective


@rule("The firm is not able to pay.", "The firm | pay | - | - | negated actual", off=False)
def adjective_negated(adjective: Token) -> bool:
    """Tell "is not able to", "pleaded not guilty to"."""
    return is_negated(copula_of(adjective), governed=False) != (adjective.child("neg") is not None)


@rule("The firm did not manage to sell the port.", "The firm | sell/sell | the port | - | negated actual", off=False)
def is_negated(verb: Token, *, governed: bool = True) -> bool:
    """Tell whether a predicate above is denied: by an adverb, by its subject, or, if `governed`, by "failed to" over it."""
    negative = any(not _is_more(c, verb) for c in verb.kids("neg")) or any(
        c.dep == "advmod" and c.lower in ("never", "hardly", "rarely", "no", "nowhere") for c in verb.children
    )
    if _negative_adjunct(verb):
        negative = not negative
    above = governor(verb) if governed else None
    if above is not None and above.lemma in verbs_of("clause-negated"):
        negative = not negative
    subject = subject_child(verb)
    return negative or (subject is not None and is_denied(subject))
