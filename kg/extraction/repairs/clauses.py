"""Repairs of clauses: subjects, listed verbs and participles; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.syntax.token import NOMINALS, Token, token_before
from kg.lexicon.words import nouns_of, verbs_of


def subject_of_auxiliary(token: Token) -> None:
    """Read "Their performance was well received": performance hangs from was, the auxiliary; it is the verb's."""
    if token.dep in ("aux", "auxpass") and token.head is not token:
        for child in [c for c in token.children if c.dep in ("nsubj", "nsubjpass", "prep", "advcl", "neg")]:
            child.attach(token.head, child.dep)


def swallowed_subject(token: Token) -> None:
    """Read "Upon leaving Sullivan County, Muncy Creek enters …": the creek is taken into the list before it; it enters."""
    if token.tag not in ("VBZ", "VBP", "VBD") or token.dep not in ("ROOT", "ccomp") or token.i < 3:
        return
    if any(child.dep in ("nsubj", "nsubjpass", "csubj", "expl", "aux") for child in token.children):
        return
    before = token_before(token)
    if before is None or before.dep != "conj" or before.pos not in ("PROPN", "NOUN") or before.child("cc") is not None:
        return
    listed = before.head
    gap = [c for c in listed.children if listed.i < c.i < before.i and c.dep in ("cc", "punct")]
    if any(c.dep == "cc" for c in gap) or not any(c.text == "," for c in gap):
        return
    if not any(above is token for above in before.ancestors()):
        return
    before.attach(token, "nsubj")


def few_if_any(token: Token) -> None:
    """Read "Few, if any, ships passed": no condition; the ships are few or none."""
    if token.lower != "few":
        return
    root = [token, *token.ancestors()][-1]
    behind = [t for t in root.subtree() if token.i < t.i <= token.i + 6 and t.text != ","]
    if [t.lower for t in behind[:2]] != ["if", "any"] or len(behind) < 3:
        return
    link, rest = behind[:2]
    noun = rest.head if rest.dep == "det" else next((t for t in behind[2:] if t.pos in NOMINALS), None)
    if noun is None or noun.dep not in ("nsubj", "nsubjpass"):
        return
    if noun.head is not token and noun.head.head is token:
        noun.head.promote()
    token.attach(noun, "det")
    link.attach(token, "dep")
    rest.attach(token, "dep")


def listed_adjective(token: Token) -> None:
    """Read "injuring hundreds and triggering landslides": triggering is taken for an adjective of landslides.

    So is delayed in "neither halted production nor delayed exports".
    """
    noun = token.head
    if token.dep != "amod" or noun.dep != "conj" or noun.head.dep != "dobj":
        return
    verb = noun.head.head
    neither = (
        verb.tag == "VBD" and token.lower.endswith("ed") and any(c.lower == "neither" for c in verb.kids("preconj"))
    )
    if neither:
        token.tag, token.lemma = "VBD", token.lower.removesuffix("ed")
    if (
        (neither or (verb.tag == "VBG" and token.tag == "VBG"))
        and noun.i == token.i + 1
        and any(c.i == token.i - 1 for c in noun.head.kids("cc"))
    ):
        token.attach(verb, "conj")
        for link in noun.head.kids("cc"):
            link.attach(verb, "cc")
        token.pos = "VERB"
        noun.attach(token, "dobj")


def participle_of_preposition(token: Token) -> None:
    """Read "indications of Russia seeking help": seeking hangs from indications; it belongs to Russia, its subject."""
    if token.dep not in ("acl", "advcl", "pcomp") or token.tag != "VBG" or token.child("nsubj") is not None:
        return
    noun = token.head
    for preposition in noun.kids("prep"):
        subject = preposition.child("pobj")
        if subject is not None and subject.i == token.i - 1 and subject.pos in ("PROPN", "NOUN", "PRON"):
            if subject.ent or subject.tag in ("NNS", "PRP"):
                token.attach(subject, "acl")
            return


def participle_after_noun(token: Token) -> None:
    """Read "sanctions on individuals aiding them": aiding hangs from the verb; it belongs to the noun before it."""
    if token.dep != "advcl" or token.tag != "VBG" or token.i == 0 or token.i <= token.head.i:
        return
    if token.child("mark", "nsubj") is not None or (token.children and token.children[0].i < token.i):
        return
    before = token_before(token)
    if before is None or before.tag not in ("NNS", "NN", "NNP", "NNPS") or before.time is not None:
        return
    governor = token.head
    if governor.lemma in verbs_of("see-doing") or not before.is_below(governor) or before.dep == "nsubj":
        return
    if before.tag in ("NNS", "NNPS") or before.dep == "conj":
        token.attach(before, "acl")


def participle_of_expected(token: Token) -> None:
    """Read "anticipates further deployment of missiles, aiming at civilians": not who anticipates aims, but what is deployed."""
    if (
        token.dep != "advcl"
        or token.tag != "VBG"
        or token.i <= token.head.i
        or token.child("mark", "nsubj") is not None
    ):
        return
    governor = token.head
    if governor.lemma not in verbs_of("expecting") or token.lemma in verbs_of("speech"):
        return
    thing = governor.child("dobj")
    if thing is None or thing.i > token.i:
        return
    of = next((p for p in thing.kids("prep") if p.lower == "of"), None)
    target = of.child("pobj") if of is not None else None
    token.attach(target or thing, "acl")


def agent_of_participle(token: Token) -> None:
    """Read "missiles fired by Russia": by hangs from missiles; a participle between the two takes it as its agent."""
    if token.lower != "by" or token.dep != "prep" or token.head.pos not in NOMINALS:
        return
    participle = next((c for c in token.head.children if c.dep == "acl" and c.tag == "VBN" and c.i < token.i), None)
    if participle is not None:
        token.attach(participle, "agent")


def listed_verb(token: Token) -> None:
    """Read "did not resign or apologise": apologise is taken for an adjective; what is joined to a bare verb is one."""
    verb, before = token.head, token_before(token)
    if token.dep != "conj" or token.tag not in ("JJ", "NN") or verb.tag != "VB" or before is None or before.dep != "cc":
        return
    if (
        before.head is verb
        and verb.child("dobj", "attr", "acomp") is None
        and token.child("det", "amod", "poss") is None
    ):
        token.pos, token.tag = "VERB", "VB"


def called_noun(token: Token) -> None:
    """Read "a member of an organization called the Sea Org": the organization is called so, and calls nobody.

    In "The president named Smith as ambassador" named is the sentence's verb.
    """
    before = token_before(token)
    if token.dep != "acl" or token.lower not in ("called", "named", "dubbed", "nicknamed") or before is None:
        return
    thing = token.child("oprd")
    if (
        token.head.dep == "ROOT"
        and thing is not None
        and any(p.lower == "as" and p.i > thing.i for p in token.kids("prep"))
    ):
        token.promote()
        token.tag, token.children[0].dep, thing.dep = "VBD", "nsubj", "dobj"
        return
    if token.child("nsubj", "dobj") is None and thing is not None and before.pos in ("NOUN", "PROPN"):
        token.tag = "VBN"
        if before is not token.head and before.is_below(token.head):
            token.attach(before, "acl")


def verb_of_headless(token: Token) -> None:
    """Read "The majority of outfits involved some elements": a sentence without a verb has one that takes an object."""
    noun = token.head
    if token.dep != "acl" or token.tag not in ("VBN", "VBD") or noun.dep != "ROOT" or noun.pos not in ("NOUN", "PROPN"):
        return
    if token.child("dobj") is None or token.child("agent", "auxpass", "nsubj", "mark") is not None:
        return
    if token.lemma in verbs_of("ditransitive") or noun.child("relcl", "cc", "punct") is None:
        return
    if any(c.dep == "acl" and c is not token for c in noun.children) or noun.child("det") is None:
        return
    token.promote()
    token.tag, noun.dep = "VBD", "nsubj"


def listed_participle(token: Token) -> None:
    """Read "killing 63, injuring hundreds and triggering landslides": triggering hangs from hundreds; it goes on the list."""
    if token.dep != "conj" or token.tag != "VBG" or token.head.dep != "dobj" or token.child("dobj") is None:
        return
    verb = token.head.head
    if verb.tag == "VBG":
        token.attach(verb, "conj")


def verb_before_article(token: Token) -> None:
    """Read "was safe and blamed the contractor": blamed is taken for an adjective, but no adjective precedes an article."""
    noun = token.head
    article = noun.child("det")
    if token.dep != "amod" or token.tag not in ("VBN", "VBD") or article is None or article.i < token.i:
        return
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if verb is None or verb.i > token.i or noun.dep != "conj":
        return
    outer = verb.head if verb.dep == "ccomp" and verb.head.i < verb.i else verb
    token.attach(outer, "conj")
    token.pos, token.tag = "VERB", "VBD"
    noun.attach(token, "dobj")


def main_verb_of_noun(token: Token) -> None:
    """Read "A ferry carrying 100 passengers capsized": capsized hangs from passengers; it is the verb of the ferry."""
    passengers = token.head
    carrying = passengers.head
    ferry = carrying.head
    if token.dep not in ("acl", "relcl") or token.tag not in ("VBN", "VBD") or passengers.dep != "dobj":
        return
    if (
        carrying.dep != "acl"
        or carrying.tag != "VBG"
        or ferry.dep not in ("ROOT", "ccomp")
        or ferry.pos not in ("NOUN", "PROPN")
    ):
        return
    if token.child("nsubj", "agent", "auxpass") is not None or token.i < passengers.i:
        return
    token.attach(ferry, "acl")
    token.promote()
    token.tag = "VBD"
    ferry.dep = "nsubj"


def found_of_founding(token: Token) -> None:
    """Read "left school to found a company": the verb is found, not find."""
    auxiliaries = {c.lower for c in token.kids("aux", "auxpass")}
    if token.lower == "found" and auxiliaries & {"to", "will", "would"} and not auxiliaries & {"have", "be", "been"}:
        token.lemma, token.tag, token.pos = "found", "VB", "VERB"


def dative_before_object(token: Token) -> None:
    """Read "granted Georgia candidate status", "show the manager something": the first noun is who gets it."""
    thing = token.head
    verb = thing.head
    giving = verb.lemma in verbs_of("ditransitive") and verb.lemma not in ("sell", "name", "call")
    if token.dep != "compound" or thing.dep != "dobj" or not giving or verb.i > token.i:
        return
    indefinite = thing.lower in ("something", "anything", "nothing", "everything", "more", "time")
    named = token.ent[2:] in ("GPE", "ORG", "PERSON") and thing.tag in ("NN", "NNS") and not thing.ent
    bare = thing.child("det", "poss", "amod") is None
    if verb.child("dative") is not None or not (indefinite or (named and bare)):
        return
    token.attach(verb, "dative")
    for child in [c for c in thing.kids("det", "compound", "amod", "poss") if c.i < token.i]:
        child.attach(token, child.dep)


def antecedent_in_number(token: Token) -> None:
    """Read "a tablet with a screen and two controllers, called Joy-Con, that contain sensors": not the screen contains."""
    noun, pronoun = token.head, token.child("nsubj", "nsubjpass")
    if token.dep != "relcl" or pronoun is None or pronoun.lower not in ("who", "which", "that") or pronoun.i < noun.i:
        return
    finite = [token, *token.kids("aux", "auxpass")]
    plural = any(t.tag == "VBP" for t in finite) or any(t.lower == "were" for t in finite)
    if not plural or noun.tag not in ("NN", "NNP") or noun.child("conj", "cc") or noun.lower in nouns_of("collective"):
        return
    near = [t for t in [*noun.subtree(), *noun.ancestors()] if t.tag == "NNS" and noun.i - 8 < t.i < pronoun.i]
    better = max(near, key=lambda t: t.i, default=None)
    if better is not None and not better.is_below(token):
        token.attach(better, "relcl")


def adjective_before_copula(token: Token) -> None:
    """Read "Crucial to the plan was a test": crucial is taken for the subject; it is said of the test."""
    verb = token.head
    if (
        token.dep != "nsubj"
        or token.tag not in ("JJ", "JJR", "JJS")
        or verb.lemma != "be"
        or token.child("det") is not None
    ):
        return
    noun = verb.child("attr")
    if noun is not None and noun.pos in ("NOUN", "PROPN") and token.i < verb.i < noun.i:
        token.dep, noun.dep = "acomp", "nsubj"


def counted_noun(token: Token) -> None:
    """Read "Two blows to the head could have been fatal": blows is taken for a verb; after a number it is a noun."""
    number, before = token.child("nsubj"), token_before(token)
    if (
        token.tag != "VBZ"
        or number is None
        or number is not before
        or number.tag != "CD"
        or number.lower in ("one", "1")
    ):
        return
    token.tag, token.pos = "NNS", "NOUN"
    number.dep = "nummod"
    verb = token.head
    if token.dep in ("ccomp", "advcl", "csubj") and verb.i > token.i and verb.pos in ("VERB", "AUX"):
        for child in verb.kids("nsubj", "nsubjpass"):
            child.dep = "advmod"
        token.dep = "nsubjpass" if verb.child("auxpass") is not None else "nsubj"


def content_of_copula(token: Token) -> None:
    """Read "The good news is we avoided a wreck": is is taken for a part of avoided; what we did is the news."""
    subjects = token.kids("nsubjpass", "nsubj")
    helper = token.child("auxpass")
    if len(subjects) != 2 or helper is None or not subjects[0].i < helper.i < subjects[1].i or subjects[1].tag != "PRP":
        return
    helper.promote()
    helper.pos = "AUX"
    subjects[0].attach(helper, "nsubj")
    token.dep = "ccomp"


def day_that_begins(token: Token) -> None:
    """Read "Today begins the reconstruction": today is taken for what begins something; it is when the other begins."""
    verb, thing = token.head, token.head.child("dobj")
    if token.dep == "nsubj" and token.time is not None and verb.lemma in ("begin", "start") and thing is not None:
        token.dep, thing.dep = "npadvmod", "nsubj"


def gerund_object(token: Token) -> None:
    """Read "ruled out stepping down": stepping is taken for what went along; it is what was ruled out."""
    verb, before = token.head, token_before(token)
    if token.dep != "advcl" or token.tag != "VBG" or before is None or token.child("nsubj", "mark") is not None:
        return
    if before is verb or (before.head is verb and before.dep == "prt"):
        lemma = verb.lemma if before is verb else f"{verb.lemma} {before.lower}"
        if lemma in verbs_of("gerund-object") and verb.child("dobj") is None:
            token.dep = "xcomp"
