"""Verbs: in go the words of a predicate as they stand in the text, out come those of a main clause.

"launching" in "accused Russia of launching missiles" becomes "may have launched", "'s" "is", "owned by" "was owned by". Words
that are a main clause already stay as they are, but for the number of their subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from kg.lexicon.inflection import gerund, is_bare_participle, is_past, lemma_of_form, participle, past, third_person
from kg.lexicon.listed import listed
from kg.model import Modality

Tense = Literal["past", "present"]

BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
FINITE_BE = frozenset({"am", "is", "are", "was", "were"})
HAVE = frozenset({"have", "has", "had"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "must", "ought", "cannot"})
NEGATIVE = re.compile(
    r"\b(no|not|never|nor|neither|none|nothing|nobody|cannot|without|hardly|unable|lack\w*|fail\w*|refus\w*|declin\w*"
    r"|den(y|ies|ied|ying)|reject\w*|yet to)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that by themselves tell a reader that something is not so."""
_HEDGES = re.compile(
    r"\b(may|might|could|can|cannot|would|should|must|likely|unlikely|probably|possibly|perhaps|maybe|apparently|allegedly"
    r"|reportedly|supposedly|presumably|seem\w*|appear\w*|suspected|believed|thought|alleged\w*|tend\w*|able|eligible"
    r"|expected|said|accused)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(will|would|shall|should|must|to|plan\w*|want\w*|intend\w*|seek\w*|hop\w+|tr(?:y|ies|ied|ying)|aim\w*|promis\w*"
    r"|pledg\w*|vow\w*|agree\w*|going|expect\w*|wish\w*|need\w*|ready|set|can|could|may|might)\b",
    re.IGNORECASE,
)
_GETS = frozenset({"get", "gets", "got", "gotten", "getting"})
_STATES = listed("states")
_HELPERS = BE | HAVE | DO | MODALS | {"to"}
_CONTRACTIONS = (
    (re.compile(r"\b(ca)n['’]t\b", re.IGNORECASE), "cannot"),
    (re.compile(r"\bwon['’]t\b", re.IGNORECASE), "will not"),
    (re.compile(r"\bain['’]t\b", re.IGNORECASE), "is not"),
    (re.compile(r"n['’]t\b", re.IGNORECASE), " not"),
    (re.compile(r"['’]re\b"), " are"),
    (re.compile(r"['’]ve\b"), " have"),
    (re.compile(r"['’]ll\b"), " will"),
    (re.compile(r"['’]m\b"), " am"),
    (re.compile(r"\bcan ?not\b"), "cannot"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bwanna\b"), "want to"),
)
_NOT_ONLY = re.compile(r"\b(?:not|n['’]t) (only|just|merely)\b", re.IGNORECASE)
_LEADING = frozenset(
    {"tend", "want", "plan", "hope", "intend", "seek", "try", "need", "fail", "refuse", "agree", "appear", "seem"}
)
"""Verbs before an infinitive, whose "to" is theirs: "tend to lean"."""
_PARTICIPLES = frozenset({"been", "had", "done"})


@dataclass(frozen=True, slots=True)
class Verb:
    """The words of a predicate without the preposition that belongs to its object; `lemma` is that of its last verb."""

    words: tuple[str, ...]
    lemma: str
    passive: bool
    tense: Tense

    @property
    def text(self) -> str:
        """Return the words as a text."""
        return " ".join(self.words)


@lru_cache(4096)
def read_verb(text: str, lemma: str, *, passive: bool, tense: Tense) -> Verb:
    """Return the verb of a predicate's words; `tense` is that of its sentence, for words that have none themselves."""
    plain = " ".join(re.sub(r"[\"“”„«»()\[\]]|''|``", " ", text).split()).strip(" ,;:.—–-")
    plain = _NOT_ONLY.sub("", plain)
    for pattern, full in _CONTRACTIONS:
        plain = pattern.sub(full, plain)
    words = tuple(plain.split())
    if words and words[0][:1].isupper() and words[0] != "I":
        words = (words[0].lower(), *words[1:])
    own = lemma.removeprefix("be ").split()[0] if passive and lemma.startswith("be ") else lemma.split()[0]
    words = _short_forms(words, own)
    if (
        own == "be"
        and not passive
        and lemma.startswith("be ")
        and (_HELPERS - {"to"}).isdisjoint(map(str.lower, words))
    ):
        words = ("being", *words)  # an adjective before its subject: "Similar to Russia, …"
    return Verb(words, own, passive, tense)


def _short_forms(words: tuple[str, ...], lemma: str) -> tuple[str, ...]:
    """Write "'s" and "'d" out: is or has, would or had."""
    found = []
    for place, word in enumerate(words):
        behind = next((one for one in words[place + 1 :] if not _is_adverb(one)), "")
        done = behind in _PARTICIPLES or is_bare_participle(behind)
        if word in ("'s", "’s"):
            found.append("has" if (done and lemma != "be") or behind == "been" else "is")
        elif word in ("'d", "’d"):
            found.append("had" if done or behind == "better" else "would")
        else:
            found.append(word)
    return tuple(found)


def _is_adverb(word: str) -> bool:
    return word.lower() in _ADVERBS or (
        word.endswith("ly") and word not in ("rely", "supply", "apply", "reply", "fly", "comply", "imply")
    )


_ADVERBS = listed("adverbs")


@lru_cache(4096)
def first_verb(verb: Verb) -> int:
    """Return the place of the first word that is no adverb: "dominates" in "long dominates"."""
    lead = _first_word(verb.words)
    own = {verb.lemma, past(verb.lemma), participle(verb.lemma), third_person(verb.lemma)}
    known = next((n for n, word in enumerate(verb.words) if word.lower() in own | _HELPERS), lead)
    if known > lead and verb.words[known] == "to" and verb.words[lead] in _LEADING:
        return lead
    return (
        known
        if 0 < known - lead <= 2 and not is_past(verb.words[lead].lower()) and not _is_verbal(verb.words[lead])
        else lead
    )


def _first_word(words: Sequence[str]) -> int:
    return next((n for n, word in enumerate(words) if not _is_adverb(word)), 0)


def _is_verbal(word: str) -> bool:
    low = word.lower()
    return low in _HELPERS or low.endswith("ing") or low.endswith("s")


@lru_cache(4096)
def form_of(verb: Verb) -> Literal["finite", "base", "infinitive", "gerund", "participle"]:
    """Tell what a predicate's words are: "has sold", "sell", "to sell", "selling", "sold by" of a passive without was."""
    place = first_verb(verb)
    word = verb.words[place].lower() if verb.words else ""
    if word in FINITE_BE | MODALS or word in ("has", "had", "does", "did"):
        return "finite"
    if word in ("have", "do") and len(verb.words) > place + 1 and verb.lemma != word:
        return "finite"
    if word == "to":
        return "infinitive"
    if word.endswith("ing") and word != verb.lemma:
        return "gerund"
    if verb.passive and not (BE | _GETS) & {one.lower() for one in verb.words}:
        return "participle"
    if word == verb.lemma and past(verb.lemma) != word and not is_past(word):
        return "base"
    if is_past(word) or word.endswith("s"):
        return "finite"
    return "base"


def tense_of(verb: Verb) -> Tense | None:
    """Return the tense of words that have one, None for an infinitive, a gerund, a bare participle and a modal."""
    if not verb.words or form_of(verb) in ("infinitive", "gerund", "participle"):
        return None
    word = verb.words[first_verb(verb)].lower()
    if word in MODALS:
        return None
    if (
        word in ("was", "were", "had", "did")
        or (word in ("has", "have") and len(verb.words) > 1 and verb.lemma != "have")
        or (word not in FINITE_BE | HAVE | DO and is_past(word))
    ):
        return "past"
    return "present"


def main_clause(
    verb: Verb, *, plural: bool | None, modality: Modality, negated: bool, said_no: bool
) -> tuple[str, ...]:
    """Return the words of a main clause: finite, agreeing, with "not" and "may" where the words do not say it themselves.

    `plural` is the number of the subject, None where it is not known; `said_no` tells that another part says the "not" of a
    negated statement.
    """
    form = form_of(verb)
    if not verb.words:
        verb, form = replace(verb, words=(verb.lemma,)), "base"
    if form == "base" and plural is not False:
        form = "finite"
    if verb.words[first_verb(verb)].lower() == "been":  # its "has" is glued to the subject: "Trump's been landing"
        verb, form = replace(verb, words=("has", *verb.words)), "finite"
    words = _hedged(verb, modality) if form == "finite" else _made_finite(verb, form, modality)
    words = agree(words, verb.lemma, plural)
    if negated and not said_no and not NEGATIVE.search(" ".join(words)):
        words = negate(words, verb.lemma)
    return words


def _hedged(verb: Verb, modality: Modality) -> tuple[str, ...]:
    words = verb.words
    if modality == "possible" and not _HEDGES.search(verb.text):
        return supposed(words, verb.lemma, "may")
    if modality == "intended" and not _PLANS.search(verb.text):
        place, base = first_verb(verb), _base(verb)
        if words[place].lower() in ("is", "are") and len(words) > place + 1:
            return (*words[:place], words[place], "to", "be", *words[place + 1 :])
        if tense_of(verb) == "present" and words[place].lower() not in BE | HAVE | DO and base is not None:
            return (*words[:place], "is", "to", base, *words[place + 1 :])
    return words


def _base(verb: Verb) -> str | None:
    word = verb.words[first_verb(verb)].lower()
    if word in (verb.lemma, third_person(verb.lemma), past(verb.lemma)):
        return verb.lemma
    return None


def _made_finite(verb: Verb, form: str, modality: Modality) -> tuple[str, ...]:
    """Return words without a tense as those of a main clause, in the tense of their sentence."""
    place = first_verb(verb)
    before, word, rest = verb.words[:place], verb.words[place].lower(), verb.words[place + 1 :]
    if form == "participle":
        lasts = verb.tense == "present" and verb.lemma in _STATES
        be = {
            "possible": ("may", "have", "been") if verb.tense == "past" else ("may", "be"),
            "intended": ("is", "to", "be"),
        }
        return (*be.get(modality, ("is" if lasts else "was",)), *verb.words)
    if form == "infinitive":
        after = [one for one in rest if one]
        cut = next((n for n, one in enumerate(after) if not _is_adverb(one)), 0)
        before, word, rest = (*before, *after[:cut]), (after[cut] if after else ""), tuple(after[cut + 1 :])
        base = word
    elif form == "gerund":
        base = _of_gerund(word, verb.lemma)
    else:
        base = word
    if word == "having" and rest and rest[0] != "to":
        return (*before, "had" if verb.tense == "past" else "has", *rest)
    if modality in ("possible", "unknown"):
        if form == "gerund" and verb.tense == "past":
            return ("may", *before, "have", participle(base), *rest)
        return ("may", *before, base, *rest)
    if modality == "intended":
        return ("was" if verb.tense == "past" and form == "gerund" else "is", "to", *before, base, *rest)
    if modality == "conditional":
        return ("would", *before, base, *rest)
    return (*before, past(base) if verb.tense == "past" else third_person(base), *rest)


def _of_gerund(word: str, lemma: str) -> str:
    """Return the base of a form in -ing: that of the lemma, or, of the first of two verbs, one that gives this form."""
    stem = word[:-3]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    for base in (lemma, stem, f"{stem}e", stem[:-1], f"{stem[:-1]}ie"):
        if base and gerund(base) == word:
            return base
    return stem


def supposed(words: Sequence[str], lemma: str, modal: str) -> tuple[str, ...]:
    """Return finite words under a modal: "wants" may want, "sent" may have sent, "was sent" may have been sent."""
    place = next((n for n, word in enumerate(words) if not _is_adverb(word)), 0)
    word, rest = words[place].lower(), tuple(words[place + 1 :])
    before = tuple(words[:place])
    if word in ("am", "is", "are"):
        return (*before, modal, *_with_not(rest, "be"))
    if word in ("was", "were"):
        return (*before, modal, *_with_not(rest, "have", "been"))
    if word in DO and rest and rest[0] == "not":
        if word == "did" and len(rest) > 1:
            return (*before, modal, "not", "have", participle(rest[1]), *rest[2:])
        return (*before, modal, *rest)
    if word in HAVE and rest and (is_past(rest[0]) or rest[0] in ("not", "been", "never") or _is_adverb(rest[0])):
        return (*before, modal, *_with_not(rest, "have"))
    if word in MODALS or word == "to":
        return tuple(words)
    if word == lemma or word == third_person(lemma):
        return (modal, *before, lemma, *rest)
    if is_past(word):
        base = lemma if word in (past(lemma), participle(lemma)) else lemma_of_form(word) or base_of_past(word)
        return (modal, *before, "have", participle(base), *rest)
    return (modal, *before, word[:-1] if word.endswith("s") and not word.endswith("ss") else word, *rest)


def _with_not(rest: tuple[str, ...], *words: str) -> tuple[str, ...]:
    """Put words behind a "not" that comes first: may not have been."""
    return ("not", *words, *rest[1:]) if rest and rest[0] == "not" else (*words, *rest)


def base_of_past(word: str) -> str:
    """Return the base of a regular past: "denied" deny."""
    y = [f"{word[:-3]}y"] if word.endswith("ied") else []
    for base in (*y, word[:-1], word[:-2], word[:-3]):
        if base and past(base) == word:
            return base
    return word


def negate(words: Sequence[str], lemma: str) -> tuple[str, ...]:
    """Return finite words with "not": "supplies" does not supply, "sent" did not send, "has sent" has not sent."""
    place = next((n for n, word in enumerate(words) if not _is_adverb(word)), 0)
    before, word, rest = tuple(words[:place]), words[place], tuple(words[place + 1 :])
    low = word.lower()
    if low in FINITE_BE | MODALS or (low in HAVE | DO and rest and lemma not in ("have", "do")):
        return (*before, word, "not", *rest)
    if low in HAVE and rest and (rest[0] in _PARTICIPLES or rest[0] == "been"):
        return (*before, word, "not", *rest)
    known = low in (lemma, past(lemma), third_person(lemma))
    if known:
        base = lemma
    elif is_past(low):
        base = lemma_of_form(low) or base_of_past(low)
    else:
        base = _base_of_s(low)
    helper = "did" if (is_past(low) and low != lemma) or low == past(lemma) else "do" if low == base else "does"
    return (*before, helper, "not", base, *rest)


def _base_of_s(word: str) -> str:
    y = [f"{word[:-3]}y"] if word.endswith("ies") and len(word) > len("dies") else []
    es = [word[:-2]] if word.endswith(("sses", "shes", "ches", "xes", "zzes")) else []
    for base in (*y, *es, word[:-1], word[:-2]):
        if base and word.endswith("s") and third_person(base) == word:
            return base
    return word


def affirm(verb: Verb) -> Verb:
    """Return a verb without its "not": "has not checked" has checked, "did not send" sent."""
    words = [word for word in verb.words if word.lower() not in ("not", "never")]
    words = ["can" if word == "cannot" else word for word in words]
    if "not" in verb.words and words and words[0].lower() in DO and len(words) > 1:
        base = words[1]
        made = past(base) if words[0].lower() == "did" else third_person(base) if words[0].lower() == "does" else base
        words = [made, *words[2:]]
    return replace(verb, words=tuple(words))


def agree(words: Sequence[str], lemma: str, plural: bool | None) -> tuple[str, ...]:
    """Return finite words in the number of their subject; where that is not known, as they are."""
    if plural is None or not words:
        return tuple(words)
    place = next((n for n, word in enumerate(words) if not _is_adverb(word)), 0)
    word = words[place].lower()
    plurals = {"is": "are", "am": "are", "was": "were", "has": "have", "does": "do"}
    singulars = {"am": "is", "are": "is", "were": "was", "have": "has", "do": "does"}
    table = plurals if plural else singulars
    made = table.get(word)
    if made is None and word not in FINITE_BE | HAVE | DO | MODALS:
        if plural and word == third_person(lemma) and word != past(lemma):
            made = lemma
        elif (
            plural and not is_past(word) and word.endswith("s") and len(words) > place + 1 and words[place + 1] == "to"
        ):
            made = _base_of_s(word)
        elif not plural and word == lemma and word != past(lemma):
            made = third_person(lemma)
        elif not plural and len(words) > place + 1 and words[place + 1] == "to" and not is_past(word):
            made = third_person(word) if not word.endswith("s") else None
    return tuple(words) if made is None else (*words[:place], made, *words[place + 1 :])


def active(verb: Verb) -> Verb:
    """Return the active of a passive's words: "may have been supplied" may have supplied, "was hit" hit."""
    words = [word for word in verb.words if word.lower() != "by"]
    places = [n for n, word in enumerate(words) if word.lower() in BE]
    done = next((n for n in range(len(words) - 1, -1, -1) if words[n].lower() == participle(verb.lemma)), None)
    if done is None:
        return replace(verb, words=(past(verb.lemma) if verb.tense == "past" else third_person(verb.lemma),))
    if not places:
        lasts = verb.tense == "present" and verb.lemma in _STATES
        words[done] = third_person(verb.lemma) if lasts else past(verb.lemma)
        return replace(verb, words=tuple(words), passive=False)
    last, helper = places[-1], words[places[-1]].lower()
    rest = words[:last] + words[last + 1 :]
    done -= 1
    if helper == "been":
        rest[done] = participle(verb.lemma)
    elif helper == "be":
        rest[done] = verb.lemma
    elif helper == "being":
        rest[done] = gerund(verb.lemma)
    elif "not" in (word.lower() for word in rest):
        rest = [word for word in rest if word.lower() != "not"]
        rest[-1] = past(verb.lemma) if helper in ("was", "were") else third_person(verb.lemma)
        rest = list(negate(rest, verb.lemma))
    else:
        rest[done] = past(verb.lemma) if helper in ("was", "were") else third_person(verb.lemma)
    return replace(verb, words=tuple(rest), passive=False)


def base_of(word: str) -> str | None:
    """Return the base of a third person singular ("sells": sell), None for another word."""
    if word in ("is", "has", "does"):
        return {"is": "be", "has": "have", "does": "do"}[word]
    base = _base_of_s(word)
    return base if base != word else None
