"""Mends what the parser often gets wrong, before anything is read from the tree; in goes a parse, and it is changed in place.

Each repair shows a sentence, the wrong attachment and the right one. They look only at labels, tags and distance, so that a
right tree is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from kg.extraction.repairs import attachments, clauses, joined_clauses, reports, words
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
    (clauses.subject_of_auxiliary, "aux auxpass"),
    (clauses.swallowed_subject, "ROOT ccomp"),
    (attachments.score_of_game, ANY),
    (attachments.noun_of_preposition, "pobj"),
    (joined_clauses.subject_before_day, "nsubj"),
    (joined_clauses.number_of_noun, "ccomp"),
    (clauses.counted_noun, ANY),
    (clauses.content_of_copula, "ROOT ccomp conj advcl parataxis"),
    (clauses.adjective_before_copula, "nsubj"),
    (clauses.day_that_begins, "nsubj"),
    (joined_clauses.main_verb_after_relative, "acl"),
    (joined_clauses.clause_of_preposition, "conj"),
    (joined_clauses.that_of_conjunct, "mark nsubj det"),
    (reports.inverted_report, "amod compound"),
    (reports.inverted_report_between, "nsubj"),
    (reports.report_of_first, "parataxis"),
    (reports.inverted_parenthetical, "parataxis"),
    (clauses.few_if_any, ANY),
    (reports.content_of_noun, ANY),
    (reports.content_of_report, "mark advmod"),
    (reports.participle_of_reported, "advcl"),
    (reports.saying_of_report, "advcl"),
    (clauses.listed_verb, "conj"),
    (clauses.called_noun, "acl"),
    (attachments.object_behind, "dobj"),
    (clauses.verb_of_headless, "acl"),
    (reports.that_of_content, "det"),
    (reports.framing_of_relative, "nsubj"),
    (reports.finite_of_content, "ccomp"),
    (reports.day_of_report, "prep npadvmod advmod"),
    (reports.day_before_content, "compound nmod"),
    (attachments.about_number, "prep"),
    (clauses.listed_participle, "conj"),
    (clauses.listed_adjective, "amod"),
    (attachments.time_of_noun, "prep"),
    (attachments.topic_of_time, "prep"),
    (attachments.clause_of_noun, "prep"),
    (clauses.participle_of_preposition, "acl advcl pcomp"),
    (clauses.participle_after_noun, "advcl"),
    (clauses.gerund_object, "advcl"),
    (clauses.participle_of_expected, "advcl"),
    (attachments.extraposed_preposition, "prep"),
    (attachments.existential_preposition, "prep"),
    (clauses.agent_of_participle, "prep"),
    (clauses.verb_before_article, "amod"),
    (clauses.main_verb_of_noun, "acl relcl"),
    (attachments.light_object, "prep"),
    (attachments.person_of_relative, "relcl"),
    (attachments.charge_of_object, "prep"),
    (attachments.origin_of_object, "prep"),
    (attachments.supply_of_object, "prep"),
    (attachments.description_of_object, "prep"),
    (attachments.agent_behind_noun, "prep agent"),
    (attachments.gerund_of_verb, "prep"),
    (attachments.manner_of_verb, "prep"),
    (attachments.cause_of_death, "prep"),
    (attachments.request_in_letter, "acl relcl"),
    (attachments.relative_of_event, "relcl"),
    (attachments.complement_of_noun, "prep"),
    (attachments.amount_of_money, "dobj pobj attr"),
    (clauses.found_of_founding, ANY),
    (clauses.dative_before_object, "compound"),
    (clauses.antecedent_in_number, "relcl"),
    (joined_clauses.nor_of_content, "conj"),
    (joined_clauses.condition_behind_and, "conj"),
    (joined_clauses.relative_of_vote, "relcl"),
    (joined_clauses.subject_behind_and, "conj"),
    (joined_clauses.perfect_of_content, "conj"),
    (joined_clauses.listed_after_content, "conj"),
    (joined_clauses.conjunct_of_relative, "conj"),
    (reports.conjunct_of_report, "conj"),
    (reports.condition_of_content, "advcl"),
    (reports.report_behind_content, "conj"),
    (reports.concession_of_report, "advcl"),
    (reports.called_for, "advcl"),
    (attachments.time_of_passive, "dobj"),
    (attachments.description_behind_name, "dobj"),
    (attachments.adverb_of_infinitive, "advmod"),
    (attachments.agent_of_listed, "prep agent"),
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
