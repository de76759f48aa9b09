"""Whether a statement is presented as so: in goes its trigger in the tree, out come polarity, modality and condition.

The profile is FactBank's (Saurí and Pustejovsky 2009) with fewer values. It is read from the trigger upwards: negation and
modals of its own first, then what every predicate above says of the clause below it (its signature, see
`lexicon/predicates.toml`). Where the signs contradict each other the value is `unknown`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.clauses import governor, is_passive, lemma_of, subject_child
from kg.extract.syntax import Parse, Token
from kg.lexicon import load_table, load_words
from kg.model import Modality, Polarity

CONDITIONS = frozenset({"if", "unless", "provided", "providing", "lest"})
INTENDED_MODALS = frozenset({"would", "'d", "’d"})
KEEPING = frozenset({"keep", "fulfil", "fulfill", "honour", "honor", "implement"})
STRENGTH: dict[Modality, int] = {"actual": 0, "possible": 1, "intended": 2, "conditional": 3, "unknown": 4}
PERFECT = frozenset({"have", "'ve", "’ve"})
UNREAL_MOODS = frozenset({"had", "were", "should"})


@dataclass(slots=True)
class Factuality:
    """Polarity and modality as far as they are known, and the clause that is the condition."""

    negated: bool = False
    unknown: bool = False
    modality: Modality = "actual"
    condition: Token | None = None

    @property
    def polarity(self) -> Polarity:
        """The polarity's value."""
        return "unknown" if self.unknown else "negated" if self.negated else "affirmed"

    def weaken(self, modality: Modality) -> None:
        """Take the weaker of two modalities: what is planned under a condition is conditional."""
        if STRENGTH[modality] > STRENGTH[self.modality]:
            self.modality = modality


def read_factuality(parse: Parse, trigger: Token, arguments: list[Token], *, reported: bool) -> Factuality:
    """Return what the sentence says of a predicate: so, not so, perhaps, planned, or under a condition.

    `arguments` are the head words of its arguments ("no agreement was reached" denies through its subject); `reported` says
    that the statement stands in a content, where *would* is the past of *will*.
    """
    facts = Factuality()
    _own_negation(facts, trigger, arguments)
    _own_modality(facts, trigger, reported=reported)
    _conditions(facts, trigger)
    _climb(facts, trigger, reported=reported)
    return facts


# ---------------------------------------------------------------- the clause itself


def _own_negation(facts: Factuality, trigger: Token, arguments: list[Token]) -> None:
    negation = load_table("predicates")["negation"]
    for token in trigger.children:
        if token.dep == "neg" or (
            token.dep in ("advmod", "preconj", "cc") and token.lower in negation["words"] and token.lower != "nor"
        ):
            if token.lower == "not" and any(c.lower == "only" for c in trigger.children if c.i == token.i + 1):
                continue
            facts.negated = not facts.negated
            break
    if _negative_adjunct(trigger):
        facts.negated = not facts.negated
    denied = [a for a in arguments if _is_denied(a)]
    if denied:
        if facts.negated and not _negative_concord(trigger):
            facts.unknown = len(denied) == 1
        facts.negated = True


def _negative_adjunct(trigger: Token) -> bool:
    """Read "at no point did they", "no longer imports", "…, nor did the opposition"."""
    if trigger.child("neg") is None and any(
        c.lower == "longer" and c.child("neg", "det", "advmod") for c in trigger.kids("advmod")
    ):
        return True
    if any((p := c.child("pobj")) is not None and _is_denied(p) and c.i < trigger.i for c in trigger.kids("prep")):
        return True
    if trigger.dep != "conj" or trigger.child("neg") is not None:
        return False
    return any(c.lower == "nor" and trigger.head.i < c.i < trigger.i for c in trigger.head.kids("cc", "preconj"))


def _is_denied(token: Token) -> bool:
    """Read "no agreement", "neither side", "none of them", "nobody"."""
    negation = load_table("predicates")["negation"]
    if token.lower in negation["pronouns"] or (token.lower == "none"):
        return True
    if token.dep == "conj" and any(c.lower in ("or", "nor") for c in token.head.kids("cc")) and not token.kids("det"):
        return _is_denied(token.head)
    if any(c.lower in negation["determiners"] and c.i < token.i for c in token.kids("det", "advmod", "preconj", "neg")):
        return True
    if any(c.lower == "not" and c.i < token.i for c in token.kids("neg", "advmod", "preconj", "det")):
        return True
    article = token.child("det")
    around = [*token.children, *(article.children if article is not None else [])]
    return any(c.lower in negation["approximate"] and c.i < token.i and c.dep == "advmod" for c in around)


def _negative_concord(trigger: Token) -> bool:
    return any(c.lower in ("neither", "nor") for c in trigger.children)


def _own_modality(facts: Factuality, trigger: Token, *, reported: bool) -> None:
    modals = load_table("predicates")["modals"]
    hedges = load_table("predicates")["hedges"]
    auxiliaries = [c for c in trigger.children if c.dep in ("aux", "auxpass")]
    if not auxiliaries and trigger.dep == "conj" and subject_child(trigger) is None:
        auxiliaries = [
            c for c in trigger.head.children if c.dep in ("aux", "auxpass") and trigger.tag in ("VB", trigger.head.tag)
        ]
    for token in auxiliaries:
        word = token.lower
        perfect = any(c.lower in PERFECT and c.i > token.i for c in auxiliaries)
        if word in modals["possible"]:
            facts.weaken("conditional" if word == "could" and perfect and not reported else "possible")
        elif word in INTENDED_MODALS or (word in ("should", "could", "might") and perfect):
            facts.weaken("conditional" if perfect else "intended")
        elif word in modals["intended"]:
            facts.weaken("intended")
    if any(c.dep == "advmod" and c.lower in hedges["adverbs"] for c in trigger.children):
        facts.weaken("possible")


def _conditions(facts: Factuality, trigger: Token) -> None:
    """Read "if no resolution was achieved", "unless sanctions are lifted", "had it happened earlier": both ends are conditional."""
    mark = trigger.child("mark")
    if trigger.dep == "ccomp" and _is_provided(trigger):
        facts.weaken("conditional")
    if (
        trigger.dep in ("advcl", "ccomp")
        and mark is not None
        and mark.lower in CONDITIONS
        and not _whether(trigger, mark)
    ):
        facts.weaken("conditional")
    for clause in trigger.kids("advcl", "ccomp"):
        if clause.dep == "ccomp" and clause.i > trigger.i:
            continue
        if _is_condition(clause):
            facts.weaken("conditional")
            facts.condition = clause
    provided = next((c for c in trigger.kids("ccomp") if _is_provided(c)), None)
    if provided is not None:
        facts.weaken("conditional")
        facts.condition = provided
    for noun in (p.child("pobj") for p in trigger.kids("prep")):
        if noun is not None and noun.lower == "condition" and noun.child("acl", "ccomp") is not None:
            facts.weaken("conditional")
            facts.condition = noun.child("acl", "ccomp")
    for preposition in trigger.kids("prep"):
        if preposition.lower == "without" and facts.modality in ("intended", "possible"):
            facts.weaken("conditional")
    if _inverted(trigger):
        facts.weaken("conditional")


def _is_provided(clause: Token) -> bool:
    """Read "will pay provided that it is repaired"."""
    mark = clause.child("mark")
    if mark is None or clause.i < clause.head.i:
        return False
    return any(t.lower in ("provided", "providing") and t.i == mark.i - 1 for t in clause.head.subtree())


def _whether(clause: Token, mark: Token) -> bool:
    return clause.dep == "ccomp" and mark.lower == "if" and clause.head.lemma in ("ask", "know", "see", "say", "wonder")


def _is_condition(clause: Token) -> bool:
    mark = clause.child("mark")
    if mark is not None and mark.lower in CONDITIONS:
        even = any(c.lower == "even" for c in clause.children)
        return not even
    once = clause.child("advmod", "mark")
    if once is not None and once.lower in ("only",) and mark is not None:
        return True
    return _inverted(clause)


def _inverted(clause: Token) -> bool:
    """Read "Had it happened an hour later"."""
    subject = subject_child(clause)
    if subject is None or clause.dep not in ("advcl", "ccomp", "ROOT"):
        return False
    if clause.lower == "were" and clause.i < subject.i and clause.dep == "advcl":
        return True
    helper = next((c for c in clause.children if c.dep in ("aux", "auxpass") and c.i < subject.i), None)
    return helper is not None and helper.lower in UNREAL_MOODS and not any(c.text == "?" for c in clause.children)


# ---------------------------------------------------------------- what stands above


def _climb(facts: Factuality, token: Token, *, reported: bool) -> None:
    """Apply the signatures of the predicates above, nearest first, up to the clause that is asserted."""
    steps = 0
    while token.head is not token and steps < 12:
        steps += 1
        above = token.head
        match token.dep:
            case "xcomp" | "ccomp" | "csubj" | "csubjpass":
                if not _complement(facts, token, above):
                    return
            case "acl":
                if not _of_noun(facts, token, above):
                    return
            case "advcl" if above.pos in ("NOUN", "PROPN"):
                _of_noun(facts, token, above)
                return
            case "advcl":
                if not _adverbial(facts, token, above):
                    return
            case "conj":
                _conjunct(facts, token, above)
            case "pcomp":
                above = _after_preposition(facts, token)
            case "relcl":
                if token.tag == "VB" and any(c.lower == "to" for c in token.kids("aux")):
                    _of_noun(facts, token, above)
                return
            case "parataxis":
                return
        token = above


def _complement(facts: Factuality, token: Token, above: Token) -> bool:
    """Apply a verb's or adjective's signature to its clause; False stops the climb."""
    mark = token.child("mark")
    if mark is not None and mark.lower in ("whether", "if"):
        facts.unknown = True
        facts.weaken("unknown")
        return False
    if above.pos == "ADJ":
        return _apply(facts, above, _adjective_signature(above), _adjective_negated(above))
    if above.pos not in ("VERB", "AUX"):
        return _of_noun(facts, token, above) if above.pos == "NOUN" else True
    if token.dep == "ccomp" and token.i < above.i and above.lemma not in load_words("cues", "parenthetical"):
        return False
    if above.lemma == "be" and token.dep == "xcomp":
        facts.weaken("intended")
        return True
    if above.lemma in ("have", "be") and any(c.lower == "yet" for c in above.kids("advmod")):
        return _apply(facts, above, "negated", _is_negated(above))
    if (above.lemma == "provide" and above.tag in ("VBN", "VBG")) or any(
        c.lower == "provided" for c in token.kids("mark")
    ):
        facts.weaken("conditional")
        return False
    return _apply(facts, above, _verb_signature(token, above), _is_negated(above))


def _reports(verb: Token) -> bool:
    return any(verb.lemma in load_words("cues", kind) for kind in ("speech", "belief"))


def _copula_of(adjective: Token) -> Token:
    return adjective.head if adjective.dep in ("acomp", "attr", "oprd") else adjective


def _adjective_negated(adjective: Token) -> bool:
    return _is_negated(_copula_of(adjective)) != (adjective.child("neg") is not None)


def _is_negated(verb: Token) -> bool:
    negative = verb.child("neg") is not None or any(
        c.dep == "advmod" and c.lower in ("never", "hardly", "rarely", "no", "nowhere") for c in verb.children
    )
    above = governor(verb)
    if above is not None and above.lemma in load_table("predicates")["signature"]["negated"]:
        negative = not negative
    subject = subject_child(verb)
    return negative or (subject is not None and _is_denied(subject))


def _verb_signature(token: Token, verb: Token) -> str:
    """Return the signature of a verb for the clause below it; a reporting verb with a that-clause adds nothing."""
    signatures = load_table("predicates")["signature"]
    lemma = lemma_of(verb)
    finite = token.dep == "ccomp" and subject_child(token) is not None
    if finite:
        for name in ("denied", "unknown", "fact"):
            if lemma in signatures[name] or f"{lemma} that" in signatures[name]:
                return name
        if lemma in load_words("predicates", "committing"):
            return "intended"
        if lemma in load_words("predicates", "doubting"):
            return "possible"
        return "reported"
    if is_passive(verb) and (lemma in load_words("cues", "belief") or lemma in load_words("cues", "speech")):
        if lemma in signatures["intended"] and lemma not in ("expect", "hope"):
            return "intended"
        return "possible"
    for name, lemmas in signatures.items():
        if lemma in lemmas or verb.lemma in lemmas:
            return str(name)
    return "actual" if token.dep == "ccomp" else "plain"


def _adjective_signature(adjective: Token) -> str:
    if any(c.lower == "too" for c in adjective.kids("advmod")):
        return "negated"
    if any(c.lower == "enough" for c in adjective.kids("advmod")):
        return "possible"
    for name, words in load_table("predicates")["adjectives"].items():
        if adjective.lemma.lower() in words or adjective.lower in words:
            return str(name)
    return "plain"


def _apply(facts: Factuality, above: Token, signature: str, negated: bool) -> bool:
    """Combine a signature with the polarity of its predicate; False stops the climb where nothing above can matter."""
    match signature:
        case "actual" | "plain":
            if negated:
                facts.negated = not facts.negated
            _inherit_modality(facts, above)
        case "negated":
            if not negated:
                facts.negated = not facts.negated
            _inherit_modality(facts, above)
        case "fact":
            return True
        case "intended":
            facts.weaken("intended")
            if negated:
                facts.negated = not facts.negated
        case "avoided":
            facts.weaken("intended")
            if not negated:
                facts.negated = not facts.negated
        case "possible":
            if facts.modality == "intended" and above.pos == "VERB" and _reports(above):
                facts.modality = "possible"
            facts.weaken("possible")
            if negated:
                facts.negated = not facts.negated
        case "denied":
            if negated:
                facts.unknown = True
                facts.weaken("unknown")
            else:
                facts.negated = not facts.negated
        case "unknown":
            facts.unknown = True
            facts.weaken("unknown")
        case "reported":
            if negated:
                _not_reported(facts, above)
    return True


def _not_reported(facts: Factuality, above: Token) -> None:
    """Read "does not believe that P": P is denied; "did not say that P": nobody knows."""
    if above.lemma in load_words("predicates", "neg_raising"):
        facts.negated = not facts.negated
    else:
        facts.unknown = True
        facts.weaken("unknown")


def _inherit_modality(facts: Factuality, above: Token) -> None:
    upper = Factuality()
    _own_modality(upper, above, reported=False)
    _conditions(upper, above)
    facts.weaken(upper.modality)
    facts.condition = facts.condition or upper.condition


def _of_noun(facts: Factuality, token: Token, noun: Token) -> bool:
    """Read "plan to acquire" intends, "evidence that" makes possible, "failure to" denies; a participle states a fact."""
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    nouns = load_table("predicates")["nouns"]
    lemma = noun.lemma.lower()
    infinitive = token.tag == "VB" and any(c.lower == "to" for c in token.kids("aux"))
    clause = subject_child(token) is not None and token.child("mark") is not None
    if not infinitive and not clause and token.dep == "acl" and token.tag in ("VBG", "VBN"):
        return _participle(facts, token, noun)
    if lemma == "condition" and clause:
        facts.weaken("conditional")
        return False
    denied = _is_denied(noun)
    governing = noun.head
    if (
        governing.pos in ("VERB", "AUX")
        and noun.dep in ("dobj", "attr", "nsubj", "nsubjpass")
        and _is_negated(governing)
    ):
        denied = True
    if governing.lemma in ("abandon", "drop", "cancel", "lack", "reject", "deny") and noun.dep == "dobj" and not clause:
        denied = True
    for name in ("intended", "possible", "negated", "avoided", "fact"):
        if lemma in nouns[name]:
            if denied and name in ("possible", "intended") and clause:
                facts.unknown = True
            elif denied and name in ("possible", "intended"):
                facts.negated = not facts.negated
            if name in ("intended", "avoided") and not (governing.lemma in KEEPING and noun.dep == "dobj"):
                facts.weaken("intended")
            elif name == "possible":
                if facts.modality == "intended" and clause:
                    facts.modality = "possible"
                facts.weaken("possible")
            if name in ("negated", "avoided"):
                facts.negated = not facts.negated
            return False
    if infinitive:
        facts.weaken("intended")
    elif clause and lemma in load_table("cues")["nouns"]["belief"] and denied:
        facts.unknown = True
    return False


def _participle(facts: Factuality, token: Token, noun: Token) -> bool:
    """Let a reduced relative state what it says, unless its noun is evidence or hedged: "indications of Russia seeking"."""
    nouns = load_table("predicates")["nouns"]
    for above in noun.ancestors():
        if (above.pos == "NOUN" and above.lemma.lower() in nouns["possible"]) or (
            above.pos == "VERB" and above.lemma in load_words("predicates", "doubting") and above.i < noun.i
        ):
            facts.weaken("possible")
        if above.pos not in ("ADP", "NOUN"):
            break
    return False


def _adverbial(facts: Factuality, token: Token, above: Token) -> bool:
    """Purposes are intended; what goes along with a plan is planned; "without" and "instead of" deny."""
    mark = token.child("mark")
    word = mark.lower if mark is not None else ""
    if word in CONDITIONS:
        return False
    if token.tag == "VB" and any(c.lower == "to" for c in token.kids("aux")) and subject_child(token) is None:
        if lemma_of(above) == "go on":
            return True
        facts.weaken("intended")
        return False
    if word in ("whether",):
        facts.unknown = True
        return False
    if word in ("because", "since", "although", "though", "while", "after", "when", "as", "where", "whereas"):
        return word in ("when", "after") and _is_hypothetical(facts, above)
    if word in ("before", "until"):
        if _is_negated(above):
            facts.unknown = True
        return False
    if token.tag in ("VBG", "VBN"):
        if word == "without":
            facts.negated = not facts.negated
        _inherit_modality(facts, above)
        return above.dep in ("xcomp", "acl") or STRENGTH[facts.modality] > 0
    return False


def _is_hypothetical(facts: Factuality, above: Token) -> bool:
    upper = Factuality()
    _own_modality(upper, above, reported=False)
    if upper.modality == "intended":
        facts.weaken("intended")
    return False


def _conjunct(facts: Factuality, token: Token, above: Token) -> None:
    """Read "did not sign or approve": the negation goes for both; "did not sign and left": for the first alone."""
    if subject_child(token) is not None or token.pos not in ("VERB", "AUX"):
        return
    joint = next((c.lower for c in above.kids("cc") if c.i < token.i), "")
    if above.child("neg") is not None and joint in ("or", "nor") and token.child("neg") is None:
        facts.negated = not facts.negated
    subject = subject_child(above)
    if subject is not None and _is_denied(subject) and token.child("neg") is None:
        facts.negated = True
    if token.child("aux") is None and token.tag in ("VB", "VBN", "VBG"):
        _inherit_modality(facts, above)


def _after_preposition(facts: Factuality, token: Token) -> Token:
    """Apply what governs a gerund: "accused of arming" is possible, "barred from entering" denied, "without firing" too."""
    preposition = token.head
    above = preposition.head
    chain = [preposition, above, *preposition.kids("advmod")]
    while (
        (above.dep in ("prep", "pcomp") and above.pos == "ADP") or above.lower in ("short", "far", "instead")
    ) and above.head is not above:
        preposition, above = above, above.head
        chain.append(above)
    if any(t.lower in ("without", "instead", "short", "far") for t in chain if t.pos in ("ADP", "ADV", "SCONJ", "ADJ")):
        facts.negated = not facts.negated
    elif preposition.lower in ("of", "for", "from", "about", "in", "on", "against", "to", "at", "with", "over"):
        if above.pos in ("VERB", "AUX"):
            _governed_gerund(facts, above, preposition.lower)
        elif above.pos == "ADJ":
            _apply(facts, above, _adjective_signature(above), _adjective_negated(above))
        elif above.pos == "NOUN":
            nouns = load_table("predicates")["nouns"]
            for name in ("intended", "possible", "negated", "avoided"):
                if above.lemma.lower() in nouns[name] and above.lemma.lower() != "process":
                    facts.weaken(
                        "intended"
                        if name in ("intended", "avoided")
                        else "possible"
                        if name == "possible"
                        else "actual"
                    )
                    if name in ("negated", "avoided"):
                        facts.negated = not facts.negated
                    break
            if above.lemma.lower() in ("debate", "discussion", "question", "talk"):
                facts.weaken("intended")
    elif preposition.lower in ("before", "until"):
        facts.unknown = facts.unknown or _is_negated(above)
    return above


def _governed_gerund(facts: Factuality, verb: Token, preposition: str) -> None:
    lemma = lemma_of(verb)
    signatures = load_table("predicates")["signature"]
    if f"{lemma} {preposition}" in signatures["avoided"] or (
        preposition == "against" and lemma in signatures["possible"]
    ):
        facts.weaken("intended")
        facts.negated = not facts.negated
        return
    if preposition == "from" and lemma in signatures["negated"] + signatures["avoided"] + [
        "stop",
        "keep",
        "save",
        "protect",
    ]:
        facts.negated = facts.negated == _is_negated(verb)
        return
    for name in ("possible", "intended", "negated"):
        if lemma in signatures[name]:
            _apply(facts, verb, name, _is_negated(verb))
            return
    if _is_negated(verb) and preposition in ("in", "of"):
        facts.negated = not facts.negated
