"""Repairs of what hangs from a verb: objects, prepositions, times, amounts; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.rules import rule
from kg.extraction.syntax.subjects import prevented_by
from kg.extraction.syntax.token import Token, token_before
from kg.lexicon.nominals import nominal_of
from kg.lexicon.words import function_words_of, nouns_of, verbs_of


@rule(
    "The plan was advanced by the Municipality of Livorno in 2010.",
    "the Municipality of Livorno = Municipality of Livorno | advance | The plan | time:in:2010",
)
def time_of_noun(token: Token) -> None:
    """Hang in from advanced in "was advanced by the Municipality of Livorno in 2010": the parser hangs it from the name.

    And on from "swept away the village before dawn on Sunday".
    """
    noun, target = token.head, token.child("pobj")
    if token.dep != "prep" or token.lower not in function_words_of("time-of-verb") or target is None:
        return
    timeless = noun.pos == "PROPN" or noun.lower in HOURS
    if not timeless or noun.dep not in ("pobj", "dobj") or noun.time is not None:
        return
    since = token.lower == "since" and noun.dep == "dobj"
    if not since and target.time is None and target.lemma.lower() not in nouns_of("time-unit"):
        return
    above = [t for t in noun.ancestors() if t.dep == "attr" or t.pos in ("VERB", "AUX")]
    if above and above[0].dep != "attr":
        verb = next((t for t in above if t.pos in ("VERB", "AUX") and t.i < token.i), None)
        if verb is not None:
            token.attach(verb, "prep")


HOURS = frozenset({"dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall"})


@rule(
    "So far, no agreement has been reached between the two banks.",
    "no agreement | be reached between | the two banks | - | negated actual",
)
def extraposed_preposition(token: Token) -> None:
    """Hang between from reached in "an agreement has not been reached between the sides": the parser hangs it from agreement."""
    if token.dep != "prep" or token.head.dep not in ("nsubj", "nsubjpass", "dobj"):
        return
    verb = token.head.head
    if token.head.i < verb.i < token.i and token.head.dep != "dobj":
        token.attach(verb, "prep")


@rule("There is support for funding in the council.", "support | be for | funding in the council")
def existential_preposition(token: Token) -> None:
    """Hang for from is in "There is support for funding": the existential verb links the two."""
    if (
        token.dep != "prep"
        or token.lower not in function_words_of("existential-link")
        or token.head.dep not in ("attr", "dobj")
    ):
        return
    verb = token.head.head
    if verb.child("expl") is not None and verb.child("expl").lower == "there" and verb.child("prep") is None:  # type: ignore[union-attr]
        token.attach(verb, "prep")


@rule("The minister made an attack on the press.", "The minister | make attack on | the press | theme:-:an attack")
def light_object(token: Token) -> None:
    """Hang on from imposed in "imposed sanctions on Russia": after a light verb it links the verb to Russia."""
    if token.dep != "prep" or token.head.dep != "dobj" or token.head.pos != "NOUN":
        return
    noun, verb = token.head, token.head.head
    if token.lower not in function_words_of("light-link") or token.child("pobj") is None:
        return
    if verb.lemma in verbs_of("light") and noun.lemma.lower() in nouns_of("light"):
        token.attach(verb, "prep")


@rule(
    "The court convicted the minister of fraud.",
    "The court | convict/convict | the minister | theme:of:fraud",
)
def charge_of_object(token: Token) -> None:
    """Hang of from convicted in "convicted the minister of fraud": it says what the verb convicts him of.

    And from accused in "was accused by Athens of laying claim"; the parser hangs it from Athens. Not "cleared the halls of mud".
    """
    noun, gerund = token.head, token.child("pcomp")
    by_agent = noun.dep == "pobj" and noun.head.dep == "agent" and gerund is not None
    if token.dep != "prep" or token.lower not in ("of", "from") or not (noun.dep == "dobj" or by_agent):
        return
    verb = noun.head.head if by_agent else noun.head
    ambiguous = verb.lemma == "clear" or verb.lemma in verbs_of("addressing-of")
    if ambiguous and gerund is None and noun.pos != "PRON":
        return
    if token.lower == "of" and verb.lemma in verbs_of("barring"):
        return
    if verb.lemma in verbs_of("charging"):
        token.attach(verb, "prep")


@rule(
    "The law bars men who are no citizens from entering the harbour.",
    "men | enter | the harbour | - | negated actual",
    rare="political news has it by the dozen (bans on people from entering), the open texts hardly do",
)
def kept_from_doing(token: Token) -> None:
    """Hang from entering from bars in "bars men who are no citizens from entering", from ban in "support a ban on trucks from".

    The parser hangs it from the verb within what is barred, or from the one above the ban.
    """
    if token.dep != "prep" or token.lower != "from" or token.child("pcomp") is None:
        return
    before = token_before(token)
    if before is None or before is token.head:
        return
    for above in (before, *before.ancestors()):
        if above is token.head and above.pos != "NOUN" and above.lemma in verbs_of("barring", "keeping-from"):
            return
        thing = above.child("dobj") if above.pos == "VERB" else None
        if thing is not None and thing.i < token.i and before.is_below(thing):
            able = thing.pos in ("PROPN", "PRON") or thing.lemma.lower() in nouns_of(
                "person", "people-plural", "organization"
            )
            if above.lemma in verbs_of("barring") or (able and above.lemma in verbs_of("keeping-from")):
                token.attach(above, "prep")
                return
        if above.pos == "NOUN" and above.lemma.lower() in nouns_of("preventing") and prevented_by(above) is not None:
            token.attach(above, "prep")
            return


@rule(
    "Russia has fired ballistic missiles from North Korea at Ukraine, officials said.",
    "Russia | fire/fire-at | Ukraine | theme:-:ballistic missiles; source:from:North Korea | affirmed actual | officials",
    rare="reports of war have it, the open texts do not",
)
def goal_behind_origin(token: Token) -> None:
    """Hang at from fired in "fired missiles from Iran at Ukraine": the parser hangs it from the country that they came from."""
    origin = token.head
    if (
        token.dep != "prep"
        or token.lower not in ("at", "to", "into", "toward", "towards")
        or token.child("pobj") is None
    ):
        return
    if origin.dep != "pobj" or origin.ent[2:] != "GPE" or origin.head.lower != "from":
        return
    above = origin.head.head
    verb = above.head if above.dep == "dobj" else above
    if verb.pos == "VERB":
        token.attach(verb, "prep")


@rule("The bank is seeking letters from clients who lost money.", "The bank | seek | letters | source:from:clients")
def origin_of_object(token: Token) -> None:
    """Hang from from seeking in "seeking help from Iran": it says where the verb gets it."""
    if token.dep != "prep" or token.lower != "from" or token.head.dep != "dobj" or token.head.time is not None:
        return
    verb = token.head.head
    if verb.lemma in verbs_of("getting") and token.child("pobj") is not None:
        token.attach(verb, "prep")


@rule(
    "The rebels used drones against the army.",
    "The rebels | use/use-against | the army | theme:-:drones",
    rare="reports of war have it, and the open texts hardly do; four frames of the schema need it",
)
def target_of_use(token: Token) -> None:
    """Hang against from used in "used drones against the army", from use in "use of drones against": it says on whom."""
    if token.dep != "prep" or token.lower not in ("against", "along") or token.child("pobj") is None:
        return
    thing, above = token.head, token.head.head
    if thing.dep == "dobj" and above.lemma in verbs_of("using"):
        token.attach(above, "prep")
    elif thing.dep == "pobj" and above.lower == "of" and above.head.lower == "use":
        token.attach(above.head, "prep")


@rule("The arrest of two pilots by Egyptian police drew protests.", "Egyptian police | arrest of/arrest | two pilots")
def agent_of_deed(token: Token) -> None:
    """Hang by from arrest in "the arrest of two pilots by police", from from retreat in "the retreat of the army from Peru"."""
    thing = token.head
    if thing.dep != "pobj" or thing.head.lower != "of" or token.child("pobj") is None:
        return
    noun = thing.head.head
    deed = nominal_of(noun.lemma.lower()) if noun.pos == "NOUN" else None
    if deed is not None and (token.lower in deed.markers if deed.of_acts else token.lower == "by"):
        token.attach(noun, "prep")


@rule(
    "The firm invented, and then asked the state to buy, the new engine.",
    "The firm | ask/urge | the state | content:-:buy",
)
def object_behind(token: Token) -> None:
    """Take engine from asked in "asked the state to buy, the new engine": behind a dash, or a second time, stands no object."""
    if token.dep != "dobj" or token.i < token.head.i:
        return
    verb = token.head
    if any(c.lower == "among" and (p := c.child("pobj")) is not None and p.pos == "PRON" for c in token.kids("prep")):
        token.dep = "dep"
        return
    first = min((t.i for t in token.subtree()), default=token.i)
    marks = {t.text for t in verb.kids("punct") if verb.i < t.i < first}
    if marks & {"--", "—", "–"} or ("," in marks and token.head.lemma in verbs_of("intransitive")):
        token.dep = "dep"
    elif "," in marks and verb.child("dobj") is token and token.child("det") is not None:
        before = next((p.child("pobj") for p in reversed(verb.kids("prep")) if verb.i < p.i < first), None)
        if before is not None and before.pos == "PROPN" and not before.time:
            token.attach(before, "appos")
    elif "," in marks and any(c.dep == "dobj" and c.i < token.i for c in verb.children):
        before = next((p.child("pobj") for p in reversed(verb.kids("prep")) if verb.i < p.i < first), None)
        token.attach(before or next(c for c in verb.children if c.dep == "dobj"), "appos")


@rule("The deal curbs the flow of migrants to Greece.", "The deal | curb | the flow of migrants to Greece")
def complement_of_noun(token: Token) -> None:
    """Hang to from flow in "curbs the flow of migrants to Greece": it says where the flow goes."""
    verb, before = token.head, token_before(token)
    thing = verb.child("dobj")
    if token.dep != "prep" or token.lower != "to" or thing is None or before is None or not before.is_below(thing):
        return
    if verb.lemma in verbs_of("light") or thing.i > token.i:
        return
    nouns = [t for t in (before, *before.ancestors()) if t.pos == "NOUN" and t.is_below(thing)]
    noun = next((t for t in nouns if t.lemma.lower() in nouns_of("takes-to")), None)
    if noun is not None and verb.lemma not in verbs_of("carrying"):
        token.attach(noun, "prep")


@rule("Getafe beat Barcelona 4-0 on Sunday.", "Getafe | beat | Barcelona | quantity:-:4-0; time:on:Sunday")
def score_of_game(token: Token) -> None:
    """Make one quantity of 4-0 in "beat Barcelona 4-0": 0 is taken for what was beaten."""
    host, before = token.head, token_before(token)
    if not (token.tag == "CD" and token.lower.isdigit()) or before is None or before.text not in ("-", "–"):
        return
    first = token_before(before)
    if first is None or not first.lower.isdigit() or (first.end, before.end) != (before.start, token.start):
        return
    if host.pos == "PROPN" and host.dep in ("dobj", "pobj") and host.i < first.i:
        host = next((t for t in host.ancestors() if t.pos == "VERB"), host)
    if len(first.text) > 3 or host is first or host.is_below(first) or host.pos not in ("VERB", "AUX"):
        return
    first.attach(host, "npadvmod")
    before.attach(first, "punct")
    token.attach(first, "nummod")


@rule(
    "The gang claimed the attack in the name of the group.",
    "The gang | claim | the attack | manner:in:the name of the group",
)
def manner_of_verb(token: Token) -> None:
    """Hang in from claimed in "claimed the attack in the name of the group": it says how it was claimed."""
    noun, target = token.head, token.child("pobj")
    if token.dep != "prep" or token.lower != "in" or noun.dep != "dobj" or target is None:
        return
    if target.lemma.lower() in nouns_of("manner") and noun.head.i < noun.i:
        token.attach(noun.head, "prep")
