"""Can a statement stand alone: in goes a statement as a clause, out comes why it cannot, or None.

A reader of the sentence alone must know who and what is meant, the predicate must say something, and nothing may be cut off.
"""

from __future__ import annotations

import re

from kg.lexicon.listed import listed
from kg.lexicon.words import verbs_of
from kg.model import Argument, Statement
from kg.wording.clauses import Clause
from kg.wording.holes import words_in
from kg.wording.phrases import is_balanced, lower_article
from kg.wording.placing import CUT
from kg.wording.verbs import form_of, read_verb
from kg.wording.wording import Fragment

_NOBODY = listed("nobody")
_EMPTY = listed("empty")
_NEEDS_OBJECT = listed("wants-object")
_TELLING = listed("telling")
_CUT = re.compile(
    r"(?:^|\s)(?:of|the|a|an|and|or|but|to|with|for|by|from|at|in|on|than|that|which|who|as|between|into|about|if|because|while|is"
    r"|was|are|were|very|more|less|its|their|his|her|not|also|then|called|calls)$",
    re.IGNORECASE,
)
_OPENS_CLAUSE = re.compile(
    r"^(?:while|when|if|because|although|though|since|as|whereas|whether|how|why|where|that|what|who|which|but|and|or|so|until)\b",
    re.IGNORECASE,
)
_TITLES = listed("titles")
_ONES = re.compile(
    r"(the |these |those )?(only|other|same|first|last|right|wrong|new|big|few) (ones?|thing|things|part|way)"
)
_PARTIES = frozenset(
    {"republican", "democratic", "democrat", "american", "european", "western", "muslim", "islamic", "presidential"}
)
_WORD = re.compile(r"[\w’'-]+")
_PRONOUNS = frozenset(
    {
        "it",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "him",
        "them",
        "me",
        "us",
        "himself",
        "herself",
        "itself",
    }
)
_SAYING = frozenset({"point out", "make clear", "spell out", "set out", "lay out", "send out"})
_TOLD = frozenset({"tell", "inform", "remind", "assure"})
"""Verbs that say nothing with a hearer alone: "told Yahoo"."""
_WANTING = listed("wants-more")
_CONDITION = re.compile(r"\b(if|unless|until|once|without|would|could|provided|should|when)\b", re.IGNORECASE)
_LONG = 32
_LONG_SUBJECT = 14


def fragment_of(statement: Statement, clause: Clause, text: str) -> Fragment | None:
    """Return why a statement says nothing to a reader who does not see its sentence, None where it does."""
    if clause.hanging is not None:
        return "cut off" if clause.hanging == CUT else "pronoun"
    if statement.polarity == "unknown":
        return "open"
    if clause.opening == "if " or (statement.modality == "conditional" and not _CONDITION.search(text)):
        return "open"
    if statement.modality == "unknown" and statement.predicate.text and not _is_finite(statement):
        return "open"
    return _bad_words(statement, clause, text) or _bad_ends(statement, clause) or _bad_whole(statement, clause)


def _is_finite(statement: Statement) -> bool:
    predicate = statement.predicate
    passive = predicate.voice == "passive"
    return form_of(read_verb(predicate.text or "", predicate.lemma, passive=passive, tense="past")) in (
        "finite",
        "base",
    )


def _bad_words(statement: Statement, clause: Clause, text: str) -> Fragment | None:
    """Return "cut off" where the words show that a phrase begins or ends in the wrong place."""
    phrases: list[Argument] = [
        one for one in (statement.subject, statement.object, *statement.arguments) if one is not None
    ]
    ends = (statement.subject, *([] if statement.object is None else [statement.object]))
    if not is_balanced(text) or any(not is_balanced(one.text) for one in phrases):
        return "cut off"
    if re.search(r"\b(?:do|does|did|done|doing) so\b", text) or re.search(
        r"\b(is|was) (why|because|how|where)\b", text
    ):
        return "cut off"
    if any(_SUCH.search(one.text) for one in phrases):
        return "pronoun"
    if any(one.text.count(left) != one.text.count(right) for one in phrases for left, right in ("()", "[]")):
        return "cut off"
    if any(re.search(r"[–—;:?!/•|…<>_]|\.\.|--| - |https?:|@", one.text) for one in ends):
        return "cut off"
    if any(re.search(r"[—;?!/•|…<>]|\.\.\.|--|https?:|@|pic\.twitter", one.text) for one in phrases):
        return "cut off"
    if _CUT.search(clause.subject.text) or _OPENS_CLAUSE.match(clause.subject.text):
        return "cut off"
    if any(_CUT.search(piece.text) for piece in clause.rest):
        return "cut off"
    if words_in(clause.subject.text) > _LONG_SUBJECT or words_in(text) > 2 * _LONG:
        return "cut off"
    return _bad_verb(statement, clause)


def _bad_verb(statement: Statement, clause: Clause) -> Fragment | None:
    """Return why the words of the verb say that something is missing: a "not only", a pronoun, a headline's capitals."""
    if re.search(r"\b(?:not|n['’]t) (?:only|just|merely|simply)\b", statement.predicate.text or ""):
        return "cut off"
    words = clause.verb.text.split()
    if statement.kind == "clause" and _PRONOUNS & {word.lower() for word in words}:
        return "pronoun"
    if statement.kind == "clause" and any(
        word[:1].isupper() and word.lower() != "i" and n > 0 for n, word in enumerate(words)
    ):
        return "cut off"
    if (
        statement.kind == "clause"
        and words
        and words[0][:1].isupper()
        and words[0].lower() in verbs_of("reporting") | {"win"}
    ):
        return "cut off"
    return None


def _bad_ends(statement: Statement, clause: Clause) -> Fragment | None:
    """Return "vague" where an end names nothing, "tautology" where both name the same."""
    subject = clause.subject.text.lower()
    if clause.subject.kind == "subject" and _is_nobody(subject):
        return "vague"
    if subject == "there" and clause.rest and clause.rest[0].text.lower() in _NOBODY:
        return "vague"
    if (statement.kind == "noun" and _is_modifier(statement, clause)) or _is_some(statement, clause.subject.text):
        return "vague"
    for piece in clause.rest:
        found = _bad_object(subject, piece.text.lower()) if piece.kind == "object" else None
        if found is not None:
            return found
    if statement.object is not None and statement.subject.entity is not None is not statement.object.entity:
        return "tautology" if statement.subject.entity == statement.object.entity else None
    return None


def _is_nobody(text: str) -> bool:
    return text in _NOBODY | _TITLES or _ONES.fullmatch(text) is not None or is_mere_number(text)


def _bad_object(subject: str, text: str) -> Fragment | None:
    if re.search(r"\bof (?:them|it|these|those|us|you)$", text):
        return "pronoun"
    if (
        text in _NOBODY
        or _ONES.fullmatch(text)
        or _COUNT.fullmatch(text)
        or _SOME_MORE.fullmatch(text)
        or _LAST_ONE.search(text)
    ):
        return "vague"
    first, _, rest = text.partition(" ")
    if rest in _NOBODY - {"people", "men", "women", "all"} and len(text.split()) == 2 and first:
        return "vague"
    return "tautology" if _same_words(subject, text) or text.startswith((f"{subject}'s ", f"{subject}’s ")) else None


_COUNT = re.compile(
    r"(?:about |nearly |some |only |just |more than |at least |as many as |fewer than |up to |around |almost )?[\d,]+"
)
"""So many, and the sentence does not say of what: "will pick up at least 14"; "40 percent" and "$14" say it."""
_SOME_MORE = re.compile(r"(several|many|some|any|few|a few|no|two|three) (more|others|other|ones|such)")
_SUCH = re.compile(
    r"\w (?<!no )(?<!any )such (?!as\b|an?\b)|^(?:some|many|most|all|none|one|several) of (?:these|those) \w+$",
    re.IGNORECASE,
)
"""Behind another word: "4,500 such donors", "some of these people", of whom the sentence before speaks."""
_LAST_ONE = re.compile(r"\b(?<!this )(?<!that )(?<!no )ones?$")


def _is_modifier(statement: Statement, clause: Clause) -> bool:
    """Tell a doer that but describes the noun: "a Capitol Hill rally" says of no hill that it rallied."""
    start, end = statement.predicate.start or 0, statement.subject.end
    adjective = statement.subject.mention is not None and statement.subject.label.lower() in _PARTIES
    return (
        (start == end + 1 or adjective)
        and not clause.subject.text.endswith(("'s", "’s"))
        and statement.subject.text[:1].isupper()
    )


def _is_some(statement: Statement, subject: str) -> bool:
    """Tell a subject that only its own relative clause describes ("a group that is devoted to"), beside no named thing."""
    if not re.fullmatch(r"(?:(?:a|an|some|any) [a-z-]+|[a-z-]+s)", lower_article(subject)):
        return False
    named = any(one.entity is not None for one in (statement.object, *statement.arguments) if one is not None)
    gap = (statement.predicate.start or 0) - statement.subject.end
    reduced = not _is_finite(statement) if statement.predicate.text and statement.kind == "clause" else False
    return not named and (reduced or gap in (5, 6, 7)) and statement.kind == "clause"


def _bad_whole(statement: Statement, clause: Clause) -> Fragment | None:
    """Return "empty" where a predicate says nothing by itself, "bare title" for a title that does not say of what."""
    if statement.kind == "name":
        return _bad_name(statement, clause)
    lemma = statement.predicate.lemma.removeprefix("be ").split()[0]
    own = statement.predicate.lemma
    behind = [piece for piece in clause.rest if piece.kind in ("object", "role")]
    said = [piece for piece in behind if words_in(piece.text) > 1 or piece.kind == "object"]
    if clause.subject.text == "there":
        return None if words_in(clause.rest[0].text) > 1 else "empty"
    if statement.predicate.voice == "passive" and lemma in ("born", "bear") and not behind:
        return "empty"
    if statement.rule.startswith("copula") and clause.rest and _wants_more(clause.rest[-1].text):
        return "cut off"
    if own == "be" or statement.rule.startswith("copula"):
        return "empty" if not behind else None
    if not behind and statement.predicate.voice == "active" and len(own.split()) == 1:
        return None if lemma in verbs_of("intransitive") - _EMPTY | _TELLING else "empty"
    if (
        statement.object is None
        and lemma in _NEEDS_OBJECT
        and statement.predicate.voice == "active"
        and len(own.split()) == 1
    ):
        filled = {argument.role for argument in statement.arguments} & {
            "content",
            "theme",
            "attribute",
            "topic",
            "purpose",
            "goal",
        }
        return None if filled and said else "empty"
    if statement.predicate.voice == "passive" and not behind and lemma in _EMPTY:
        return "empty"
    if own in _SAYING and not behind:
        return "empty"
    if lemma in _TOLD and statement.object is not None and len(behind) == 1:
        return "empty"
    return None


def _wants_more(text: str) -> bool:
    """Tell a judgement whose point is missing: "fairly sure", "as fiery", "himself"."""
    last = text.split()[-1].lower()
    return (
        last in _WANTING or re.search(r"\b(as|so|too) [a-z]+$", text) is not None or last.endswith(("self", "selves"))
    )


def _bad_name(statement: Statement, clause: Clause) -> Fragment | None:
    if statement.rule == "body-of":
        return "tautology"
    if statement.object is None:
        return "empty"
    said = re.sub(r"^(a|an|the) ", "", " ".join(piece.whole for piece in clause.rest).lower())
    if statement.rule == "title" and (said.rstrip(".") in _TITLES or words_in(said) == 1 or _is_plain_role(clause)):
        return "bare title"
    if (
        statement.rule == "apposition"
        and re.fullmatch(r"[a-z-]+", said)
        and clause.rest[0].text.split()[0] in ("a", "an", "the")
    ):
        return "bare title"
    if statement.rule in ("title", "apposition") and not re.search(r"[a-z]{3}", said):
        return "cut off"
    if statement.rule == "owner":
        return "tautology" if _shares_name(statement) else "empty"
    if statement.rule == "apposition" and statement.object.entity is not None and statement.subject.entity is not None:
        return "cut off"
    return "tautology" if _shares_name(statement) and statement.rule != "place-in" else None


def _is_plain_role(clause: Clause) -> bool:
    """Tell "a campaign manager", which wants an "of whom", from "a political analyst" and "House Speaker"."""
    words = " ".join(piece.text for piece in clause.rest).split()
    return words[-1].islower() and words[-1] in _TITLES


def _shares_name(statement: Statement) -> bool:
    if statement.object is None:
        return False
    one, other = (set(_WORD.findall(end.label.lower())) for end in (statement.subject, statement.object))
    return bool({word for word in one & other if len(word) > 3})


def _same_words(one: str, other: str) -> bool:
    first, second = (set(_WORD.findall(re.sub(r"^(the|a|an) ", "", text))) for text in (one, other))
    return first == second


_NUMBER = re.compile(
    r"(?:about |nearly |some |only |just |more than |at least |as many as |fewer than |up to |around |almost )?"
    r"(?:\$?[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|half)(?: ?%| percent| million| billion)?"
)


def is_mere_number(text: str) -> bool:
    """Tell a number that does not say of what: "14", "64 percent"."""
    return _NUMBER.fullmatch(text) is not None
