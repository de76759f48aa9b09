"""The tense of the clause at an offset, for times that depend on it: "on Thursday" is past in "met on Thursday"."""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import function_words_of, verbs_of


def tense_at(parse: Parse) -> Callable[[int], str | None]:
    """Return a function that gives "past", "present" or "future" for the clause at an offset, None where there is no verb."""

    def at(offset: int) -> str | None:
        token = parse.token_at(offset)
        if token is not None and _after_report(parse, token):
            return "past"
        tense = _tense_of(token) if token is not None else None
        before = parse.tokens[token.i - 1].lower if token is not None and token.i > 0 else ""
        ahead = (before == "by" and tense == "present") or (before == "for" and _is_called_for(token))
        return "future" if ahead else tense

    return at


def _is_called_for(token: Token | None) -> bool:
    """Read "has called a meeting for Friday": what is set for a day lies ahead."""
    verb = next((t for t in token.ancestors() if t.pos == "VERB"), None) if token is not None else None
    return verb is not None and verb.lemma in verbs_of("scheduling")


def _after_report(parse: Parse, token: Token) -> bool:
    """Read "said on Monday it would send troops": the day is that of the saying."""
    for back in (1, 2):
        before = parse.tokens[token.i - back] if token.i >= back else None
        if before is not None and before.tag == "VBD":
            return before.lemma in verbs_of("speech")
        if before is None or before.pos != "ADP":
            return False
    return False


def _tense_of(token: Token) -> str | None:
    for above in (token, *token.ancestors()):
        if above.pos not in ("VERB", "AUX"):
            continue
        helpers = [c for c in above.children if c.dep in ("aux", "auxpass")]
        if any(c.lower in function_words_of("modal-future") for c in helpers):
            perfect = any(c.lower in ("have", "'ve", "’ve") for c in helpers)
            return "past" if perfect and not any(c.lower in ("will", "'ll", "’ll") for c in helpers) else "future"
        if above.tag == "VB" and any(c.lower == "to" for c in helpers):
            return "future"
        if above.tag == "VBD" or any(c.tag == "VBD" or c.lower in ("has", "have", "'ve") for c in helpers):
            return "past"
        if above.tag in ("VBZ", "VBP") or helpers:
            return "present"
    return None
