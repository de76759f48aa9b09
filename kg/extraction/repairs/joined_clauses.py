"""Repairs of what a clause is joined to: main verbs behind a relative clause, and joined verbs under the wrong one.

In goes a token, and its tree is changed in place.
"""

from __future__ import annotations

from kg.extraction.syntax.token import NOMINALS, Token, token_before
from kg.extraction.syntax.verbs import subject_child
from kg.lexicon.words import function_words_of, verbs_of

PARTICIPLE_ENDS = ("ken", "ten", "ven", "sen", "den", "llen", "own", "awn", "one", "een")
"""How participles end that no past tense is like: taken, written, given, shown, gone, seen."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def main_verb_after_relative(token: Token) -> None:
    """Read "The pilot, who was unhurt, radioed for help": radioed is taken for a participle; it is what the pilot did."""
    noun, before = token.head, token_before(token)
    if token.dep != "acl" or token.tag not in ("VBN", "VBD") or noun.dep != "ROOT" or noun.pos not in NOMINALS:
        return
    if before is None or before.text != "," or token.child("agent", "auxpass", "nsubj", "mark") is not None:
        return
    if not any(c.dep in ("relcl", "appos") and noun.i < c.i < token.i for c in noun.children):
        return
    behind = [c for c in noun.children if c.i > token.i]
    token.promote()
    token.tag, noun.dep = "VBD", "nsubj"
    for child in behind:
        child.attach(token, child.dep)


def clause_of_preposition(token: Token) -> None:
    """Read "ruled until Smith, who had won the vote, took office": until opens a clause, and Smith took office."""
    verb, before = token.head, token_before(token)
    if token.dep != "conj" or token.tag not in FINITE or subject_child(token) is not None:
        return
    if before is None or before.text != "," or verb.pos not in ("VERB", "AUX"):
        return
    links = [p for p in verb.kids("prep") if verb.i < p.i < token.i and p.lower in function_words_of("clause-opening")]
    noun = links[-1].child("pobj") if links else None
    if noun is None or noun.time is not None or any(c.dep == "cc" and c.i > links[-1].i for c in verb.children):
        return
    if not any(t.text == "," and t.i < before.i for t in (*verb.kids("punct"), *noun.kids("punct"))):
        return
    participles = [c for c in verb.kids("advcl") if noun.i < c.i < token.i and c.tag in ("VBG", "VBN")]
    token.attach(verb, "advcl")
    links[-1].attach(token, "mark")
    noun.attach(token, "nsubj")
    for participle in participles:
        participle.attach(token, "advcl")


def conjunct_of_relative(token: Token) -> None:
    """Read "blocked Kane, who had come on, and then cleared": the relative clause ends at the comma; who blocked cleared."""
    inner, before = token.head, token_before(token)
    if token.dep != "conj" or token.tag not in FINITE or inner.dep != "relcl" or subject_child(token) is not None:
        return
    while before is not None and before.dep in ("advmod", "cc") and before.lower not in ("and", "but"):
        before = token_before(before)
    if before is None or before.lower not in ("and", "but"):
        return
    comma, noun = token_before(before), inner.head
    opening = next((c for c in inner.subtree() if c.i > noun.i), None)
    opener = token_before(opening) if opening is not None else None
    if comma is None or comma.text != "," or opener is None or opener.text != ",":
        return
    main = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if main is not None and main.i < noun.i and main.tag == token.tag:
        token.attach(main, "conj")
        before.attach(main, "cc")


def perfect_of_content(token: Token) -> None:
    """Read "said the rebels had shot down a plane and retaken a town": what is retaken was said, as what was shot down."""
    outer, before = token.head, token_before(token)
    if token.dep != "conj" or before is None or before.dep != "cc":
        return
    if outer.tag == "VBN" and token.tag == "VBD" and token.lower.endswith(PARTICIPLE_ENDS):
        token.tag = "VBN"
    if outer.tag not in FINITE:
        return
    if token.tag != "VBN" and not (token.tag == "VBD" and token.lower.endswith(PARTICIPLE_ENDS)):
        return
    if subject_child(token) is not None or token.child("aux", "auxpass", "agent") is not None:
        return
    content = outer.child("ccomp")
    if content is None or not outer.i < content.i < token.i or content.tag != "VBN":
        return
    if content.child("aux", "auxpass") is not None:
        token.tag = "VBN"
        token.attach(content, "conj")
        before.attach(content, "cc")


def listed_after_content(token: Token) -> None:
    """Read "noticed that nobody was watching, turned and ran": nobody turned; who noticed it did."""
    inner, before = token.head, token_before(token)
    if token.dep != "conj" or token.tag not in ("VBN", "VBD") or inner.dep not in ("ccomp", "xcomp"):
        return
    if before is None or before.text != "," or subject_child(token) is not None or token.child("aux", "auxpass"):
        return
    outer = inner.head
    progressive = inner.tag in ("VBG", "VB") and inner.child("aux") is not None
    if progressive and outer.tag == "VBD" and outer.i < inner.i and token.child("conj") is not None:
        token.attach(outer, "conj")
        token.tag = "VBD"


def that_of_conjunct(token: Token) -> None:
    """Read "has said he would stay, and that talks might resume": what follows "and that" was said as well."""
    verb, outer = token.head, token.head.head
    if token.lower != "that" or token.dep not in ("mark", "nsubj", "det") or token.tag not in ("IN", "DT", "WDT"):
        return
    before = token_before(token)
    if before is None or before.lower not in ("and", "but"):
        return
    if token.dep == "nsubj" and verb.dep == "csubj" and verb.tag == "VBZ":
        noun, verb = verb, outer
        noun.pos, noun.tag, noun.dep = "NOUN", "NNS", "nsubj"
        token.attach(verb, "mark")
        outer = verb.head
    elif token.dep == "det" and verb.tag in ("NNS", "NNPS") and verb.dep in ("nsubj", "nsubjpass"):
        verb = outer
        token.attach(verb, "mark")
        outer = verb.head
    if token.dep != "mark" or verb.dep != "conj" or outer.lemma not in verbs_of("speech"):
        return
    content = outer.child("ccomp")
    if content is not None and outer.i < content.i < verb.i:
        verb.attach(content, "conj")


def number_of_noun(token: Token) -> None:
    """Read "met three Red Cross envoys": envoys is taken for a verb; three of something is a plural."""
    phrase, verb = token.child("nsubj"), token.head
    if token.tag != "VBZ" or token.dep != "ccomp" or phrase is None or phrase.i != token.i - 1:
        return
    number = phrase.child("nummod")
    if number is None or number.lower in ("1", "one") or phrase.tag not in ("NN", "NNP") or verb.i > phrase.i:
        return
    token.pos, token.tag, token.dep = "NOUN", "NNS", "dobj"
    phrase.attach(token, "compound")
    number.attach(token, "nummod")
    for child in [c for c in token.kids("prep") if (p := c.child("pobj")) is not None and p.time is not None]:
        child.attach(verb, "prep")


def subject_behind_and(token: Token) -> None:
    """Read "Flags flew at half-mast, and the players, in Russia for a cup, wore black": the players are no object of flew."""
    verb = token.head
    if token.dep != "conj" or token.tag not in FINITE or subject_child(token) is not None or verb.tag not in FINITE:
        return
    link = next((c for c in reversed(verb.kids("cc")) if verb.i < c.i < token.i), None)
    noun = verb.child("dobj") if link is not None else None
    if link is None or noun is None or noun.i < link.i or noun.subtree()[0].i != link.i + 1:
        return
    comma = token_before(link)
    if comma is not None and comma.text == ",":
        between = [c for c in verb.kids("advcl") if noun.i < c.i < token.i]
        noun.attach(token, "nsubj")
        for clause in between:
            clause.attach(token, "advcl")


def nor_of_content(token: Token) -> None:
    """Read "swore that he had neither known of it nor asked": he swore both."""
    outer = token.head
    if token.dep != "conj" or not any(c.lower == "nor" and outer.i < c.i < token.i for c in outer.kids("cc")):
        return
    content = outer.child("ccomp")
    if content is not None and content.i < token.i and any(c.lower == "neither" for c in content.kids("preconj", "cc")):
        for link in [c for c in outer.kids("cc") if c.lower == "nor"]:
            link.attach(content, "cc")
        token.attach(content, "conj")


def subject_before_day(token: Token) -> None:
    """Read "Talks, the first day of the visit, had failed": the day is no subject; talks failed."""
    verb = token.head
    if token.dep != "nsubj" or token.ent[2:] != "DATE" or token.i > verb.i:
        return
    before = next((c for c in verb.kids("npadvmod", "dep") if c.i < token.i and c.pos == "NOUN" and not c.ent), None)
    if before is not None:
        before.dep = "nsubj"
        token.attach(before, "appos")


def condition_behind_and(token: Token) -> None:
    """Read "plans a vote, and had he not, the party might have split": had he not hangs from plans; it is a condition."""
    verb, subject = token.head, subject_child(token)
    helper = next((c for c in token.kids("aux", "auxpass") if c.lower in ("had", "were", "should")), None)
    if token.dep != "conj" or subject is None or helper is None or helper.i > subject.i:
        return
    main = next((c for c in verb.kids("ccomp") if c.i > token.i and subject_child(c) is not None), None)
    if main is not None:
        main.attach(verb, "conj")
        token.attach(main, "advcl")


def relative_of_vote(token: Token) -> None:
    """Read "a vote of no confidence that was called": the vote was called."""
    noun = token.head
    if token.dep == "relcl" and noun.lower == "confidence" and noun.dep == "pobj" and noun.head.lower == "of":
        token.attach(noun.head.head, "relcl")
