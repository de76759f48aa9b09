"""Phrases around head words: in goes a token of the parse, out comes the stretch of text that stands for it.

A noun phrase keeps what restricts it (adjectives, prepositional phrases, infinitives) and leaves out what only adds
(relative clauses, appositions, further conjuncts), as open information extraction does since ClausIE (Del Corro and
Gemulla 2013). A clause keeps everything but its outer punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.syntax.token import Token
from kg.lexicon.titles import match_title
from kg.lexicon.words import function_words_of, modifiers_of, nouns_of

LEFT_OUT = frozenset({"relcl", "appos", "conj", "cc", "punct", "preconj", "parataxis", "ccomp", "advcl", "dep", "meta"})
OPENING_MARKS = frozenset({"(", "[", "“", '"', "‘", "``", "'", "—", "–", "-", "--", ",", ";", ":"})
CLOSING_MARKS = frozenset(
    {",", ".", ";", ":", "!", "?", "—", "–", "--", "-", "”", '"', "’", "''", "'", ")", "]", "…", "..."}
)
LARGEST_GAP = 2
PAIRED_MARKS = {"(": ")", "[": "]", "“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of tokens, by its first and last one, with its head word."""

    first: Token
    last: Token
    head: Token

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.first.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.last.end


def noun_phrase(head: Token, outside: Token | None = None) -> Phrase:
    """Return the phrase of a nominal head: "the ballistic missiles" of "the ballistic missiles, which fell in a field".

    It ends before a modifier that holds `outside`: the subject of aiding in "individuals aiding them" is "individuals".
    """
    first = last = head
    for child in reversed(head.children):
        if child.i < head.i:
            if (child.dep in LEFT_OUT or (child.lower == "neither" and child.tag == "CC")) and not _inside_name(
                child, head
            ):
                break
            first = _leftmost(child)
    for child in head.children:
        if child.i > head.i:
            gap = 2 if _opens_quote(child) else 1
            added = (
                child.dep in LEFT_OUT
                and not _is_restrictive(child)
                and not _inside_name(child, head)
                and not _is_called(child, last)
            )
            if added or _leftmost(child).i > last.i + gap:
                break
            if outside is not None and outside.is_below(child):
                break
            if child.dep == "cc" and not any(c.i > child.i and _inside_name(c, head) for c in head.kids("conj")):
                break
            last = _rightmost(child)
    return Phrase(first, last, head)


def clause_phrase(head: Token, without: frozenset[str] = frozenset()) -> Phrase:
    """Return the stretch of a clause from its head down, outer punctuation off, a leading "that" left outside."""
    tokens = head.subtree(without=without)
    run = _contiguous(tokens, head)
    while len(run) > 1 and (run[0].text in OPENING_MARKS or (run[0].dep == "mark" and run[0].lower == "that")):
        del run[0]
    while len(run) > 1 and run[-1].text in CLOSING_MARKS and not _closes(run):
        del run[-1]
    return Phrase(run[0], run[-1], head)


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with its marks in pairs: the closing mark is taken in, a bracket that opens at the end goes."""
    while end > start + 1 and text[end - 1] in "([ ":
        end -= 1
    for opening, closing in PAIRED_MARKS.items():
        piece = text[start:end]
        alone = piece.count(opening) % 2 == 1 if opening == closing else piece.count(opening) > piece.count(closing)
        if alone:
            if text[end : end + 1] == closing:
                end += 1
            elif piece.startswith(opening):
                start += 1
    return opened(text, start, end), end


def opened(text: str, start: int, end: int) -> int:
    """Return where a stretch starts with the bracket that closes inside it: "[Ten] years ago", not "Ten] years ago"."""
    piece = text[start:end]
    return start - (piece.count("]") > piece.count("[") and text[start - 1 : start] == "[")


def phrase_of(head: Token, outside: Token | None = None) -> Phrase:
    """Return the noun phrase or the clause of a head, by its part of speech; see `noun_phrase` for `outside`."""
    if head.pos in ("VERB", "AUX") and head.tag != "NN":
        return clause_phrase(head)
    return noun_phrase(head, outside)


def referent(head: Token) -> Token:
    """Return the name that a noun is in apposition to: "One of its specialists, Steve White, took …" is about White."""
    if head.pos == "NOUN" and head.child("conj", "cc") is None:
        name = head.child("appos")
        many = head.tag == "NNS" and name is not None and name.tag == "NNP"
        if name is not None and name.pos == "PROPN" and name.ent and name.child("conj", "cc") is None and not many:
            return name
    return head


def role_name(noun: Token) -> str:
    """Return what a role is called with the words without which it would be false: "former president", "largest city".

    Compounds that are no names stay ("prime minister"); other adjectives go ("a popular president").
    """
    kept: list[Token] = []
    told = any(_is_restrictive(c) for c in noun.children)
    for child in noun.children:
        if child.i > noun.i:
            break
        if told and (child.ent[2:] == "ORDINAL" or child.lower in ("last", "only", "next")):
            continue
        words = child.subtree() if child.dep in ("amod", "compound", "nummod", "advmod") else []
        restricts = any(t.tag == "JJS" or t.lower in modifiers_of("restricting") for t in words)
        title = match_title([child.text, noun.text], 0)
        restricts = restricts or (title is not None and title.end > 1)
        restricts = restricts or (child.tag == "VBG" and child.i == noun.i - 1)
        if restricts or (child.dep == "compound" and not child.ent and words):
            kept += words
    name = noun.lemma if noun.pos == "PROPN" else noun.lemma.lower()
    text = " ".join([*(t.text if t.pos == "PROPN" else t.lower for t in kept), name]).replace(" - ", "-")
    hyphen = any(c.text == "-" and c.i == noun.i - 1 for c in noun.children)
    return "-".join(text.rsplit(" ", 1)) if hyphen and "-" not in text else text


def substance(head: Token) -> Token:
    """Return what a quantity is one of: pilgrims for "millions of pilgrims", conferences for "a number of conferences"."""
    of = next((p for p in head.kids("prep") if p.lower == "of"), None)
    if of is None or head.lemma.lower() not in nouns_of("quantity"):
        return head
    return of.child("pobj") or head


def conjuncts(head: Token) -> list[Token]:
    """Return a head and what is joined to it: [Russia, individuals] for "Russia and individuals aiding them"."""
    found = [head]
    counted = substance(head)
    if counted is not head:
        return [head, *conjuncts(counted)[1:]]
    for token in found:
        found += [c for c in token.children if c.dep == "conj" and _is_conjunct(c, head)]
    return found


def _is_conjunct(token: Token, head: Token) -> bool:
    """Tell a real conjunct from a part of one name ("Law and Justice") and from gapping ("sent 10 tanks and Germany 20").

    In "55% voted against the text and 44% in favour" nobody voted against 44%.
    """
    if _other_kind(token, head) or _inside_name(token, head):
        return False
    if token.ent[2:] == "PERCENT" and head.ent[2:] != "PERCENT":
        return False
    gapped = bool(token.ent) and not head.ent and head.pos == "NOUN"
    return not (gapped and any(c.i > token.i and c.pos in ("NUM", "VERB") for c in token.children))


def _other_kind(token: Token, head: Token) -> bool:
    verbal = ("VERB", "AUX")
    return (token.pos in verbal) != (head.pos in verbal)


def _inside_name(child: Token, head: Token) -> bool:
    """Tell whether punctuation or a conjunct belongs to the name that its head is in: "Jong-un", "Dolce & Gabbana"."""
    if child.dep == "punct" and child.text in ("-", "–", "/", "'"):
        return True
    if child.dep == "punct" and child.text == ",":
        return False
    return bool(child.ent) and bool(head.ent) and child.ent[2:] == head.ent[2:] and _one_name(child, head)


def _one_name(one: Token, other: Token) -> bool:
    if _leftmost(other if other.i > one.i else one).ent.startswith("B-"):
        return False
    low, high = sorted((one, other), key=lambda token: token.i)
    return high.ent.startswith("I-") and high.i - low.i <= 4


def _is_called(child: Token, last: Token) -> bool:
    """Tell "the journal Nature", "its lander Philae", where the name belongs to the phrase, from "Smith, the leader"."""
    close = child.dep == "appos" and child.pos == "PROPN" and _leftmost(child).i == last.i + 1
    return close and last.pos == "NOUN" and child.head is last


def _is_restrictive(child: Token) -> bool:
    """Tell "the last monarch to die" and "everything it had asked for": without the clause the noun would mean something else."""
    if child.dep == "relcl" and child.head.lower in function_words_of("needs-its-clause"):
        return True
    infinitive = child.dep == "relcl" and any(c.lower == "to" for c in child.kids("aux"))
    return infinitive and not any(c.dep in ("nsubj", "mark") for c in child.children)


def _opens_quote(token: Token) -> bool:
    """Tell what stands behind an opening mark: transparency in "a bill on "transparency"."""
    return token.head.tag == "IN" and token.dep == "pobj"


def _leftmost(token: Token) -> Token:
    while token.children and token.children[0].i < token.i:
        token = token.children[0]
    return token


def _rightmost(token: Token) -> Token:
    """Return the last token of a modifier, additions and outer punctuation left out."""
    last = token
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep == "cc" and not any(c.dep == "conj" and c.i > child.i for c in token.children):
            break
        if _is_called(child, last):
            last = _rightmost(child)
            continue
        if child.dep in ("relcl", "appos", "parataxis") or (child.dep == "punct" and child.text in CLOSING_MARKS):
            listed = child.text == "," and any(c.dep == "conj" and c.i > child.i for c in token.children)
            if child.text in ("-", "–", "’", "'") or listed:
                continue
            break
        gap = 2 if child.dep == "conj" or _opens_quote(child) else 1
        if _leftmost(child).i > last.i + gap:
            break
        last = _rightmost(child)
    return last


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """Return the run around the head; a gap that holds more than one token, or a word, ends it."""
    at = next(n for n, token in enumerate(tokens) if token is head)
    first = last = at
    while first > 0 and tokens[first].i - tokens[first - 1].i <= LARGEST_GAP:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= LARGEST_GAP:
        last += 1
    return tokens[first : last + 1]


def _closes(run: list[Token]) -> bool:
    """Tell whether the last mark of a run closes one that was opened inside it."""
    opener = next((o for o, c in PAIRED_MARKS.items() if c == run[-1].text), None)
    if opener is None:
        return False
    if opener == run[-1].text:
        return sum(token.text == opener for token in run) % 2 == 0
    return any(token.text == opener for token in run[:-1])
