"""Statements that verbs carry; in goes a parse, out come propositions, one for each clause.

The inventory follows ClausIE (Del Corro and Gemulla 2013): every verb with a subject of its own or a shared one makes one
n-ary proposition, never its binary parts beside it. Open complements are merged into the verb that governs them
("is seeking to acquire missiles": acquire), since what is sought is the statement and the seeking is its modality.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.propositions.arguments import fill, has_to_do, prepositional_object
from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.rules import Off, rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.subjects import subject_of
from kg.extraction.syntax.token import NOMINALS, Token, is_amount
from kg.extraction.syntax.verbs import (
    governor,
    is_passive,
    is_predicate,
    lemma_of,
    merged_complement,
    particle_of,
    subject_child,
    verb_words,
)
from kg.lexicon.words import function_words_of, nouns_of, verbs_of

MOST_WORDS_BACK = 14


def find_clauses(parse: Parse) -> Iterator[Proposition]:
    """Yield the propositions of all verbs; questions, commands and clauses without a subject give none."""
    asked = _question_tokens(parse)
    for token in parse.tokens:
        if token.pos == "ADJ" and token.dep == "advcl" and token.i not in asked:
            yield from _adjective_clause(token)
        if not is_predicate(token) or merged_complement(token):
            continue
        found = "it stands in a question" if token.i in asked else _proposition(token)
        if isinstance(found, Proposition):
            yield found
        elif parse.trace is not None:
            parse.trace.drop(token.i, "clauses", found)


@rule("Similar to Russia, the government sought help.", "the government | be similar to | Russia", off=())
def _adjective_clause(adjective: Token) -> Iterator[Proposition]:
    """Read "Similar to Russia, the government sought help": the government, be similar to, Russia."""
    link = adjective.child("prep")
    target = link.child("pobj") if link is not None else None
    subject, sure = subject_of(adjective.head) if adjective.head.pos in ("VERB", "AUX") else (None, 0.0)
    if link is None or target is None or subject is None or subject.pos not in NOMINALS or target.time is not None:
        return
    if adjective.lower in ("several", "many", "most", "some", "few", "more", "such"):
        return
    lemma = f"be {adjective.lemma.lower()} {link.lower}"
    yield Proposition(
        "clause", adjective, [adjective, link], lemma, subject, target, [], "adjective-clause", 0.75 * sure
    )


@rule("Did the minister resign?", "not: the minister | resign", off=frozenset())
def _question_tokens(parse: Parse) -> set[int]:
    """Return the numbers of the tokens that a question mark closes; what is asked is not stated."""
    asked: set[int] = set()
    for first, end in parse.bounds:
        start = first
        for token in parse.tokens[first:end]:
            if token.text in (".", "!", "?", ";", "“", '"', "”"):
                if token.text == "?":
                    asked.update(range(start, token.i))
                start = token.i + 1
    return asked


def _group(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return the words of a verb with those it is merged under, and these governors, outermost first."""
    governors: list[Token] = []
    words = verb_words(verb)
    token = verb
    while (above := governor(token)) is not None:
        between = [token.head] if token.head is not above else []
        words = verb_words(above) + between + words
        governors.insert(0, above)
        token = above
    return words, governors


def _proposition(verb: Token) -> Proposition | str:
    """Return what a verb states, or why it states nothing."""
    words, governors = _group(verb)
    top = governors[0] if governors else verb
    if _is_command(top):
        return "it is a command"
    if _is_idle(verb):
        return "it states nothing by itself"
    subject, sure = subject_of(top)
    if subject is None:
        return "it has no subject"
    why_not = _why_no_subject(subject, verb, governors)
    if why_not:
        return why_not
    if governors and governors[-1].child("dobj") is not None:
        subject = governors[-1].child("dobj") or subject
    if verb.dep == "relcl" and subject is verb.head and subject.lower in function_words_of("needs-its-clause"):
        return "its subject is anybody or anything"
    distance = abs(top.i - subject.i)
    confidence = 0.92 * sure - (0.1 if distance > MOST_WORDS_BACK else 0.0)
    found = Proposition("clause", verb, words, lemma_of(verb), subject, None, [], "verb", confidence)
    found.governors = governors
    found.verb_lemma = found.lemma
    fill(found, verb)
    if is_passive(verb) or (governors and is_passive(verb)):
        passive = _turn_passive(found, verb)
        return "a participle alone is but an adjective" if _is_bare_participle(passive, verb) else passive
    return found


@rule("What happened is unclear.", "not: What | happen", off="")
def _why_no_subject(subject: Token, verb: Token, governors: list[Token]) -> str:
    """Return why a word cannot be what a verb is said of, "" where it can."""
    if subject.lower == "it" and any(g.child("acomp") for g in governors):
        return "its subject is an empty it"
    if subject.tag in ("WP", "WDT", "EX", "WRB") or subject is verb:
        return "its subject is a question word, an empty there or itself"
    nominal = subject.pos in NOMINALS or subject.tag in ("DT", "VBG", "JJ", "CD", "JJS", "NN") or subject.dep == "csubj"
    bare_adjective = subject.tag == "JJ" and verb.lemma == "be" and subject.child("det") is None
    return "" if nominal and not bare_adjective else "its subject is no noun"


@rule("The parade was led by the band, followed by the guests.", "not: the guests | follow | The parade", off=False)
def _is_idle(verb: Token) -> bool:
    """Tell verbs that state nothing by themselves: "as he wished", "followed by", "let alone", "what it wants"."""
    mark = verb.child("mark")
    wishes = mark is not None and mark.lower == "as" and verb.lemma in verbs_of("as-its-subject-wishes")
    if wishes and verb.child("dobj", "ccomp", "xcomp") is None:
        return True
    if (verb.lower == "followed" and verb.dep == "advcl") or (mark is not None and _compares(verb, mark)):
        return True
    if verb.dep != "relcl" and any(c.tag == "WP" for c in verb.kids("dobj")):
        return True
    if verb.lower == "let" and any(c.lower == "alone" for c in verb.children):
        return True
    return verb.lemma == "do" and has_to_do(verb) is not None


@rule("The dam cost more than the state had planned.", "not: the state | plan", off=False)
def _compares(verb: Token, mark: Token) -> bool:
    """Tell "more than he knew", and "was third, as she had been in Rio": what she had been stands in the clause before."""
    if mark.lower != "as":
        return mark.lower == "than"
    bare = verb.lemma in ("be", "do", "have") and verb.child("attr", "acomp", "dobj", "ccomp", "xcomp", "expl") is None
    return bare and verb.dep == "advcl" and verb.head.child("attr", "acomp", "dobj") is not None


@rule("Let's close the border.", "not: 's | close | the border", off=False)
def _is_command(verb: Token) -> bool:
    """Tell a command; it states nothing."""
    if verb.lower == "let" and any(t.lower in ("'s", "’s", "us") and t.i == verb.i + 1 for t in verb.subtree()):
        return True
    if verb.dep in ("ccomp", "xcomp") and verb.head.lower == "let" and _is_command(verb.head):
        return True
    return verb.dep == "ROOT" and verb.tag == "VB" and subject_child(verb) is None


@rule("The priest named those killed.", "not: those | be killed", off=False)
def _is_bare_participle(found: Proposition, verb: Token) -> bool:
    """Tell "the sum involved", "those killed": a participle with nothing behind it says no more than an adjective."""
    bare = verb.dep == "acl" and found.object is None and not found.slots
    return bare and all(c.dep == "punct" for c in verb.children)


@rule("The launchers were fired by Russia.", "Russia | fire/launch | The launchers", off=Off.FIRST)
def _turn_passive(found: Proposition, verb: Token) -> Proposition:
    """Turn a passive with an agent to the active; without one the patient stays subject and the lemma starts with be.

    "launchers were fired by Russia": Russia, fire, launchers. "launchers were fired at Kyiv": launchers, be fired at, Kyiv.
    """
    agent = next(
        (s for s in found.slots if s.marker is not None and s.marker.lower == "by" and _is_agent(s, verb)), None
    )
    if agent is not None:
        found.slots.remove(agent)
        if found.object is not None:
            found.slots.insert(0, Slot("theme", None, found.object))
        found.object, found.subject = found.subject, agent.head
        if agent.marker is not None:
            found.words.append(agent.marker)
        found.rule = "passive-agent"
        return found
    found.voice = "passive"
    participle = verb.lower if verb.tag in ("VBN", "VBD") else f"{verb.lemma.lower()}"
    particle = particle_of(verb)
    found.lemma = f"be {participle}" + (f" {particle.lower}" if particle is not None else "")
    found.rule = "passive"
    if found.object is None and verb.child("oprd", "attr") is None:
        prepositional_object(found, verb)
        found.rule = "passive"
    return found


@rule("The bridge was closed by police.", "police | close | The bridge", off=False)
def _is_agent(slot: Slot, verb: Token) -> bool:
    return (
        slot.head.time is None
        and not is_amount(slot.head)
        and verb.lemma not in verbs_of("stays-passive")
        and slot.head.lemma.lower() not in nouns_of("no-agent")
        and slot.head.lemma.lower() not in nouns_of("time-unit")
        and slot.head.pos in (*NOMINALS, "DET", "ADJ")
        and (slot.marker is None or slot.marker.dep == "agent" or slot.marker.i > verb.i)
    )
