"""Mends what the parser often gets wrong, before anything is read from the tree; in goes a parse, and it is changed in place.

Each repair shows a sentence, the wrong attachment and the right one. They look only at labels, tags and distance, so that a
right tree is left alone.
"""

from __future__ import annotations

from kg.extract.syntax import NOMINALS, Parse, Token
from kg.lexicon import load_table, load_words

FRACTIONS = frozenset(
    {"half", "third", "quarter", "fifth", "tenth", "dozen", "hundreds", "thousands", "millions", "percent"}
)
AT_TIMES = frozenset({"in", "on", "since", "by", "until", "at", "before", "after", "during"})
DITRANSITIVE = frozenset(
    {"give", "award", "grant", "offer", "pay", "send", "deny", "name", "call", "owe", "lend", "sell"}
)
EXISTENTIAL_LINKS = frozenset({"for", "between", "in", "at", "on", "against", "over", "among", "within", "near"})


def repair(parse: Parse) -> None:
    """Apply all repairs, token by token, in text order."""
    for token in parse.tokens:
        _subject_of_auxiliary(token)
        _swallowed_subject(token)
        _inverted_report(token)
        _inverted_report_between(token)
        _inverted_parenthetical(token)
        _few_if_any(token)
        _content_of_noun(token)
        _content_of_report(token)
        _participle_of_reported(token)
        _saying_of_report(token)
        _listed_verb(token)
        _called_noun(token)
        _object_behind(token)
        _verb_of_headless(token)
        _that_of_content(token)
        _framing_of_relative(token)
        _day_of_report(token)
        _about_number(token)
        _listed_participle(token)
        _listed_adjective(token)
        _time_of_noun(token)
        _participle_of_preposition(token)
        _participle_after_noun(token)
        _participle_of_expected(token)
        _extraposed_preposition(token)
        _existential_preposition(token)
        _agent_of_participle(token)
        _verb_before_article(token)
        _main_verb_of_noun(token)
        _light_object(token)
        _charge_of_object(token)
        _origin_of_object(token)
        _supply_of_object(token)
        _description_of_object(token)
        _conjunct_of_report(token)
        _condition_of_content(token)


def _subject_of_auxiliary(token: Token) -> None:
    """Read "Their performance was well received": performance hangs from was, the auxiliary; it is the verb's."""
    if token.dep in ("aux", "auxpass") and token.head is not token:
        for child in [c for c in token.children if c.dep in ("nsubj", "nsubjpass", "prep", "advcl", "neg")]:
            child.attach(token.head, child.dep)


def _swallowed_subject(token: Token) -> None:
    """Read "Upon leaving Sullivan County, Muncy Creek enters …": the creek is taken into the list before it; it enters."""
    if token.tag not in ("VBZ", "VBP", "VBD") or token.dep not in ("ROOT", "ccomp") or token.i < 3:
        return
    if any(child.dep in ("nsubj", "nsubjpass", "csubj", "expl", "aux") for child in token.children):
        return
    before = _token_before(token)
    if before is None or before.dep != "conj" or before.pos not in ("PROPN", "NOUN") or before.child("cc") is not None:
        return
    listed = before.head
    gap = [c for c in listed.children if listed.i < c.i < before.i and c.dep in ("cc", "punct")]
    if any(c.dep == "cc" for c in gap) or not any(c.text == "," for c in gap):
        return
    if not any(above is token for above in before.ancestors()):
        return
    before.attach(token, "nsubj")


def _inverted_report(token: Token) -> None:
    """Read "…", added KCNA.: added is taken for an adjective of KCNA; it is the verb, and KCNA its subject."""
    if token.dep not in ("amod", "compound") or token.tag not in ("VBD", "VBN") or token.i + 1 != token.head.i:
        return
    speaker = token.head
    if token.lemma not in load_words("cues", "parenthetical") or speaker.pos != "PROPN":
        return
    if speaker.head is not speaker:
        _inverted_report_inside(token, speaker)
        return
    if not any(child.dep == "punct" and child.i < token.i for child in (*speaker.children, *token.children)):
        return
    token.promote()
    for child in list(speaker.children):
        if child.i < token.i:
            child.attach(token, child.dep)
    speaker.dep = "nsubj"
    if token.tag == "VBN":
        token.tag = "VBD"


def _inverted_report_inside(token: Token, speaker: Token) -> None:
    """Read "… were sent to the front", added KCNA.: KCNA hangs from sent; behind a quotation it is who speaks."""
    host, comma = speaker.head, _token_before(token)
    quote = _token_before(comma) if comma is not None else None
    marks = {t.text for t in (comma, quote) if t is not None}
    if host.pos not in ("VERB", "AUX") or host.i > token.i or not marks & {'"', "”", "''", "’", "»"}:
        return
    token.promote()
    token.dep, token.tag, speaker.dep = "parataxis", "VBD", "nsubj"


def _inverted_report_between(token: Token) -> None:
    """Read "It was a partner, said Peskov, and Russia wanted to": Peskov hangs from wanted; he says both halves."""
    verb, said = token.head, _token_before(token)
    if token.dep != "nsubj" or said is None or said.lemma not in load_words("cues", "parenthetical") or said is verb:
        return
    first = said.child("ccomp")
    if said.child("nsubj") is not None or first is None or first.i > said.i or said.pos != "VERB":
        return
    if any(c.dep in ("nsubj", "nsubjpass") and c.i > token.i for c in verb.children):
        token.attach(said, "nsubj")
        verb.attach(first, "conj")


def _inverted_parenthetical(token: Token) -> None:
    """Read "Recipients, said Mauer, are required to": both hang from said; Mauer says it, of the recipients."""
    before = _token_before(token)
    if token.dep != "parataxis" or token.lemma not in load_words("cues", "parenthetical") or token.i > token.head.i:
        return
    first = next((c for c in token.kids("nsubj", "nsubjpass") if c.i < token.i), None)
    speaker = next((c for c in token.kids("nsubj", "dobj", "npadvmod") if c.i > token.i), None)
    if first is None or speaker is None or before is None or before.text != ",":
        return
    if token.head.child("nsubj", "nsubjpass", "expl") is None:
        first.attach(token.head, "nsubjpass" if token.head.child("auxpass") is not None else "nsubj")
        speaker.dep = "nsubj"


def _few_if_any(token: Token) -> None:
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


def _content_of_noun(token: Token) -> None:
    """Read "no evidence that the drug cures malaria": cures is taken for a noun's, and what it cures for its governor."""
    mark, wrong = token.child("mark"), token.head
    if mark is None or mark.lower != "that" or token.dep in ("ccomp", "acl", "relcl", "advcl", "conj", "xcomp", "ROOT"):
        return
    noun = _token_before(mark)
    if noun is None or noun.pos != "NOUN" or wrong is noun or wrong.i < token.i or not wrong.is_below(noun):
        return
    token.attach(noun, "acl")
    wrong.attach(token, "dobj")


def _listed_adjective(token: Token) -> None:
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


def _time_of_noun(token: Token) -> None:
    """Read "was advanced by the Municipality of Livorno in 2010": in hangs from the name; when belongs to the verb."""
    noun, target = token.head, token.child("pobj")
    if token.dep != "prep" or noun.pos not in ("PROPN", "NOUN") or token.lower not in AT_TIMES or target is None:
        return
    if noun.time is not None or noun.dep == "appos" or any(c.tag == "JJS" for c in noun.kids("amod")):
        return
    if target.time is None and target.lemma.lower() not in load_words("nouns", "time_unit"):
        return
    if noun.pos == "NOUN" and noun.dep in ("nsubj", "nsubjpass", "ROOT"):
        return
    for above in noun.ancestors():
        if above.pos in ("VERB", "AUX") and above.i < token.i:
            token.attach(above, "prep")
            return


def _participle_of_preposition(token: Token) -> None:
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


def _participle_after_noun(token: Token) -> None:
    """Read "sanctions on individuals aiding them": aiding hangs from the verb; it belongs to the noun before it."""
    if token.dep != "advcl" or token.tag != "VBG" or token.i == 0 or token.i <= token.head.i:
        return
    if token.child("mark", "nsubj") is not None or (token.children and token.children[0].i < token.i):
        return
    before = _token_before(token)
    if before is None or before.tag not in ("NNS", "NN", "NNP", "NNPS") or before.time is not None:
        return
    governor = token.head
    if (
        governor.lemma in load_words("predicates", "see_doing")
        or not before.is_below(governor)
        or before.dep == "nsubj"
    ):
        return
    if before.tag in ("NNS", "NNPS") or before.dep == "conj":
        token.attach(before, "acl")


def _participle_of_expected(token: Token) -> None:
    """Read "anticipates further deployment of missiles, aiming at civilians": not who anticipates aims, but what is deployed."""
    if (
        token.dep != "advcl"
        or token.tag != "VBG"
        or token.i <= token.head.i
        or token.child("mark", "nsubj") is not None
    ):
        return
    governor = token.head
    if governor.lemma not in load_words("predicates", "expecting") or token.lemma in load_words("cues", "speech"):
        return
    thing = governor.child("dobj")
    if thing is None or thing.i > token.i:
        return
    of = next((p for p in thing.kids("prep") if p.lower == "of"), None)
    target = of.child("pobj") if of is not None else None
    token.attach(target or thing, "acl")


def _extraposed_preposition(token: Token) -> None:
    """Read "an agreement has not been reached between the sides": between hangs from agreement, across the verb."""
    if token.dep != "prep" or token.head.dep not in ("nsubj", "nsubjpass", "dobj"):
        return
    verb = token.head.head
    if token.head.i < verb.i < token.i and token.head.dep != "dobj":
        token.attach(verb, "prep")


def _existential_preposition(token: Token) -> None:
    """Read "There is support for funding": for hangs from support; the existential verb links the two."""
    if token.dep != "prep" or token.lower not in EXISTENTIAL_LINKS or token.head.dep not in ("attr", "dobj"):
        return
    verb = token.head.head
    if verb.child("expl") is not None and verb.child("expl").lower == "there" and verb.child("prep") is None:  # type: ignore[union-attr]
        token.attach(verb, "prep")


def _agent_of_participle(token: Token) -> None:
    """Read "missiles fired by Russia": by hangs from missiles; a participle between the two takes it as its agent."""
    if token.lower != "by" or token.dep != "prep" or token.head.pos not in NOMINALS:
        return
    participle = next((c for c in token.head.children if c.dep == "acl" and c.tag == "VBN" and c.i < token.i), None)
    if participle is not None:
        token.attach(participle, "agent")


def _token_before(token: Token) -> Token | None:
    """Return the neighbour on the left, found through the tree: the one token of the sentence with the number before."""
    stack = [[token, *token.ancestors()][-1]]
    while stack:
        here = stack.pop()
        if here.i == token.i - 1:
            return here
        stack.extend(here.children)
    return None


def _light_object(token: Token) -> None:
    """Read "imposed sanctions on Russia": on hangs from sanctions; after a light verb it links the verb to Russia."""
    if token.dep != "prep" or token.head.dep != "dobj" or token.head.pos != "NOUN":
        return
    noun, verb = token.head, token.head.head
    if token.lower not in load_words("predicates", "light_prepositions") or token.child("pobj") is None:
        return
    if verb.lemma in load_words("predicates", "light_verbs") and noun.lemma.lower() in load_words(
        "predicates", "light_nouns"
    ):
        token.attach(verb, "prep")


def _charge_of_object(token: Token) -> None:
    """Read "cleared the minister of misusing funds": of hangs from minister; it says what the verb clears him of."""
    if token.dep != "prep" or token.lower not in ("of", "from") or token.head.dep != "dobj":
        return
    verb = token.head.head
    if verb.lemma in load_words("predicates", "charging"):
        token.attach(verb, "prep")


def _origin_of_object(token: Token) -> None:
    """Read "seeking help from Iran": from hangs from help; it says where the verb gets it."""
    if token.dep != "prep" or token.lower != "from" or token.head.dep != "dobj" or token.head.time is not None:
        return
    verb = token.head.head
    if verb.lemma in load_words("predicates", "getting") and token.child("pobj") is not None:
        token.attach(verb, "prep")


def _supply_of_object(token: Token) -> None:
    """Read "provide the user with protection": with hangs from user; it says what the verb provides."""
    if token.dep != "prep" or token.lower != "with" or token.head.dep != "dobj" or token.child("pobj") is None:
        return
    if token.head.head.lemma in load_words("predicates", "supplying"):
        token.attach(token.head.head, "prep")


def _description_of_object(token: Token) -> None:
    """Read "characterized the engagement in the conflict as an escalation": as hangs from conflict; it is what was said."""
    if token.dep != "prep" or token.lower != "as" or token.child("pobj") is None:
        return
    for verb in token.ancestors():
        if verb.pos == "VERB":
            thing = verb.child("dobj", "nsubjpass")
            describes = verb.lemma in load_words("predicates", "describing")
            if describes and thing is not None and thing.i < token.i and verb is not token.head:
                token.attach(verb, "prep")
            return


def _conjunct_of_report(token: Token) -> None:
    """Read "denied that it had got missiles and called the charge groundless": called hangs from got; it is Moscow's."""
    if token.dep != "conj" or token.tag not in ("VBD", "VBZ") or token.child("nsubj", "nsubjpass", "aux") is not None:
        return
    inner = token.head
    if inner.dep not in ("ccomp", "xcomp"):
        return
    if not _is_sayers(token, inner) and (inner.tag == token.tag or inner.child("aux", "auxpass") is None):
        return
    outer = inner.head
    gapped_passive = inner.child("auxpass") is not None and token.child("dobj") is None
    if outer.tag == token.tag and outer.i < inner.i and not gapped_passive:
        token.attach(outer, "conj")
        for link in [c for c in inner.children if c.dep == "cc" and inner.i < c.i < token.i]:
            link.attach(outer, "cc")


def _condition_of_content(token: Token) -> None:
    """Read "Unless prices fall, he argued, rates will rise": unless hangs from argued; it belongs to what he argued."""
    if token.dep != "advcl" or token.child("mark") is None or token.i > token.head.i:
        return
    verb = token.head
    content = verb.child("ccomp")
    if content is None or content.i < verb.i or content.child("mark") is not None:
        return
    subject = verb.child("nsubj")
    if verb.lemma in load_words("cues", "parenthetical") and subject is not None and token.i < subject.i:
        token.attach(content, "advcl")


def _content_of_report(token: Token) -> None:
    """Read "denied in a statement that it had sold arms": the clause hangs from statement; it is what is denied.

    And "denied reports on social media that a dam had burst": the clause hangs from media; it is what is reported.
    """
    clause = token.head
    if (
        token.lower != "that"
        or clause.dep not in ("acl", "relcl", "ccomp", "advcl")
        or clause.child("nsubj", "nsubjpass") is None
    ):
        return
    if token.dep not in ("mark", "advmod") or token is clause.child("nsubj", "nsubjpass"):
        return
    noun, preposition = clause.head, clause.head.head
    if noun.pos not in ("NOUN", "PROPN") or noun.dep != "pobj" or noun.i > token.i:
        return
    above = preposition.head
    nouns = load_table("cues")["nouns"]
    if above.pos == "NOUN" and above.dep == "dobj" and above.lemma.lower() in (*nouns["speech"], *nouns["belief"]):
        clause.attach(above, "acl")
    elif above.pos == "VERB" and above.lemma in load_words("cues", "speech") and above.child("ccomp", "dobj") is None:
        clause.attach(above, "ccomp")


def _participle_of_reported(token: Token) -> None:
    """Read "A bomb exploded, police said, killing three": killing hangs from said; the bomb kills, not the police."""
    if token.dep != "advcl" or token.tag != "VBG" or token.i < token.head.i or token.child("mark", "nsubj") is not None:
        return
    verb = token.head
    if verb.lemma not in load_words("cues", "parenthetical") or token.lemma in load_words("cues", "speech"):
        return
    content = verb.child("ccomp")
    if content is not None and content.i < verb.i:
        token.attach(content, "advcl")
    elif verb.dep == "parataxis" and verb.head.i < verb.i:
        token.attach(verb.head, "advcl")


def _saying_of_report(token: Token) -> None:
    """Read "denied that its fighters were withdrawing, saying they had moved": fighters say nothing; who denied it says."""
    inner = token.head
    outer = inner.head
    speech = load_words("cues", "speech")
    if token.dep != "advcl" or token.tag != "VBG" or token.lemma not in speech or inner.dep != "ccomp":
        return
    before = _token_before(token)
    if outer.lemma not in speech or not outer.i < inner.i < token.i or before is None or before.text != ",":
        return
    subject = inner.child("nsubj", "nsubjpass")
    named = subject is not None and bool(subject.ent)
    if outer.lemma == "deny" or not (named and inner.lemma in load_words("predicates", "public_acts")):
        token.attach(outer, "advcl")


def _listed_verb(token: Token) -> None:
    """Read "did not resign or apologise": apologise is taken for an adjective; what is joined to a bare verb is one."""
    verb, before = token.head, _token_before(token)
    if token.dep != "conj" or token.tag not in ("JJ", "NN") or verb.tag != "VB" or before is None or before.dep != "cc":
        return
    if (
        before.head is verb
        and verb.child("dobj", "attr", "acomp") is None
        and token.child("det", "amod", "poss") is None
    ):
        token.pos, token.tag = "VERB", "VB"


def _called_noun(token: Token) -> None:
    """Read "a member of an organization called the Sea Org": the organization is called so, and calls nobody."""
    before = _token_before(token)
    if token.dep != "acl" or token.lower not in ("called", "named", "dubbed", "nicknamed") or before is None:
        return
    if token.child("nsubj", "dobj") is None and token.child("oprd") is not None and before.pos in ("NOUN", "PROPN"):
        token.tag = "VBN"
        if before is not token.head and before.is_below(token.head):
            token.attach(before, "acl")


def _object_behind(token: Token) -> None:
    """Read "their computers seized -- an all-out war": no object stands behind a dash, nor a second one behind a comma."""
    if token.dep != "dobj" or token.i < token.head.i:
        return
    verb = token.head
    first = min((t.i for t in token.subtree()), default=token.i)
    marks = {t.text for t in verb.kids("punct") if verb.i < t.i < first}
    if marks & {"--", "—", "–"} or ("," in marks and token.head.lemma in load_words("predicates", "intransitive")):
        token.dep = "dep"
    elif "," in marks and any(c.dep == "dobj" and c.i < token.i for c in verb.children):
        before = next((p.child("pobj") for p in reversed(verb.kids("prep")) if verb.i < p.i < first), None)
        token.attach(before or next(c for c in verb.children if c.dep == "dobj"), "appos")


def _verb_of_headless(token: Token) -> None:
    """Read "The majority of outfits involved some elements": a sentence without a verb has one that takes an object."""
    noun = token.head
    if token.dep != "acl" or token.tag not in ("VBN", "VBD") or noun.dep != "ROOT" or noun.pos not in ("NOUN", "PROPN"):
        return
    if token.child("dobj") is None or token.child("agent", "auxpass", "nsubj", "mark") is not None:
        return
    if token.lemma in DITRANSITIVE or noun.child("relcl", "cc", "punct") is None:
        return
    if any(c.dep == "acl" and c is not token for c in noun.children) or noun.child("det") is None:
        return
    token.promote()
    token.tag, noun.dep = "VBD", "nsubj"


def _that_of_content(token: Token) -> None:
    """Read "Groups fear that famine could spread": no famine was named before, so that opens what they fear."""
    noun, before = token.head, _token_before(token)
    if token.lower != "that" or token.dep != "det" or noun.dep not in ("nsubj", "nsubjpass") or before is None:
        return
    if noun.head.dep == "ccomp" and noun.head.head is before and noun.head.child("mark") is None:
        token.attach(noun.head, "mark")
        token.pos, token.tag = "SCONJ", "IN"


def _framing_of_relative(token: Token) -> None:
    """Read "a move the planemaker hopes will help": hopes is taken for a noun and the planemaker for its modifier."""
    verb = token.head
    article, inner = token.child("det"), token.child("compound")
    if token.dep != "nsubj" or token.tag != "NNS" or verb.dep != "relcl" or article is None or inner is None:
        return
    if not any(token.lemma.lower() in load_words("cues", kind) for kind in ("speech", "belief", "intent")):
        return
    auxiliary = verb.child("aux")
    if auxiliary is None or auxiliary.i != token.i + 1 or verb.head.pos not in ("NOUN", "PROPN"):
        return
    token.attach(verb.head, "relcl")
    token.pos, token.tag = "VERB", "VBZ"
    inner.attach(token, "nsubj")
    article.attach(inner, "det")
    verb.attach(token, "ccomp")


def _day_of_report(token: Token) -> None:
    """Read "Kyiv said on Wednesday its drones had struck": on hangs from struck; it says when Kyiv spoke."""
    clause = token.head
    if clause.dep != "ccomp" or token.i > clause.i or token.dep not in ("prep", "npadvmod", "advmod"):
        return
    verb = clause.head
    when = token.child("pobj") if token.dep == "prep" else token
    if when is None or when.time is None or verb.lemma not in load_words("cues", "speech"):
        return
    if token.i - verb.i in (1, 2) and clause.child("mark") is None:
        token.attach(verb, token.dep)


def _about_number(token: Token) -> None:
    """Read "control about a fifth of Ukraine": about is no topic; the fifth is what is controlled."""
    if token.dep != "prep" or token.lower not in ("about", "around", "over", "under") or token.head.pos != "VERB":
        return
    number, verb = token.child("pobj"), token.head
    if number is None or verb.child("dobj") is not None or verb.lemma in load_words("cues", "speech"):
        return
    counted = number.pos == "NUM" or number.child("nummod") is not None or number.lower in FRACTIONS
    if counted and token.i == verb.i + 1:
        number.attach(verb, "dobj")
        token.attach(number, "advmod")


def _listed_participle(token: Token) -> None:
    """Read "killing 63, injuring hundreds and triggering landslides": triggering hangs from hundreds; it goes on the list."""
    if token.dep != "conj" or token.tag != "VBG" or token.head.dep != "dobj" or token.child("dobj") is None:
        return
    verb = token.head.head
    if verb.tag == "VBG":
        token.attach(verb, "conj")


def _is_sayers(token: Token, inner: Token) -> bool:
    """Read "said the plan was reckless and urged the cabinet to drop it": plans urge nothing; who said it urged."""
    if inner.head.lemma not in load_words("cues", "speech") or token.lemma not in load_words("cues", "speech"):
        return False
    subject = inner.child("nsubj", "nsubjpass")
    if subject is None or subject.pos == "PRON":
        return False
    return not subject.ent or token.lemma in load_words("predicates", "public_acts")


def _verb_before_article(token: Token) -> None:
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


def _main_verb_of_noun(token: Token) -> None:
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
