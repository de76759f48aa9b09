"""Repairs of what hangs from a verb: objects, prepositions, times, amounts; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.token import NOMINALS, Token, token_before
from kg.lexicon.words import function_words_of, nouns_of, verbs_of


def time_of_noun(token: Token) -> None:
    """Read "was advanced by the Municipality of Livorno in 2010": in hangs from the name; when belongs to the verb."""
    noun, target = token.head, token.child("pobj")
    if (
        token.dep != "prep"
        or noun.pos not in ("PROPN", "NOUN")
        or token.lower not in function_words_of("time-of-verb")
        or target is None
    ):
        return
    if noun.time is not None or noun.dep == "appos" or any(c.tag == "JJS" for c in noun.kids("amod")):
        return
    temporal = token.lower == "since" and noun.dep == "dobj"
    if not temporal and target.time is None and target.lemma.lower() not in nouns_of("time-unit"):
        return
    if noun.pos == "NOUN" and noun.dep in ("nsubj", "nsubjpass", "ROOT"):
        return
    complement = next((t for t in (noun, *noun.ancestors()) if t.dep == "attr" or t.pos in ("VERB", "AUX")), noun)
    if complement.dep == "attr" and complement is not noun:
        return
    for above in noun.ancestors():
        if above.pos in ("VERB", "AUX") and above.i < token.i:
            token.attach(above, "prep")
            return


def topic_of_time(token: Token) -> None:
    """Read "struck for a month over pay": over hangs from the month; it says what for."""
    noun, target = token.head, token.child("pobj")
    if token.dep != "prep" or token.lower not in ("over", "about", "against") or noun.time is None or target is None:
        return
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if target.time is None and verb.pos == "VERB" and verb.i < token.i:
        token.attach(verb, "prep")


def extraposed_preposition(token: Token) -> None:
    """Read "an agreement has not been reached between the sides": between hangs from agreement, across the verb."""
    if token.dep != "prep" or token.head.dep not in ("nsubj", "nsubjpass", "dobj"):
        return
    verb = token.head.head
    if token.head.i < verb.i < token.i and token.head.dep != "dobj":
        token.attach(verb, "prep")


def existential_preposition(token: Token) -> None:
    """Read "There is support for funding": for hangs from support; the existential verb links the two."""
    if (
        token.dep != "prep"
        or token.lower not in function_words_of("existential-link")
        or token.head.dep not in ("attr", "dobj")
    ):
        return
    verb = token.head.head
    if verb.child("expl") is not None and verb.child("expl").lower == "there" and verb.child("prep") is None:  # type: ignore[union-attr]
        token.attach(verb, "prep")


def light_object(token: Token) -> None:
    """Read "imposed sanctions on Russia": on hangs from sanctions; after a light verb it links the verb to Russia."""
    if token.dep != "prep" or token.head.dep != "dobj" or token.head.pos != "NOUN":
        return
    noun, verb = token.head, token.head.head
    if token.lower not in function_words_of("light-link") or token.child("pobj") is None:
        return
    if verb.lemma in verbs_of("light") and noun.lemma.lower() in nouns_of("light"):
        token.attach(verb, "prep")


def charge_of_object(token: Token) -> None:
    """Read "cleared the minister of misusing funds": of hangs from minister; it says what the verb clears him of.

    And "was accused by Athens of laying claim": of hangs from Athens.
    """
    by_agent = token.head.dep == "pobj" and token.head.head.dep == "agent" and token.child("pcomp") is not None
    if token.dep != "prep" or token.lower not in ("of", "from") or not (token.head.dep == "dobj" or by_agent):
        return
    verb = token.head.head.head if by_agent else token.head.head
    if token.lower == "of" and verb.lemma in verbs_of("barring"):
        return
    if verb.lemma in verbs_of("charging") or (token.lower == "of" and verb.lemma in verbs_of("addressing-of")):
        token.attach(verb, "prep")


def origin_of_object(token: Token) -> None:
    """Read "seeking help from Iran": from hangs from help; it says where the verb gets it."""
    if token.dep != "prep" or token.lower != "from" or token.head.dep != "dobj" or token.head.time is not None:
        return
    verb = token.head.head
    if verb.lemma in verbs_of("getting") and token.child("pobj") is not None:
        token.attach(verb, "prep")


def supply_of_object(token: Token) -> None:
    """Read "provide the user with protection": with hangs from user; it says what the verb provides."""
    if token.dep != "prep" or token.lower != "with" or token.head.dep != "dobj" or token.child("pobj") is None:
        return
    if token.head.head.lemma in verbs_of("supplying"):
        token.attach(token.head.head, "prep")


def description_of_object(token: Token) -> None:
    """Read "characterized the engagement in the conflict as an escalation": as hangs from conflict; it is what was said."""
    if token.dep != "prep" or token.lower != "as" or token.child("pobj") is None:
        return
    for verb in token.ancestors():
        if verb.pos == "VERB":
            thing = verb.child("dobj", "nsubjpass")
            describes = verb.lemma in verbs_of("describing")
            if describes and thing is not None and thing.i < token.i:
                token.attach(verb, "prep")
                for between in [c for c in verb.kids("prep") if thing.dep == "dobj" and thing.i < c.i < token.i]:
                    between.attach(thing, "prep")
            return


def object_behind(token: Token) -> None:
    """Read "their computers seized -- an all-out war": no object stands behind a dash, nor a second one behind a comma."""
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


def about_number(token: Token) -> None:
    """Read "control about a fifth of Ukraine": about is no topic; the fifth is what is controlled."""
    if token.dep != "prep" or token.lower not in ("about", "around", "over", "under") or token.head.pos != "VERB":
        return
    number, verb = token.child("pobj"), token.head
    if number is None or verb.child("dobj") is not None or verb.lemma in verbs_of("speech"):
        return
    counted = number.pos == "NUM" or number.child("nummod") is not None or number.lower in nouns_of("fraction")
    if counted and token.i == verb.i + 1:
        number.attach(verb, "dobj")
        token.attach(number, "advmod")


def agent_behind_noun(token: Token) -> None:
    """Read "was criticised from the start by Congress": by hangs from start; Congress criticised.

    And "was led to his seat by a guard"; not "was hit by an attack by rebels", where the attack has an agent of its own.
    """
    noun, target = token.head, token.child("pobj")
    if token.lower != "by" or token.dep not in ("prep", "agent") or noun.dep not in ("pobj", "dobj") or target is None:
        return
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if verb.child("auxpass") is None or verb.child("agent") is not None or target.time is not None:
        return
    if noun.lemma.lower() in nouns_of("document-source", "event", "law", "work"):
        return
    if noun.lemma.lower() in nouns_of("light") or noun.child("acl", "relcl") is not None:
        return
    for child in [c for c in noun.children if c.i > token.i]:
        child.attach(token, "conj")
    token.attach(verb, "agent")


def relative_of_event(token: Token) -> None:
    """Read "the epidemic in West Africa, which killed thousands": the epidemic killed, not the region."""
    place = token.head
    link = place.head
    which = token.child("nsubj", "nsubjpass")
    if token.dep != "relcl" or place.dep != "pobj" or place.ent[2:] not in ("GPE", "LOC") or which is None:
        return
    event = link.head
    if which.lower not in ("which", "that") or link.lower not in ("in", "at", "near", "off") or event.pos != "NOUN":
        return
    built = token.lemma in verbs_of("done-to-buildings") and event.lemma.lower() in nouns_of("facility")
    happened = token.lemma in verbs_of("acts-of-events") and event.lemma.lower() in nouns_of("event")
    if built or happened:
        token.attach(event, "relcl")


def complement_of_noun(token: Token) -> None:
    """Read "curbs the flow of migrants to Greece": to hangs from curbs; it says where the flow goes."""
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


def amount_of_money(token: Token) -> None:
    """Read "released 50m euros": m is taken for a thing of its own; it counts the euros, and ends "the RM42m"."""
    verb, before = token.head, token_before(token)
    if token.lower not in ("m", "mn", "bn", "tn", "k") or token.dep not in ("dobj", "pobj", "attr") or before is None:
        return
    money = next((c for c in verb.kids("dobj", "npadvmod", "appos") if c.i == token.i + 1), None)
    if before.tag == "CD" and before.end == token.start and money is not None:
        money.dep = token.dep
        token.attach(money, "nummod")
    elif before.end == token.start and before.text[-1].isdigit() and before.head is verb:
        for child in list(before.children):
            child.attach(token, child.dep)
        before.attach(token, "nummod")


def score_of_game(token: Token) -> None:
    """Read "beat Barcelona 4-0": 0 is taken for what was beaten; a score is one quantity."""
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


def gerund_of_verb(token: Token) -> None:
    """Read "brought the summit to a close by handing over": by hangs from close; it says how the verb was done."""
    noun = token.head
    if token.dep != "prep" or token.lower not in ("by", "without") or token.child("pcomp") is None:
        return
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if noun.pos == "NOUN" and noun.dep in ("pobj", "dobj") and verb is not None and verb.i < noun.i:
        token.attach(verb, "prep")


def manner_of_verb(token: Token) -> None:
    """Read "claimed the attack in the name of the group": in hangs from attack; it says how it was claimed."""
    noun, target = token.head, token.child("pobj")
    if token.dep != "prep" or token.lower != "in" or noun.dep != "dobj" or target is None:
        return
    if target.lemma.lower() in nouns_of("manner") and noun.head.i < noun.i:
        token.attach(noun.head, "prep")


def cause_of_death(token: Token) -> None:
    """Read "died in hospital of his burns": of hangs from hospital; it says of what he died."""
    verb = token.head.head.head
    if token.dep == "prep" and token.lower == "of" and token.head.dep == "pobj" and verb.lemma == "die":
        token.attach(verb, "prep")


def request_in_letter(token: Token) -> None:
    """Read "urged him in a letter not to resign": the infinitive hangs from letter; it is what he is urged to do."""
    letter = token.head
    verb = letter.head.head
    if (
        token.dep not in ("acl", "relcl")
        or token.tag != "VB"
        or letter.dep != "pobj"
        or verb.child("xcomp") is not None
    ):
        return
    asks = verb.lemma in verbs_of("infinitive") and verb.child("dobj") is not None
    if asks and letter.lemma.lower() in nouns_of("manner") and any(c.lower == "to" for c in token.kids("aux")):
        token.attach(verb, "xcomp")


def noun_of_preposition(token: Token) -> None:
    """Read "into his bank accounts in 2014": accounts is taken for a verb."""
    if token.dep == "pobj" and token.tag == "VBZ" and token.child("nsubj", "dobj", "aux") is None:
        token.pos, token.tag = "NOUN", "NNS"


def time_of_passive(token: Token) -> None:
    """Read "was cut off that evening", "would be needed over the next years": a time is no object of a passive."""
    if token.dep == "dobj" and token.time is not None and token.head.child("auxpass") is not None:
        token.dep = "npadvmod"


def adverb_of_infinitive(token: Token) -> None:
    """Read "a venue yet to be chosen": yet is taken for the venue's, or the choosing for the verb's before."""
    noun = token_before(token)
    if token.dep != "advmod" or token.lower not in ("yet", "still", "soon") or noun is None or noun.pos not in NOMINALS:
        return
    root = [token, *token.ancestors()][-1]
    link = next((t for t in root.subtree() if t.i == token.i + 1), None)
    if (
        link is None
        or link.tag != "TO"
        or link.head is token
        or link.head.dep not in ("relcl", "acl", "advcl", "xcomp")
    ):
        return
    link.head.attach(noun, "relcl")
    token.attach(link.head, "advmod")


def agent_of_listed(token: Token) -> None:
    """Read "has climbed, helped, the Europeans say, by cheap loans": by says who helped."""
    verb = token.head
    if token.dep not in ("prep", "agent") or token.lower != "by":
        return
    between = [c for c in verb.kids("parataxis") if c.i < token.i]
    participles = [c for c in verb.kids("advcl") if c.tag in ("VBN", "VBD") and c.i < token.i and not c.kids("agent")]
    if between and participles and participles[-1].i < between[-1].i:
        participle = participles[-1]
        participle.tag = "VBN"
        token.attach(participle, "agent")


def person_of_relative(token: Token) -> None:
    """Read "told Le Monde of Mr. Bongo, who was": who is a person, so it is said of Bongo and not of the paper.

    And "researchers at West Virginia University, who had been hired".
    """
    noun = token.head
    if token.dep != "relcl" or noun.ent[2:] not in ("ORG", "GPE", "FAC", "LOC"):
        return
    if not any(c.lower == "who" for c in token.kids("nsubj", "nsubjpass")):
        return
    who = next(c for c in token.kids("nsubj", "nsubjpass") if c.lower == "who")
    links = [p for p in (*noun.kids("prep"), *noun.head.kids("prep")) if noun.i < p.i < who.i]
    inner = [p.child("pobj") for p in links if p.lower == "of"]
    person = next((t for t in reversed(inner) if t is not None and t.ent[2:] == "PERSON"), None)
    people = noun.head.head if noun.dep == "pobj" and noun.head.dep == "prep" else None
    if person is None and people is not None and nominal_type(people) == "Person":
        person = people
    if person is not None:
        token.attach(person, "relcl")


def description_behind_name(token: Token) -> None:
    """Read "announced that it had seized money of DarkSide, the group blamed": the group is who DarkSide is."""
    verb, article = token.head, token.child("det")
    if token.dep != "dobj" or verb.child("ccomp") is None or article is None:
        return
    comma = token_before(article)
    name = token_before(comma) if comma is not None and comma.text == "," else None
    if name is not None and name.pos == "PROPN" and name.i > verb.i and name.is_below(verb):
        token.attach(name, "appos")


def clause_of_noun(token: Token) -> None:
    """Read "known for shouting matches before he won a seat": before hangs from matches; it says when something was done."""
    noun, clause = token.head, token.child("pcomp")
    if (
        token.dep != "prep"
        or token.lower not in ("before", "after", "until", "since")
        or noun.pos not in ("NOUN", "PROPN")
    ):
        return
    if clause is None or clause.child("nsubj", "nsubjpass") is None:
        return
    verb = next((t for t in noun.ancestors() if t.tag in ("VBD", "VBZ", "VBP") and t.dep != "acl"), None)
    if verb is not None and verb.i < token.i:
        token.attach(verb, "prep")
