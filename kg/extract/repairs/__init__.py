"""Mends what the parser often gets wrong, before anything is read from the tree; in goes a parse, and it is changed in place.

Each repair shows a sentence, the wrong attachment and the right one. They look only at labels, tags and distance, so that a
right tree is left alone.
"""

from __future__ import annotations

from kg.extract.repairs import attachments, clauses, joints, reports, words
from kg.extract.syntax import Parse

ARTICLES = frozenset({"the", "a", "an"})
IN_ORDER = (
    words.hyphenated_verb,
    words.scale_of_amount,
    clauses.subject_of_auxiliary,
    clauses.swallowed_subject,
    attachments.score_of_game,
    attachments.noun_of_preposition,
    joints.subject_before_day,
    joints.number_of_noun,
    clauses.counted_noun,
    clauses.content_of_copula,
    clauses.adjective_before_copula,
    joints.main_verb_after_relative,
    joints.clause_of_preposition,
    joints.that_of_conjunct,
    reports.inverted_report,
    reports.inverted_report_between,
    reports.report_of_first,
    reports.inverted_parenthetical,
    clauses.few_if_any,
    reports.content_of_noun,
    reports.content_of_report,
    reports.participle_of_reported,
    reports.saying_of_report,
    clauses.listed_verb,
    clauses.called_noun,
    attachments.object_behind,
    clauses.verb_of_headless,
    reports.that_of_content,
    reports.framing_of_relative,
    reports.finite_of_content,
    reports.day_of_report,
    reports.day_before_content,
    attachments.about_number,
    clauses.listed_participle,
    clauses.listed_adjective,
    attachments.time_of_noun,
    clauses.participle_of_preposition,
    clauses.participle_after_noun,
    clauses.participle_of_expected,
    attachments.extraposed_preposition,
    attachments.existential_preposition,
    clauses.agent_of_participle,
    clauses.verb_before_article,
    clauses.main_verb_of_noun,
    attachments.light_object,
    attachments.person_of_relative,
    attachments.charge_of_object,
    attachments.origin_of_object,
    attachments.supply_of_object,
    attachments.description_of_object,
    attachments.agent_behind_noun,
    attachments.gerund_of_verb,
    attachments.manner_of_verb,
    attachments.cause_of_death,
    attachments.request_in_letter,
    attachments.relative_of_event,
    attachments.complement_of_noun,
    attachments.amount_of_money,
    clauses.found_of_founding,
    clauses.dative_before_object,
    clauses.antecedent_in_number,
    joints.nor_of_content,
    joints.condition_behind_and,
    joints.relative_of_vote,
    joints.subject_behind_and,
    joints.perfect_of_content,
    joints.listed_after_content,
    joints.conjunct_of_relative,
    reports.conjunct_of_report,
    reports.condition_of_content,
    reports.concession_of_report,
    reports.called_for,
    attachments.time_of_passive,
    attachments.adverb_of_infinitive,
    attachments.agent_of_listed,
)
"""The repairs in the order in which a token goes through them; later ones read what earlier ones have mended."""


def repair(parse: Parse) -> None:
    """Apply all repairs, token by token, in text order; no repair is about a mark or an article."""
    for token in parse.tokens:
        if token.pos == "PUNCT" or token.lower in ARTICLES:
            continue
        for mend in IN_ORDER:
            mend(token)
