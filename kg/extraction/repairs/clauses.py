"""Repairs of clauses: subjects, listed verbs and participles; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.rules import rule
from kg.extraction.syntax.token import NOMINALS, Token, token_before
from kg.lexicon.words import nouns_of, verbs_of


@rule("Make sure he isn't trapped in the cellar.", "he | be trapped in | the cellar | - | negated actual")
def subject_of_auxiliary(token: Token) -> None:
    """Hang he from trapped in "he isn't trapped": what hangs from the auxiliary is the verb's."""
    if token.dep in ("aux", "auxpass") and token.head is not token:
        for child in [c for c in token.children if c.dep in ("nsubj", "nsubjpass", "prep", "advcl", "neg")]:
            child.attach(token.head, child.dep)


@rule(
    "The question is whether or not both sides sold the port.",
    "both sides | sell | the port | - | unknown unknown",
)
def whether_or_not(token: Token) -> None:
    """Hang or not from whether in "whether or not both sides sold": it denies nothing, and is no part of the sides."""
    if token.lower != "not":
        return
    joined = token_before(token)
    whether = None if joined is None or joined.lower != "or" else token_before(joined)
    if joined is not None and whether is not None and whether.lower == "whether":
        token.attach(whether, "dep")
        joined.attach(whether, "dep")


@rule(
    "Ann Lee, senior vice president of the bank, called and informed the mayor.", "Ann Lee | call/talk-with | the mayor"
)
def main_verb_after_relative(token: Token) -> None:
    """Make called the main verb of "Ann Lee, vice president of the bank, called": it is taken for a participle."""
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


@rule("The quake hit the coast, injuring hundreds and triggering landslides.", "The quake | trigger | landslides")
def listed_adjective(token: Token) -> None:
    """Hang triggering from injuring in "injuring hundreds and triggering landslides": it is taken for an adjective of landslides.

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


@rule(
    "There are indications of Russia seeking help from Iran.",
    "Russia | seek | help | source:from:Iran | affirmed possible",
)
def participle_of_preposition(token: Token) -> None:
    """Hang seeking from Russia in "indications of Russia seeking help": the parser hangs it from indications."""
    if token.dep not in ("acl", "advcl", "pcomp") or token.tag != "VBG" or token.child("nsubj") is not None:
        return
    noun = token.head
    for preposition in noun.kids("prep"):
        subject = preposition.child("pobj")
        if subject is not None and subject.i == token.i - 1 and subject.pos in ("PROPN", "NOUN", "PRON"):
            if subject.ent or subject.tag in ("NNS", "PRP"):
                token.attach(subject, "acl")
            return


@rule("The union fined Norway and firms aiding it in buying arms.", "The union | fine | firms aiding it in buying arms")
def participle_after_noun(token: Token) -> None:
    """Hang aiding from individuals in "sanctions on individuals aiding them": the parser hangs it from the verb."""
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


@rule(
    "Kyiv anticipates further deployment of missiles, aiming at civilians.",
    "missiles | aim at | civilians | - | affirmed possible",
)
def participle_of_expected(token: Token) -> None:
    """Hang aiming from missiles in "anticipates deployment of missiles, aiming at civilians": who anticipates aims at none."""
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


@rule(
    'One minister called Weber "the paper king".',
    "Weber | be | the paper king | - | affirmed actual | One minister",
    rare="political news has it; the parser mostly reads called as the verb",
)
def calling_verb(token: Token) -> None:
    """Make called the verb of "One minister called Weber "the paper king"": who is called something has one name, not two."""
    noun = token.head
    if token.dep != "acl" or token.tag not in ("VBN", "VBD") or token.lemma not in verbs_of("judging"):
        return
    named = [c for c in token.kids("dobj", "oprd") if c.i > token.i]
    if len(named) == 1 and (behind := named[0].child("appos")) is not None and behind.i > named[0].i:
        mark = behind.subtree()[0].before  # Weber "the paper king"
        named += [behind] if mark is not None and mark.text in ('"', "“") and mark.before is named[0] else []
    if len(named) != 2 or token.child("agent", "auxpass", "nsubj", "mark", "prep") is not None:
        return
    if named[0].pos not in ("PROPN", "PRON") or any(c.dep == "conj" for c in named[0].children):
        return
    start = token_before(noun.subtree()[0])
    if noun.dep != "ROOT" and (start is None or start.text != ";"):
        return
    root = [noun, *noun.ancestors()][-1]
    token.promote()
    token.tag, noun.dep, named[0].dep = "VBD", "nsubj", "dobj"
    named[1].attach(token, "oprd")
    if token.dep != "ROOT":
        token.attach(root, "conj")


@rule(
    "Beghe was a member of an organization called the Sea Org.",
    "an organization | be called | - | attribute:-:the Sea Org",
)
def called_noun(token: Token) -> None:
    """Hang called from organization in "a member of an organization called the Sea Org": it is called so, and calls nobody.

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


@rule(
    "The majority of dresses involved at least some silk, a display of wealth.",
    "The majority of dresses | involve | at least some silk",
)
def verb_of_headless(token: Token) -> None:
    """Make involved the main verb of "The majority of outfits involved some elements": a sentence without one has it there."""
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


@rule("Neighbours saw thieves ignoring television cameras and robbing media workers.", "thieves | rob | media workers")
def listed_participle(token: Token) -> None:
    """Hang robbing from ignoring in "ignoring television cameras and robbing media workers": cameras are not robbing."""
    if token.dep != "conj" or token.tag != "VBG" or token.head.dep != "dobj" or token.child("dobj") is None:
        return
    verb = token.head.head
    if verb.tag == "VBG":
        token.attach(verb, "conj")


@rule(
    "The panel offered 16 recommendations for future work that draw on reviews.",
    "16 recommendations for future work | draw on | reviews",
)
def antecedent_in_number(token: Token) -> None:
    """Hang draw from recommendations in "16 recommendations for future work that draw on reviews": one work draws."""
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


@rule(
    "Vienna ruled out sending troops.",
    "Vienna = Austria | send/supply | troops | - | negated actual",
    rare="without it what was ruled out comes out as done",
)
def gerund_object(token: Token) -> None:
    """Make stepping the object of "ruled out stepping down": the parser takes it for what went along."""
    verb, before = token.head, token_before(token)
    if token.dep != "advcl" or token.tag != "VBG" or before is None or token.child("nsubj", "mark") is not None:
        return
    if before is verb or (before.head is verb and before.dep == "prt"):
        lemma = verb.lemma if before is verb else f"{verb.lemma} {before.lower}"
        if lemma in verbs_of("gerund-object") and verb.child("dobj") is None:
            token.dep = "xcomp"


@rule("The court found Anna Berg guilty of theft.", "The court | find guilty/convict | Anna Berg | theme:of:theft")
def small_clause(token: Token) -> None:
    """Make Berg the object of "found Anna Berg guilty", guilty what is found of her: the parser makes a clause of the two.

    So do "considers the plan unfair", "made the data public". A clause with its own verb stays one.
    """
    verb, subject = token.head, token.child("nsubj")
    if token.dep != "ccomp" or token.pos not in ("ADJ", "NOUN") or subject is None or verb.pos != "VERB":
        return
    if not verb.i < subject.i < token.i or token.child("aux", "auxpass", "mark", "punct") is not None:
        return
    if (token.pos == "NOUN" and token.child("det") is None) or any(c.tag == "WRB" for c in token.kids("advmod")):
        return
    if verb.child("dobj", "oprd") is None:
        subject.attach(verb, "dobj")
        token.dep = "oprd"


@rule(
    "The senator wants the envoy banned.",
    "the envoy | be banned | - | - | affirmed intended | The senator",
    rare="six in 840 articles of political news; without it a wish is told as a deed",
)
def wished_participle(token: Token) -> None:
    """Let the envoy undergo it in "wants the envoy banned": the participle is passive, though no "be" says so."""
    subject = token.child("nsubj")
    if token.tag not in ("VBN", "VBD") or subject is None or token.child("aux", "auxpass", "mark", "dobj") is not None:
        return
    if subject.lower in _SUBJECTS_ALONE:
        return
    if token.head.lemma in verbs_of("wishes-done") and token.head.i < subject.i:
        token.tag, subject.dep = "VBN", "nsubjpass"


_SUBJECTS_ALONE = frozenset({"i", "he", "she", "we", "they", "who"})
"""Pronouns that are the subject of a verb of their own: "I like it there, I ended up doing a doctorate"."""
