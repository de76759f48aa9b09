"""Mends what the parser often gets wrong, before anything is read from the tree; in goes a parse, and it is changed in place.

Each repair shows a sentence, the wrong attachment and the right one. They look only at labels, tags and distance, so that a
right tree is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from kg.extraction.repairs import attachments, clauses, reports, words
from kg.extraction.rules import name_of
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.trace import Mend, Trace

Repair = Callable[[Token], None]
Numbered = tuple[tuple[int, Repair], ...]
ANY = "any"

ARTICLES = frozenset({"the", "a", "an"})
IN_ORDER: tuple[tuple[Repair, str], ...] = (
    (words.hyphenated_verb, "relcl ROOT conj ccomp advcl acl"),
    (words.hyphenated_noun, "dobj pobj nsubj attr"),
    (words.kin_by_law, "prep"),
    (clauses.subject_of_auxiliary, "aux auxpass"),
    (clauses.whether_or_not, ANY),
    (attachments.score_of_game, ANY),
    (clauses.main_verb_after_relative, "acl"),
    (reports.that_of_conjunct, "mark nsubj det"),
    (reports.inverted_report, "amod compound"),
    (reports.inverted_report_between, "nsubj"),
    (reports.inverted_parenthetical, "parataxis"),
    (reports.content_of_report, "mark advmod"),
    (reports.content_behind_participle, "mark dobj"),
    (reports.speaker_of_report, "ROOT ccomp"),
    (reports.saying_of_report, "advcl"),
    (reports.report_of_conjunct, "conj"),
    (clauses.wished_participle, "ccomp xcomp"),
    (reports.told_participle, "ROOT ccomp conj"),
    (reports.gerund_of_content, "xcomp ccomp csubj"),
    (reports.has_said, ANY),
    (clauses.calling_verb, "acl"),
    (clauses.called_noun, "acl"),
    (attachments.object_behind, "dobj"),
    (clauses.verb_of_headless, "acl"),
    (reports.finite_of_content, "ccomp"),
    (clauses.small_clause, "ccomp"),
    (clauses.listed_participle, "conj"),
    (clauses.listed_adjective, "amod"),
    (attachments.time_of_noun, "prep"),
    (clauses.participle_of_preposition, "acl advcl pcomp"),
    (clauses.participle_after_noun, "advcl"),
    (clauses.gerund_object, "advcl"),
    (clauses.participle_of_expected, "advcl"),
    (attachments.extraposed_preposition, "prep"),
    (attachments.existential_preposition, "prep"),
    (attachments.light_object, "prep"),
    (attachments.charge_of_object, "prep"),
    (attachments.kept_from_doing, "prep"),
    (attachments.goal_behind_origin, "prep"),
    (attachments.origin_of_object, "prep"),
    (attachments.target_of_use, "prep"),
    (attachments.agent_of_deed, "prep"),
    (attachments.manner_of_verb, "prep"),
    (attachments.complement_of_noun, "prep"),
    (clauses.antecedent_in_number, "relcl"),
)
"""The repairs in the order in which a token goes through them, each with the labels of the tokens that it looks at; later
ones read what earlier ones have mended."""


def repair(parse: Parse) -> None:
    """Apply all repairs, token by token, in text order; no repair is about a mark or an article."""
    found = _repairs_of if parse.trace is None else partial(_noted_repairs, parse, parse.trace)
    for token in parse.tokens:
        if token.pos != "PUNCT" and token.lower not in ARTICLES:
            _mend(token, found)


def _mend(token: Token, repairs_of: Callable[[str], Numbered]) -> None:
    done = -1
    label = ""
    while label != token.dep:
        label = token.dep
        for number, mend in repairs_of(label):
            if number > done:
                mend(token)
                done = number
                if token.dep != label:
                    break


@cache
def _repairs_of(label: str) -> Numbered:
    """Return the repairs of tokens with a label, with their places in the order."""
    return tuple((n, mend) for n, (mend, labels) in enumerate(IN_ORDER) if labels == ANY or label in labels.split())


def _noted_repairs(parse: Parse, trace: Trace, label: str) -> Numbered:
    """Return the repairs of tokens with a label, each of which takes down what it changes in the sentence."""
    return tuple((number, partial(_note, parse, trace, mend)) for number, mend in _repairs_of(label))


def _note(parse: Parse, trace: Trace, mend: Repair, token: Token) -> None:
    first, end = parse.bounds[token.sent]
    before = parse.edges(first, end)
    mend(token)
    changed = [(b, a) for b, a in zip(before, parse.edges(first, end), strict=True) if b != a]
    if changed:
        old, new = zip(*changed, strict=True)
        trace.mends.append(Mend(token.i, name_of(mend), old, new))
