"""The phrases of a question: in go its tokens, out comes where its question word, its subject and its verb end.

"how many people | were wounded", "did | North Korea | supply missiles", where taggers often take the verb for a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from kg.extraction.syntax.token import Token
from kg.lexicon import load_table
from kg.lexicon.nominals import all_deeds

Wh = Literal["who", "whose", "what", "which", "where", "when", "why", "how", "how many", "how much", "yes"]

BE = frozenset({"is", "are", "was", "were", "am", "'s", "’s"})
DO = frozenset({"do", "does", "did"})
HAVE = frozenset({"has", "have", "had", "'ve"})
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall", "'ll"})
AUXILIARIES = BE | DO | HAVE | _MODALS
KINDS = frozenset(load_table("questions")["kinds"])
DAYTIMES = frozenset(load_table("questions")["times"])
_MORE_VERBS = frozenset(load_table("questions")["verbs"])


def asks_for_deed(tail: Sequence[Token]) -> bool:
    """Tell "what did Iran do", "what does the fund hope to do to the plant"."""
    at = next((n for n, token in enumerate(tail) if token.lower in ("do", "doing", "done")), None)
    return at is not None and (at + 1 == len(tail) or tail[at + 1].tag in ("IN", "TO", "RB", "RP", "NNP", "NN", ","))


def how_phrase(tokens: Sequence[Token], at: int) -> tuple[Wh, int, str, str, list[str]]:
    """Return what "how" asks for, where its phrase ends, its noun, its quality and the words of the hole."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return "how", at + 1, "", "", ["somehow"]
    if following.lower in ("many", "much"):
        end = noun_end(tokens, at + 1)
        words = [token.text for token in tokens[at + 2 : end]]
        noun = tokens[end - 1].lemma.lower() if words else ""
        wh: Wh = "how many" if following.lower == "many" else "how much"
        return wh, end, noun, "", ["many", *words] if words else ["something"]
    if following.tag.startswith(("JJ", "RB")) and following.lower not in AUXILIARIES:
        if following.lower in ("often", "long"):
            return "how", at + 2, "", following.lower, ["somehow"]
        return "how", at + 2, "", following.lower, ["something"]
    return "how", at + 1, "", "", ["somehow"]


def noun_end(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun phrase ends that a question word stands before; `at + 1` where it stands alone."""
    end = at + 1
    last = end
    while end < len(tokens):
        token = tokens[end]
        if token.lower in AUXILIARIES or token.tag in ("VBD", "VBZ", "VBP", "MD"):
            if token.tag.startswith("NN") and token.lower not in AUXILIARIES:
                pass
            else:
                break
        if token.tag.startswith("NN") or token.tag in ("CD", "$", "HYPH"):
            last = end + 1
        elif token.lower == "of" and last == end and tokens[end - 1].lemma.lower() in KINDS:
            pass
        elif not (
            token.tag.startswith("JJ")
            or token.tag in ("POS", "VBN", "VBG", "NNP", "HYPH", "DT")
            or token.lower == "other"
        ):
            break
        end += 1
    return last


def base_verb(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the verb of "did North Korea supply" stands, which taggers often take for a noun; None where none is."""
    for by_tag in (True, False):
        for n in range(at + 1, len(tokens)):
            token, before = tokens[n], tokens[n - 1]
            if before.tag in ("DT", "PRP$", "TO", "POS", "IN") or (before.tag.startswith("JJ") and not by_tag):
                continue
            if token.tag in ("VB", "VBP") if by_tag else is_verb_form(token.lower):
                return n
    return None


def is_verb_form(word: str) -> bool:
    """Tell a word that may be the base of a verb: "supply", "attack"; not "missiles"."""
    return word in load_table("verbs")["words"] or word in load_table("inflection")["irregular"] or word in _deeds()


@cache
def _deeds() -> frozenset[str]:
    """Return the verbs of the nouns of deeds, and further frequent ones."""
    return frozenset(verb for _, verb in all_deeds()) | _MORE_VERBS


def subject_end(tokens: Sequence[Token], at: int) -> int:
    """Return where the subject ends that stands behind an inverted auxiliary."""
    if at >= len(tokens):
        return at
    end = None
    if at > 0 and tokens[at - 1].lower in DO:
        end = base_verb(tokens, at)
    elif at > 0 and tokens[at - 1].lower in BE:
        end = _second_phrase(tokens, at)
    return end or _end_in_tree(tokens, at) or _end_by_tags(tokens, at)


def _second_phrase(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "is | Yuriy Ihnat | the spokesman" goes on with a second noun phrase; None where it does not."""
    for n in range(at + 1, len(tokens)):
        begins = tokens[n].tag in ("DT", "PRP$") and tokens[n].lower not in ("all", "both")
        if begins and tokens[n - 1].tag.startswith("NN") and not has_late_verb(tokens[n:]):
            return n
    return None


def _end_in_tree(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the subject of the parser's tree ends; None where it has none that begins there."""
    places = {token.i: n for n, token in enumerate(tokens)}
    for token in tokens[at:]:
        if token.dep not in ("nsubj", "nsubjpass", "csubj", "expl", "attr") or token.head.i in range(at, token.i):
            continue
        below = {places[t.i] for t in token.subtree() if t.i in places}
        if not below or min(below) > at:
            continue
        end = at
        while end in below:
            end += 1
        if end > at and not (end == len(tokens) and has_verb(tokens[at + 1 :])):
            return end
    return None


def _end_by_tags(tokens: Sequence[Token], at: int) -> int:
    """Return where a verb, a preposition or an adverb follows."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        if token.tag in ("VB", "VBN", "VBG", "VBD", "VBP", "VBZ") and end > at:
            break
        if token.tag in ("IN", "TO", "RB") and end > at and token.lower != "of":
            break
        end += 1
    return max(end, at + 1)


def has_verb(tokens: Sequence[Token]) -> bool:
    """Tell whether the tagger takes any of the words for a verb."""
    return any(token.tag.startswith("V") for token in tokens)


def has_late_verb(tokens: Sequence[Token]) -> bool:
    """Tell "what is Egypt facing": a verb of the main clause stands behind a noun phrase."""
    return any(
        token.tag in ("VBG", "VBN", "VB")
        and n > 0
        and (token.dep in ("ROOT", "xcomp", "ccomp", "conj") or n + 1 == len(tokens))
        for n, token in enumerate(tokens)
    )
