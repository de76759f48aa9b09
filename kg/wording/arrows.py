"""The words of an arrow: in goes a statement as a clause, out come its verb and what belongs to it, with holes for names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon.inflection import past, third_person
from kg.model import Statement
from kg.wording.clauses import Clause
from kg.wording.verbs import NEGATIVE, active, base_of, main_clause, negate, tense_of
from kg.wording.wording import short

if TYPE_CHECKING:
    from kg.wording.sentences import Wordings


def arrow_words(statement: Statement, clause: Clause, words: Wordings) -> str:
    """Return the words that lead from a statement's subject to its object: "may have supplied", "did not fire at".

    A passive is turned with its verb, since the arrow leads from the doer.
    """
    said = " ".join((clause.verb.text, *(piece.text for piece in clause.rest if piece.kind == "predicate")))
    if statement.rule == "passive-agent" and statement.object is not None and statement.predicate.start is not None:
        verb, _, _ = words.clauses.verb_of(statement)
        made = main_clause(
            active(verb),
            plural=words.names.of(statement.subject).plural,
            modality=statement.modality,
            negated=statement.polarity == "negated",
            said_no=False,
        )
        return " ".join(made)
    if clause.subject.kind == "predicate":
        said = f"there {said}"
    link = clause.link
    ends = " ".join((said, clause.subject.text, *(piece.text for piece in clause.rest if piece.kind != "role")))
    if statement.polarity == "negated" and not NEGATIVE.search(ends):  # the text denies it elsewhere: "with no weapons"
        said = " ".join(negate(tuple(said.split()), statement.predicate.lemma.split()[0]))
    return f"{said} {link}".strip()


def turned_words(statement: Statement, label: str, words: Wordings) -> str:
    """Return the words of an arrow that leads the way of a statement's relation, where the sentence goes the other way.

    `label` is what the relation is called ("sells to"); of "Russia bought drones from Iran" the arrow from Iran says "sold
    to", and of "Russia plans to buy" "is to sell to".
    """
    first, _, rest = label.partition(" ")
    verb, _, _ = words.clauses.verb_of(statement)
    base = base_of(first)
    own = tense_of(verb)
    if base is None:
        said = (first, *rest.split())
    elif statement.modality in ("possible", "intended", "conditional") or own is None:
        modal = {"possible": ("may",), "intended": ("is", "to"), "conditional": ("would",)}.get(statement.modality)
        finite = past(base) if verb.tense == "past" else third_person(base)
        said = (finite, *rest.split()) if modal is None else (*modal, base, *rest.split())
    else:
        said = (past(base) if own == "past" else first, *rest.split())
    if statement.polarity == "negated":
        said = negate(said, base or first)
    return short(" ".join(said))
