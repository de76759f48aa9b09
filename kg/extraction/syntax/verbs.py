"""Verbs and the words around them: which tokens head clauses, what is passive, what is merged, what the lemma is."""

from __future__ import annotations

from kg.extraction.syntax.token import AUXILIARIES, CLAUSES, Token
from kg.lexicon.words import function_words_of, modifiers_of, verbs_of

COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
NOT_PREDICATES = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "det", "cc", "nmod", "punct", "case"})


def is_predicate(token: Token) -> bool:
    """Tell whether a token is the head verb of a clause."""
    if token.pos not in ("VERB", "AUX") or token.dep in NOT_PREDICATES or token.tag in ("MD", "TO"):
        return False
    if token.dep in CLAUSES:
        return True
    if token.dep == "conj":
        return token.head.pos in ("VERB", "AUX") or subject_child(token) is not None
    return subject_child(token) is not None


def judged_by(verb: Token) -> tuple[Token, Token] | None:
    """Return what a verb judges and what it says of it, None where it does not judge.

    "called the mayor a liar": mayor, liar. "described the offer as an insult": offer, insult.
    """
    if verb.pos != "VERB" or verb.lemma not in verbs_of("judging"):
        return None
    thing = verb.child("dobj", "nsubjpass") if is_passive(verb) else verb.child("dobj")
    said = verb.child("oprd")
    both = verb.kids("oprd")
    if thing is None and len(both) == 2 and both[0].pos in ("NOUN", "PROPN", "PRON"):
        thing, said = both  # "called both Khan and Lee crazy"
    if said is None:
        link = next((p for p in verb.kids("prep") if p.lower == "as" and thing is not None and p.i > thing.i), None)
        said = link.child("pobj", "amod", "pcomp") if link is not None else None
    if thing is None or said is None or thing.tag in ("WDT", "WP"):
        return None
    small = said.pos == "PROPN" and said.text.islower()  # "the orange prince"
    if said.pos not in ("NOUN", "ADJ") and not small:
        return None
    return thing, said


def merged_complement(token: Token) -> Token | None:
    """Return the open complement that a verb is merged with: acquire for seeking in "is seeking to acquire missiles"."""
    below = token.child("xcomp")
    if below is None or below.pos not in ("VERB", "AUX") or not _is_open(below):
        adjective = token.child("acomp", "attr", "oprd")
        if adjective is None or adjective.pos != "ADJ" or token.lemma not in verbs_of("copula"):
            return None
        below = adjective.child("xcomp")
        subject = subject_child(token)
        if subject is not None and subject.lower == "it" and subject.i < adjective.i and not _is_able(adjective):
            return None
        if below is None or below.tag != "VB" or adjective.lemma in modifiers_of("judging"):
            return None
        return below
    if subject_child(below) is not None or token.child("dobj", "dative") is not None:
        return None
    if addressee(token, below) is not None:
        return None
    if is_passive(token):
        return None if token.child("agent") is not None or token.lemma == "use" else below
    bare = below.tag == "VB" and below.child("aux") is None
    return None if bare and token.lemma not in verbs_of("bare-infinitive") else below


def _is_able(adjective: Token) -> bool:
    """Tell adjectives that are said of who acts ("it is ready to sell") from those of the deed ("it is absurd to sell")."""
    return adjective.lemma.lower() in modifiers_of("dispositional")


def _is_open(below: Token) -> bool:
    """Tell "to acquire", "acquiring", and "to be acquired"."""
    return below.tag in ("VB", "VBG") or (below.tag == "VBN" and any(c.lower == "to" for c in below.kids("aux")))


def addressee(verb: Token, below: Token) -> Token | None:
    """Return who is called on: the bank in "called on the bank to act"."""
    if verb.lemma not in verbs_of("calling-on"):
        return None
    for preposition in verb.kids("prep"):
        target = preposition.child("pobj")
        if (
            target is not None
            and preposition.lower in ("on", "upon", "for", "to", "with")
            and verb.i < target.i < below.i
        ):
            return target
    return None


def governor(token: Token) -> Token | None:
    """Return the verb that a merged complement hangs from, adjectives passed over."""
    above = token.head
    if token.dep == "xcomp" and above.pos == "ADJ" and above.dep in COMPLEMENTS:
        above = above.head
    return above if token.dep == "xcomp" and merged_complement(above) is token else None


def _says_that(token: Token) -> bool:
    """Return True for "the minister, Ann Lee, conceded that …", whom nobody concedes; False for "the minister, told that …"."""
    content = token.child("ccomp")
    said = content is not None and content.child("mark") is not None and token.child("agent") is None
    return said and token.lemma in verbs_of("reporting") and token.lemma not in verbs_of("ditransitive", "addressing")


def _is_told(token: Token) -> bool:
    """Return True for "the minister, told that the dam had burst, resigned": who tells tells somebody."""
    content = token.child("ccomp")
    heard = content is not None and content.child("mark") is not None and content.i > token.i
    alone = token.child("dobj", "dative", "aux", "prep") is None
    return heard and alone and token.tag in ("VBD", "VBN") and token.lemma in verbs_of("telling")


def is_passive(token: Token) -> bool:
    """Tell whether a verb is passive; a bare participle after a noun or conjoined to a passive counts.

    "14 were killed and 120 injured", "was approved by the Senate and sent to the president"; not "was born and moved".
    """
    if token.lemma == "be":
        return False
    bare = token.child("auxpass") is None and token.dep not in ("acl", "relcl")
    if bare and token.lemma in verbs_of("intransitive"):
        return False
    if token.child("auxpass", "nsubjpass") is not None:
        return True
    if token.child("aux") is not None or token.tag not in ("VBN", "VBD"):
        return False
    if token.tag == "VBD" and token.lower in verbs_of("past-form"):
        return False
    if token.child("ccomp") is not None and (_is_told(token) or (token.dep == "acl" and _says_that(token))):
        return _is_told(token)
    if token.dep == "conj":
        return _is_joined_passive(token)
    if token.dep in ("acl", "relcl", "appos") and any(
        c.lower in modifiers_of("most-affected") for c in token.kids("advmod")
    ):
        return subject_child(token) is None and token.child("dobj") is None
    links = ("with", "by", "as", "for") if token.head.dep in ("appos", "dobj", "pobj") else ("with", "by", "as")
    linked = any(p.lower in links and p.i == token.i + 1 for p in token.kids("prep", "agent"))
    reduced = token.head.dep in ("nsubj", "nsubjpass") and token.head.head.i > token.i
    reduced = reduced and token.lemma not in verbs_of("intransitive")
    if token.dep == "acl" and token.tag == "VBD" and (linked or reduced):
        return subject_child(token) is None and token.child("dobj") is None
    clausal = token.dep in ("acl", "advcl", "relcl", "ROOT", "ccomp", "xcomp")
    return token.tag == "VBN" and clausal and token.child("nsubj") is None


def _is_joined_passive(token: Token) -> bool:
    """Return True for "14 were killed and 120 injured"; False for "was born and moved"."""
    if token.child("nsubj") is not None and token.tag == "VBD":
        return False
    if token.lemma in verbs_of("intransitive"):
        return False
    if token.child("dobj") is not None:
        return token.lemma in verbs_of("receiving") and token.tag == "VBN" and is_passive(token.head)
    after_be = token.head.lemma == "be" and token.tag == "VBN"
    return after_be or (token.head.tag == "VBN" and is_passive(token.head))


def is_before_semicolon(clause: Token, verb: Token) -> bool:
    """Tell a sentence of its own: "Critics said so; supporters countered" has two."""
    return any(t.text == ";" and clause.i < t.i < verb.i for t in (*verb.kids("punct"), *clause.kids("punct")))


def subject_child(token: Token) -> Token | None:
    """Return a verb's own subject, an expletive "there" or "it" included."""
    return token.child("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def is_that_clause(clause: Token) -> bool:
    """Tell a clause that says what a noun or verb is about: "reports that a dam had burst", however "that" is labelled."""
    subject = subject_child(clause)
    if subject is None or subject.lower == "that":
        return False
    introduced = any(c.lower == "that" and c.i < subject.i for c in clause.children)
    filled = len(clause.kids("dobj")) > 1
    return introduced and (clause.dep != "relcl" or filled or any(c.lower == "that" for c in clause.kids("mark")))


def verb_words(verb: Token) -> list[Token]:
    """Return the verb with auxiliaries, negation, particle and the adverbs between them, in text order."""
    words, particle = [verb], particle_of(verb)
    for child in verb.children:
        if child.dep in AUXILIARIES or child.dep in ("neg", "prt") or child is particle:
            words.append(child)
        elif child.dep == "advmod" and child.i == verb.i - 1 and child.tag in ("RB", "RBR") and not child.children:
            words += [child] if child.time is None else []
    words.sort(key=lambda token: token.i)
    if verb.dep == "conj" and subject_child(verb) is None and verb.child("aux", "auxpass") is None:
        above = verb.head
        if above.child("aux", "auxpass") is not None and above.tag == verb.tag and not _own_tense(verb):
            words = [w for w in verb_words(above) if w.dep in AUXILIARIES] + words
    return words


def _own_tense(verb: Token) -> bool:
    return verb.tag in ("VBD", "VBZ", "VBP")


def particle_of(verb: Token) -> Token | None:
    """Return the particle that makes another verb of this one: "ahead" in "went ahead"."""
    particle = verb.child("prt")
    if particle is not None and not any(c.lower == "ahead" and c.i == particle.i + 1 for c in verb.kids("advmod")):
        return particle
    words = function_words_of("particle")
    return next(
        (
            c
            for c in verb.kids("advmod", "prep")
            if c.i == (verb if particle is None else particle).i + 1 and c.lower in words and not c.children
        ),
        None,
    )


def lemma_of(verb: Token) -> str:
    """Return the lemma with its particle: "set up", "come out ahead"."""
    particle = particle_of(verb)
    base = "be" if verb.lower in ("'s", "’s", "'re", "’re") else verb.lemma.lower()
    first = verb.child("prt")
    if particle is not None and first is not None and first is not particle:
        base = f"{base} {first.lower}"
    return f"{base} {particle.lower}" if particle is not None else base
