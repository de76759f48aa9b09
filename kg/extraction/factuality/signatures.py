"""What every predicate above a clause says of it, nearest first; in goes a trigger, and its `Factuality` is changed in place.

The signatures are the classes `clause-…` of the lexicon (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006).
"""

from __future__ import annotations

from kg.extraction.factuality.facts import STRENGTH, Factuality
from kg.extraction.factuality.modality import inherit_modality, is_condition, is_either, own_modality
from kg.extraction.factuality.negation import adjective_negated, is_denied, is_negated
from kg.extraction.factuality.noun_signatures import EFFECTS, gerund_of_noun, is_infinitive, of_noun
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token, is_set_off, token_before
from kg.extraction.syntax.verbs import is_before_semicolon, is_passive, is_that_clause, lemma_of, subject_child
from kg.lexicon.words import function_words_of, modifiers_of, nouns_of, verbs_of

MOST_STEPS = 12
VERB_SIGNATURES = {
    "actual": "clause-actual",
    "fact": "clause-fact",
    "negated": "clause-negated",
    "intended": "clause-intended",
    "avoided": "clause-avoided",
    "possible": "clause-possible",
    "denied": "clause-denied",
    "unknown": "clause-unknown",
}
"""Signature -> the class of the verbs that have it; a verb of two has the first, and a that-clause the last three."""
ADJECTIVE_SIGNATURES = {
    "actual": "clause-actual",
    "intended": "clause-intended",
    "negated": "clause-negated",
    "possible": "clause-possible",
}


def climb(facts: Factuality, trigger: Token, *, reported: bool) -> None:
    """Apply the signatures of the predicates above, nearest first, up to the clause that is asserted."""
    token: Token | None = trigger
    for _ in range(MOST_STEPS):
        if token is None or token.head is token:
            return
        token = _step(facts, token, token.head)


def _step(facts: Factuality, token: Token, above: Token) -> Token | None:
    """Apply what stands right above a clause; return where to go on, or None where nothing above can matter."""
    match token.dep:
        case "xcomp" | "ccomp" | "csubj" | "csubjpass":
            return above if _complement(facts, token, above) else None
        case "acl":
            return above if of_noun(facts, token, above) else None
        case "advcl":
            return above if _adverbial(facts, token, above) else None
        case "conj":
            _conjunct(facts, token, above)
            if _is_finite_beside(token, above):
                return _finite_above(above)
        case "pcomp":
            return None if _whether_behind(facts, token) else _after_preposition(facts, token)
        case "relcl":
            if is_infinitive(token) or is_that_clause(token):
                of_noun(facts, token, above)
            elif above.lemma == "time" and above.head.lower in ("by", "until", "before"):
                inherit_modality(facts, above.head.head)
            return None
        case "parataxis":
            return None
    return above


def _is_finite_beside(token: Token, above: Token) -> bool:
    """Tell a clause of its own joined to an infinitive: "had to walk and their streams were drying up"."""
    return above.dep == "xcomp" and subject_child(token) is not None and not is_infinitive(token)


def _finite_above(token: Token) -> Token | None:
    """Return the clause that an infinitive belongs to; what is joined to the infinitive is joined to it."""
    while token.dep == "xcomp" and token.head is not token:
        token = token.head
    return token


@rule("The firm failed to sell the port.", "The firm | sell/sell | the port | - | negated actual", off=True)
def _complement(facts: Factuality, token: Token, above: Token) -> bool:
    """Apply a verb's or adjective's signature to its clause; False stops the climb."""
    mark = token.child("mark")
    if mark is not None and mark.lower in ("whether", "if"):
        facts.leave_open(mark, "whether")
        return False
    if is_infinitive(token) and any(c.tag == "WRB" for c in token.kids("advmod")):
        facts.leave_open(token, "how to")
        return False
    if token.dep == "ccomp" and any(
        c.tag == "WRB" and c.lower in ("where", "when", "why") for c in token.kids("advmod")
    ):
        return False
    adjective = above.child("acomp") if above.pos == "AUX" and token.dep == "ccomp" else above
    if adjective is not None and adjective.pos == "ADJ" and adjective.i < token.i:
        return _apply(facts, adjective, _adjective_signature(adjective), adjective_negated(adjective))
    if above.pos not in ("VERB", "AUX"):
        return of_noun(facts, token, above) if above.pos == "NOUN" else True
    splice = above.lemma not in verbs_of("parenthetical") or is_before_semicolon(token, above)
    if token.dep == "ccomp" and token.i < above.i and splice:
        return False
    return _governed(facts, token, above)


def _governed(facts: Factuality, token: Token, above: Token) -> bool:
    """Apply the verb that governs a clause, by what its own form says and by its class."""
    if above.lower == "had" and above.lemma == "have" and token.dep == "xcomp" and above.child("dobj") is None:
        facts.weaken("unknown", above, "had to")
        return _apply(facts, above, "plain", is_negated(above))
    if above.lower == "going" and above.child("aux") is not None and token.tag == "VB":
        return _apply(facts, above, "intended", is_negated(above))
    if above.lemma == "be" and token.dep == "xcomp":
        facts.weaken("intended", above, "is to")
        return True
    if above.lemma in ("have", "be") and any(c.lower == "yet" for c in above.kids("advmod")):
        return _apply(facts, above, "negated", is_negated(above))
    if (above.lemma == "provide" and above.tag in ("VBN", "VBG")) or any(
        c.lower == "provided" for c in token.kids("mark")
    ):
        facts.weaken("conditional", above, "provided that")
        return False
    signature = _verb_signature(token, above)
    if signature in ("fact", "reported", "denied", "unknown"):
        return _content(facts, above, signature)
    return _apply(facts, above, signature, is_negated(above))


@rule(
    "The minister was unwilling to admit that the dam had burst.",
    "the dam | burst | - | - | unknown unknown | The minister",
    off=True,
)
def _content(facts: Factuality, verb: Token, signature: str) -> bool:
    """Read what is said, thought or known: who "refused to concede that P" does not say that P is false; P is left open.

    A denial above the verb is about the saying, and stops the climb: "refused to believe that P" denies P once.
    """
    unwilling = _is_unwilling(verb)
    denied = unwilling or is_negated(verb)
    from_above = denied and (unwilling or verb.dep == "xcomp")
    if from_above and signature == "fact" and verb.lemma in verbs_of("speech"):
        facts.leave_open(verb, "refused to admit that")
    _apply(facts, verb, signature, denied)
    return not from_above


def _is_unwilling(verb: Token) -> bool:
    """Return True for "unwilling to say", "stopped short of saying", whose denial is no verb's own."""
    above = verb.head
    if verb.dep == "xcomp" and above.pos == "ADJ":
        return (_adjective_signature(above) == "negated") != adjective_negated(above)
    if verb.dep != "pcomp" or above.lower != "of":
        return False
    words = {above.head.lower, *(c.lower for c in (*above.kids("advmod"), *above.head.kids("advmod", "acomp")))}
    return "short" in words


def _reports(verb: Token) -> bool:
    return verb.lemma in verbs_of("belief", "speech")


def _verb_signature(token: Token, verb: Token) -> str:
    """Return the signature of a verb for the clause below it; a reporting verb with a that-clause adds nothing."""
    lemma = lemma_of(verb)
    bare = token.tag == "VB" and token.child("aux", "mark") is None
    if _is_wished_for(token, lemma):
        return "intended"
    finite = token.dep == "ccomp" and subject_child(token) is not None and not is_infinitive(token) and not bare
    if finite:
        for name in ("denied", "unknown", "fact"):
            verbs = verbs_of(VERB_SIGNATURES[name])
            if lemma in verbs or f"{lemma} that" in verbs:
                return name
        if lemma in verbs_of("committing"):
            return "intended"
        if lemma in verbs_of("doubting"):
            return "possible"
        return "reported"
    if is_passive(verb) and lemma in verbs_of("known-by-passive"):
        return "actual"
    if is_passive(verb) and lemma in verbs_of("belief", "speech"):
        if lemma in verbs_of("clause-intended") and lemma not in ("expect", "hope"):
            return "intended"
        return "possible"
    for name, word_class in VERB_SIGNATURES.items():
        if lemma in verbs_of(word_class) or verb.lemma in verbs_of(word_class):
            return name
    return "actual" if token.dep == "ccomp" else "plain"


@rule(
    "The senator wants the envoy banned.",
    "the envoy | be banned | - | - | affirmed intended | The senator",
    rare="six in 840 articles of political news; without it a wish is told as a deed",
    off=False,
)
def _is_wished_for(token: Token, lemma: str) -> bool:
    """Read "wants Trump banned", "ordered the bridge closed": a participle without "to be" is as wished as one with it."""
    small = token.dep in ("ccomp", "xcomp") and token.tag == "VBN" and token.child("aux", "auxpass", "mark") is None
    return small and lemma in verbs_of("wishes-done")


@rule("The firm was too weak to pay.", "The firm | pay | - | - | negated actual", off="plain")
def _adjective_signature(adjective: Token) -> str:
    if any(c.lower == "too" for c in adjective.kids("advmod")):
        return "negated"
    if any(c.lower == "enough" for c in adjective.kids("advmod")):
        return "possible"
    for name, word_class in ADJECTIVE_SIGNATURES.items():
        if adjective.lemma.lower() in modifiers_of(word_class) or adjective.lower in modifiers_of(word_class):
            return name
    return "plain"


def _apply(facts: Factuality, above: Token, signature: str, negated: bool) -> bool:
    """Combine a signature with the polarity of its predicate; False stops the climb where nothing above can matter."""
    if signature in EFFECTS:
        modality, flips = EFFECTS[signature]
        why = f"signature {signature}"
        if flips != negated:
            facts.turn(above, f"{why}, denied" if negated else why)
        if modality is None:
            inherit_modality(facts, above)
        else:
            if modality == "possible" and facts.modality == "intended" and above.pos == "VERB" and _reports(above):
                facts.reset("possible", above, why)
            facts.weaken(modality, above, why)
    elif signature == "denied" and not negated:
        facts.turn(above, "signature denied")
    elif signature in ("denied", "unknown"):
        facts.leave_open(above, f"signature {signature}")
    elif signature == "reported" and negated:
        _not_reported(facts, above)
    return True


@rule(
    "The minister does not think that the bank will close.",
    "the bank | close | - | - | negated intended | The minister",
)
def _not_reported(facts: Factuality, above: Token) -> None:
    """Read "does not believe that P": P is denied; "did not say that P": nobody knows."""
    if above.lemma in verbs_of("neg-raising"):
        facts.turn(above, "does not believe that")
    else:
        facts.leave_open(above, "did not say that")


@rule(
    "The firm borrowed money to enlarge the port.", "The firm | enlarge | the port | - | affirmed intended", off=False
)
def _adverbial(facts: Factuality, token: Token, above: Token) -> bool:
    """Purposes are intended; what goes along with a plan is planned; "without" and "instead of" deny."""
    if above.pos in ("NOUN", "PROPN"):
        return of_noun(facts, token, above)
    if above.lower in ("soon", "long", "far") and above.head.pos in ("VERB", "AUX"):
        inherit_modality(facts, above.head)
        return False
    mark = token.child("mark")
    word = mark.lower if mark is not None else ""
    if word in function_words_of("conditional"):
        return False
    if is_infinitive(token) and (subject_child(token) is None or word == "for"):
        if lemma_of(above) == "go on":
            return True
        facts.weaken("intended", above, "purpose")
        if is_negated(above) or above.lemma in verbs_of("clause-negated"):
            facts.doubt(above, "purpose of what is denied")
        return False
    if mark is not None and word == "whether":
        facts.doubt(mark, "whether")
        return False
    if word in ("because", "since", "although", "though", "while", "after", "when", "as", "where", "whereas"):
        past = token.tag == "VBD" or any(c.tag == "VBD" for c in token.kids("aux", "auxpass"))
        return _circumstance(facts, above, "past" if past and word in ("after", "when") else word)
    if word in ("before", "until", "once"):
        _limit(facts, token, above, word)
        return False
    return token.tag in ("VBG", "VBN") and _beside(facts, token, above, word)


@rule(
    "The union agreed not to impose sanctions while talks continue.",
    "talks | continue | - | - | unknown unknown | The union",
    off=False,
)
def _circumstance(facts: Factuality, above: Token, word: str) -> bool:
    """Leave "not to impose sanctions while talks continue" open; "when" and "after" go with what may never be."""
    if word in ("while", "when", "as") and above.dep == "xcomp" and is_infinitive(above):
        facts.leave_open(above, f"{word} beside an infinitive")
        return False
    return word in ("when", "after") and _is_hypothetical(facts, above)


@rule("The guards will stay until the minister leaves.", "the minister | leave | - | - | affirmed conditional")
def _limit(facts: Factuality, token: Token, above: Token, word: str) -> None:
    """Make what ends or starts a plan as sure as the plan: "will stay until he leaves", "will speak once they let him"."""
    if is_negated(above):
        facts.doubt(above, f"{word} what is denied")
    if word == "until" and _is_awaited(token, above):
        facts.weaken("conditional", token, "awaited end")
    inherit_modality(facts, above)
    if word == "once" and facts.modality == "intended":
        facts.weaken("conditional", token, "once")


@rule(
    "The firm plans to leave the city, closing a plant.",
    "The firm | close | a plant | - | affirmed intended",
    off=False,
)
def _beside(facts: Factuality, token: Token, above: Token, word: str) -> bool:
    """Make a participle as sure as what it goes along with; "Placed in a dock, it charges" tells but a condition."""
    habit = above.tag in ("VBZ", "VBP") and above.lemma not in ("have", "be")
    if token.tag == "VBN" and token.i < above.i and habit and not word and not any(t.time for t in token.subtree()):
        facts.weaken("unknown", token, "participle of a habit")
        return False
    if word == "without":
        facts.turn(token, "without")
    if above.dep == "xcomp" and is_set_off(token) and _verb_signature(above, above.head) == "negated":
        inherit_modality(facts, above.head)
        return False
    inherit_modality(facts, above)
    return above.dep in ("xcomp", "acl", "pcomp") or STRENGTH[facts.modality] > 0


@rule(
    "The court suspended the ban until the case is heard.",
    "the case | be heard | - | - | affirmed conditional",
    off=False,
)
def _is_awaited(token: Token, above: Token) -> bool:
    """Tell "until it is safe", "suspended it until the case is heard" from "governed until the party split"."""
    verbs = (token, *token.kids("aux", "auxpass"))
    open_yet = any(t.tag in ("VBZ", "VBP") or (t is not token and t.lower == "had") for t in verbs)
    upper = Factuality()
    own_modality(upper, above, reported=False)
    return open_yet or upper.modality != "actual"


@rule("Guests will eat after the choir has sung.", "the choir | sing | - | - | affirmed intended", off=False)
def _is_hypothetical(facts: Factuality, above: Token) -> bool:
    upper = Factuality()
    own_modality(upper, above, reported=False)
    if upper.modality == "intended":
        facts.weaken("intended", above, "when of a plan")
    return False


def _is_main(token: Token, condition: Token) -> bool:
    """Tell a clause behind the main verb from the second half of a condition: "if it isn't, and Chrome grows, IE falls"."""
    return token.i > condition.head.i > condition.i


@rule(
    "The president did not sign or approve the bill.", "The president | approve/approve | the bill | - | negated actual"
)
def _conjunct(facts: Factuality, token: Token, above: Token) -> None:
    """Read "did not sign or approve": the negation goes for both; "did not sign and left": for the first alone."""
    if above.dep == "advcl" and is_condition(above) and not _is_main(token, above):
        facts.weaken("conditional", above, "joined to a condition")
    if subject_child(token) is not None or token.pos not in ("VERB", "AUX"):
        return
    before = token_before(token)
    joint = before.lower if before is not None and before.dep == "cc" else ""
    joint = joint or next((c.lower for c in above.kids("cc") if c.i < token.i), "")
    either = is_either(above)
    if either:
        facts.weaken("possible", above, "one of two verbs")
    if above.child("neg") is not None and joint in ("or", "nor") and token.child("neg") is None and not either:
        facts.turn(above, "joined to what is denied")
    elif above.child("neg") is not None and joint == "and" and _shares_helpers(token, above):
        facts.doubt(above, "joined by and to what is denied")
    subject = subject_child(above)
    if subject is not None and is_denied(subject) and token.child("neg") is None:
        facts.deny(subject, "denied subject")
    if token.child("aux") is None and (token.tag in ("VB", "VBN", "VBG") or is_passive(token)):
        inherit_modality(facts, above)


def _shares_helpers(token: Token, above: Token) -> bool:
    """Return True for "was not charged and tried", where nobody tells which is denied; False for "did not sign and left"."""
    if token.child("aux", "auxpass", "neg") is not None:
        return False
    helpers = {c.lemma for c in above.kids("aux", "auxpass")}
    return bool(helpers & {"be", "have"}) if token.tag in ("VBN", "VBG") else bool(helpers) and token.tag == "VB"


@rule(
    "It depends on whether the firm sells the port.", "the firm | sell/sell | the port | - | unknown unknown", off=False
)
def _whether_behind(facts: Factuality, token: Token) -> bool:
    """Leave open what stands behind whether and a preposition: "it depends on whether they sell"."""
    mark = token.child("mark")
    if mark is None or mark.lower != "whether":
        return False
    facts.leave_open(mark, "whether")
    return True


@rule("The gang left without firing a shot.", "The gang | fire | a shot | - | negated actual")
def _after_preposition(facts: Factuality, token: Token) -> Token | None:
    """Apply what governs a gerund: "accused of arming" is possible, "barred from entering" denied, "without firing" too.

    It is also as sure as its governor: "could lose everything by attacking", "would refrain from escalating".
    """
    preposition = token.head
    above = preposition.head
    chain = [preposition, above, *preposition.kids("advmod"), *(c for c in above.kids("advmod") if c.lower == "short")]
    while (
        (above.dep in ("prep", "pcomp") and above.pos == "ADP") or above.lower in ("short", "far", "instead")
    ) and above.head is not above:
        preposition, above = above, above.head
        chain.append(above)
    if any(t.lower in ("without", "instead", "short", "far") for t in chain if t.pos in ("ADP", "ADV", "SCONJ", "ADJ")):
        facts.turn(preposition, "without, instead of")
    elif preposition.lower in ("of", "for", "from", "about", "in", "on", "against", "to", "at", "with", "over"):
        if above.pos in ("VERB", "AUX"):
            _governed_gerund(facts, above, preposition.lower)
        elif above.dep == "oprd" and above.head.child("dobj") is not None and is_negated(above.head):
            facts.doubt(above, "denied judgement")
        elif above.pos == "ADJ":
            _apply(facts, above, _adjective_signature(above), adjective_negated(above))
        elif above.pos == "NOUN":
            gerund_of_noun(facts, above)
    elif preposition.lower in ("before", "until"):
        if is_negated(above):
            facts.doubt(above, f"{preposition.lower} what is denied")
        inherit_modality(facts, above)
        return None
    elif preposition.lower in ("after", "since", "upon"):
        return None
    if above.pos in ("VERB", "AUX"):
        inherit_modality(facts, above)
    return above


@rule("The court barred the firm from entering the market.", "the firm | enter | the market | - | negated actual")
def _governed_gerund(facts: Factuality, verb: Token, preposition: str) -> None:
    lemma = lemma_of(verb)
    if f"{lemma} {preposition}" in verbs_of("clause-avoided") or preposition == "against":
        facts.weaken("intended", verb, "signature avoided")
        facts.turn(verb, "signature avoided")
        return
    if preposition == "from" and lemma in verbs_of("clause-avoided", "clause-negated", "keeping-from"):
        if not is_negated(verb):
            facts.turn(verb, "from doing")
        return
    for name in ("possible", "intended", "negated"):
        if lemma in verbs_of(VERB_SIGNATURES[name]):
            _apply(facts, verb, name, is_negated(verb))
            return
    if any(c.lemma.lower() in nouns_of("talked-about") for c in verb.kids("dobj")):
        facts.weaken("intended", verb, "talks on")
    if is_negated(verb) and preposition in ("in", "of"):
        facts.turn(verb, "denied governor")
