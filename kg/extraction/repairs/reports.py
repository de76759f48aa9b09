"""Repairs of reported speech: who says what, and where the content hangs; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.syntax.token import Token, token_before
from kg.lexicon.words import function_words_of, nouns_of, verbs_of


def inverted_report(token: Token) -> None:
    """Read "…", added KCNA.: added is taken for an adjective of KCNA; it is the verb, and KCNA its subject."""
    if token.dep not in ("amod", "compound") or token.tag not in ("VBD", "VBN") or token.i + 1 != token.head.i:
        return
    speaker = token.head
    if token.lemma not in verbs_of("parenthetical") or speaker.pos != "PROPN":
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
    host, comma = speaker.head, token_before(token)
    quote = token_before(comma) if comma is not None else None
    marks = {t.text for t in (comma, quote) if t is not None}
    if host.pos not in ("VERB", "AUX") or host.i > token.i or not marks & {'"', "”", "''", "’", "»"}:
        return
    token.promote()
    token.dep, token.tag, speaker.dep = "parataxis", "VBD", "nsubj"


def inverted_report_between(token: Token) -> None:
    """Read "It was a partner, said Peskov, and Russia wanted to": Peskov hangs from wanted; he says both halves."""
    verb, said = token.head, token_before(token)
    if token.dep != "nsubj" or said is None or said.lemma not in verbs_of("parenthetical") or said is verb:
        return
    first = said.child("ccomp")
    if said.child("nsubj") is not None or first is None or first.i > said.i or said.pos != "VERB":
        return
    if any(c.dep in ("nsubj", "nsubjpass") and c.i > token.i for c in verb.children):
        token.attach(said, "nsubj")
        verb.attach(first, "conj")


def report_of_first(token: Token) -> None:
    """Read "The dam was a danger, said UNICEF, and villagers wanted to leave": said hangs from wanted."""
    second = token.head
    if token.dep != "parataxis" or token.lemma not in verbs_of("parenthetical") or token.i > second.i:
        return
    first = next((c for c in second.kids("ccomp") if c.i < token.i), None)
    if first is None or token.child("nsubj") is None or second.lemma in verbs_of("speech"):
        return
    token.promote()
    first.attach(token, "ccomp")
    second.attach(first, "conj")


def inverted_parenthetical(token: Token) -> None:
    """Read "Recipients, said UNESCO, are required to": both hang from said; UNESCO says it, of the recipients."""
    before = token_before(token)
    if token.dep != "parataxis" or token.lemma not in verbs_of("parenthetical") or token.i > token.head.i:
        return
    first = next((c for c in token.kids("nsubj", "nsubjpass") if c.i < token.i), None)
    speaker = next((c for c in token.kids("nsubj", "dobj", "npadvmod") if c.i > token.i), None)
    if first is None or speaker is None or before is None or before.text != ",":
        return
    if token.head.child("nsubj", "nsubjpass", "expl") is None:
        first.attach(token.head, "nsubjpass" if token.head.child("auxpass") is not None else "nsubj")
        speaker.dep = "nsubj"


def content_of_noun(token: Token) -> None:
    """Read "no evidence that the drug cures malaria": cures is taken for a noun's, and what it cures for its governor."""
    mark, wrong = token.child("mark"), token.head
    if mark is None or mark.lower != "that" or token.dep in ("ccomp", "acl", "relcl", "advcl", "conj", "xcomp", "ROOT"):
        return
    noun = token_before(mark)
    if noun is None or noun.pos != "NOUN" or wrong is noun or wrong.i < token.i or not wrong.is_below(noun):
        return
    token.attach(noun, "acl")
    wrong.attach(token, "dobj")


def conjunct_of_report(token: Token) -> None:
    """Read "denied that it had got missiles and called the charge groundless": called hangs from got; it is Moscow's."""
    if token.dep != "conj" or token.tag not in ("VBD", "VBZ") or token.child("nsubj", "nsubjpass", "aux") is not None:
        return
    inner = token.head
    if inner.dep not in ("ccomp", "xcomp"):
        return
    sayers = _is_sayers(token, inner)
    if not sayers and (inner.tag == token.tag or inner.child("aux", "auxpass") is None):
        return
    tells = token.lemma in verbs_of("speech")
    if not tells and token.lower.endswith("ed") and _goes_on_with(inner, token):
        token.tag = "VBN"
        return
    outer = inner.head
    gapped_passive = inner.child("auxpass") is not None and token.child("dobj") is None
    if outer.tag == token.tag and outer.i < inner.i and not gapped_passive:
        token.attach(outer, "conj")
        for link in [c for c in inner.children if c.dep == "cc" and inner.i < c.i < token.i]:
            link.attach(outer, "cc")


def _goes_on_with(inner: Token, token: Token) -> bool:
    """Tell "said troops had crossed the line and attacked guards", one perfect without a comma between."""
    link = next((c for c in inner.kids("cc") if inner.i < c.i < token.i), None)
    before = token_before(link) if link is not None else None
    perfect = any(c.lower in ("had", "has", "have") for c in inner.kids("aux"))
    return perfect and link is not None and link.i == token.i - 1 and before is not None and before.text != ","


def report_behind_content(token: Token) -> None:
    """Read "suggested that people wanted it, and Downing Street made clear that …": who else tells was not told of."""
    content, subject = token.head, token.child("nsubj")
    if token.dep != "conj" or content.dep != "ccomp" or subject is None or subject.tag == "PRP":
        return
    tells = token.lemma in verbs_of("speech") or any(c.lower == "clear" for c in token.kids("acomp", "oprd", "ccomp"))
    comma = any(t.text == "," and content.i < t.i < subject.i for t in (*content.kids("punct"), *token.kids("punct")))
    if tells and comma and token.tag == content.head.tag and content.head.i < content.i:
        token.attach(content.head, "conj")


def condition_of_content(token: Token) -> None:
    """Read "Unless prices fall, he argued, rates will rise": unless hangs from argued; it belongs to what he argued."""
    if token.dep != "advcl" or token.child("mark") is None or token.i > token.head.i:
        return
    verb = token.head
    content = verb.child("ccomp")
    if content is None or content.i < verb.i or content.child("mark") is not None:
        return
    subject = verb.child("nsubj")
    if verb.lemma in verbs_of("parenthetical") and subject is not None and token.i < subject.i:
        token.attach(content, "advcl")


def content_of_report(token: Token) -> None:
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
    if above.pos == "NOUN" and above.dep == "dobj" and above.lemma.lower() in nouns_of("belief", "speech"):
        clause.attach(above, "acl")
    elif above.pos == "VERB" and above.lemma in verbs_of("speech") and above.child("ccomp", "dobj") is None:
        clause.attach(above, "ccomp")


def participle_of_reported(token: Token) -> None:
    """Read "A bomb exploded, police said, killing three": killing hangs from said; the bomb kills, not the police."""
    if token.dep != "advcl" or token.tag != "VBG" or token.i < token.head.i or token.child("mark", "nsubj") is not None:
        return
    verb = token.head
    if verb.lemma not in verbs_of("parenthetical") or token.lemma in verbs_of("speech"):
        return
    content = verb.child("ccomp")
    if content is not None and content.i < verb.i:
        token.attach(content, "advcl")
    elif verb.dep == "parataxis" and verb.head.i < verb.i:
        token.attach(verb.head, "advcl")


def saying_of_report(token: Token) -> None:
    """Read "denied that its fighters were withdrawing, saying they had moved": fighters say nothing; who denied it says."""
    inner = token.head
    outer = inner.head
    speech = verbs_of("speech")
    if token.dep != "advcl" or token.tag != "VBG" or token.lemma not in speech or inner.dep not in ("ccomp", "xcomp"):
        return
    before = token_before(token)
    if outer.lemma not in speech or not outer.i < inner.i < token.i or before is None or before.text != ",":
        return
    subject = inner.child("nsubj", "nsubjpass")
    named = subject is not None and bool(subject.ent)
    if outer.lemma == "deny" or not (named and inner.lemma in verbs_of("public-act")):
        token.attach(outer, "advcl")


def that_of_content(token: Token) -> None:
    """Read "Groups fear that famine could spread": no famine was named before, so that opens what they fear."""
    noun, before = token.head, token_before(token)
    if token.lower != "that" or token.dep != "det" or noun.dep not in ("nsubj", "nsubjpass") or before is None:
        return
    if noun.head.dep == "ccomp" and noun.head.head is before and noun.head.child("mark") is None:
        token.attach(noun.head, "mark")
        token.pos, token.tag = "SCONJ", "IN"


def framing_of_relative(token: Token) -> None:
    """Read "a move the planemaker hopes will help": hopes is taken for a noun and the planemaker for its modifier."""
    verb = token.head
    article, inner = token.child("det"), token.child("compound")
    if token.dep != "nsubj" or token.tag != "NNS" or verb.dep != "relcl" or article is None or inner is None:
        return
    if token.lemma.lower() not in verbs_of("belief", "intent", "speech"):
        return
    auxiliary = verb.child("aux")
    if auxiliary is None or auxiliary.i != token.i + 1 or verb.head.pos not in ("NOUN", "PROPN"):
        return
    token.attach(verb.head, "relcl")
    token.pos, token.tag = "VERB", "VBZ"
    inner.attach(token, "nsubj")
    article.attach(inner, "det")
    verb.attach(token, "ccomp")


def day_of_report(token: Token) -> None:
    """Read "Kyiv said on Wednesday its drones had struck": on hangs from struck; it says when Kyiv spoke."""
    clause = token.head
    if clause.dep != "ccomp" or token.i > clause.i or token.dep not in ("prep", "npadvmod", "advmod"):
        return
    verb = clause.head
    when = token.child("pobj") if token.dep == "prep" else token
    if when is None or when.time is None or verb.lemma not in verbs_of("speech"):
        return
    if token.i - verb.i in (1, 2) and clause.child("mark") is None:
        token.attach(verb, token.dep)


def day_before_content(token: Token) -> None:
    """Read "said on Monday parts of the deal should go": Monday is taken for a part of their name; it says when."""
    subject = token.head
    clause = subject.head
    if token.time is None or token.dep not in ("compound", "nmod") or clause.dep != "ccomp":
        return
    verb = clause.head
    link = next((p for p in verb.kids("prep") if p.i == token.i - 1 and p.child("pobj") is None), None)
    if subject.dep not in ("nsubj", "nsubjpass") or verb.lemma not in verbs_of("speech"):
        return
    if link is not None:
        token.attach(link, "pobj")
    elif token.i == verb.i + 1:
        token.attach(verb, "npadvmod")


def finite_of_content(token: Token) -> None:
    """Read "critics say her term delivered little": delivered is taken for a participle; it has a subject of its own."""
    if token.dep != "ccomp" or token.tag != "VBN" or not token.lower.endswith("ed") or token.child("nsubj") is None:
        return
    verb = token.head
    if token.child("aux", "auxpass") is None and verb.i < token.i and verb.lemma in verbs_of("speech"):
        token.tag = "VBD"


def _is_sayers(token: Token, inner: Token) -> bool:
    """Read "said the plan was reckless and urged the cabinet to drop it": plans urge nothing; who said it urged."""
    tells = token.lemma in verbs_of("speech") or token.lemma in ("decline", "refuse")
    if inner.head.lemma not in verbs_of("speech") or not tells:
        return False
    subject = inner.child("nsubj", "nsubjpass")
    if subject is None or subject.pos == "PRON":
        return False
    return not subject.ent or token.lemma in verbs_of("public-act")


def concession_of_report(token: Token) -> None:
    """Read "said most gaps had closed, though he insisted that": what he insisted is not part of what he said before."""
    content, mark = token.head, token.child("mark")
    if (
        token.dep != "advcl"
        or content.dep != "ccomp"
        or mark is None
        or mark.lower not in function_words_of("concessive")
    ):
        return
    attribution, subject = content.head, token.child("nsubj")
    if subject is None or subject.tag != "PRP" or token.lemma not in verbs_of("speech"):
        return
    if attribution.lemma in verbs_of("speech") and attribution.i < content.i < token.i:
        token.attach(attribution, "advcl")


def called_for(token: Token) -> None:
    """Read "called for the counting to be completed": for opens what is called for."""
    mark, verb = token.child("mark"), token.head
    calls = verb.lemma in verbs_of("calling-for")
    if token.dep != "advcl" or mark is None or mark.lower != "for" or mark.i != verb.i + 1 or not calls:
        return
    if any(c.lower == "to" for c in token.kids("aux")):
        token.dep = "ccomp"
