"""Names: in go parse and gazetteer, out come drafts of the names, mended and typed.

The gazetteer comes before the statistical tagger; articles, titles and 's go off, headline words are left alone, "Biden
administration" and "Russian military" are taken as bodies of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.known_names import find_known
from kg.extract.mention import ARTICLES, POSSESSIVES, MentionDraft, name_draft, trim_span, words_of
from kg.extract.name_types import TYPES, guess_type, mend_type
from kg.extract.name_votes import vote_types
from kg.extract.syntax import Parse, Token
from kg.lexicon import load_words
from kg.lexicon.first_names import first_name_gender
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.titles import match_title

GENDERS = {"m": "male", "f": "female"}
LINKING = frozenset(
    {"of", "for", "and", "the", "&", "de", "la", "del", "von", "van", "bin", "al", "el", "-", "’s", "'s"}
)
LABELS = frozenset({"image", "photo", "file", "video", "picture"})
PEOPLES = ("ese", "sh", "ch", "ss", "s")
"""How adjectives end that name a whole people with an article: the Chinese, the British, the Dutch, the Swiss."""
HALVES = frozenset({"North", "South", "East", "West"})
HOME_NATIONS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
REGIONS = frozenset(
    {
        "Southern",
        "Northern",
        "Eastern",
        "Western",
        "Central",
        "Southeastern",
        "Southwestern",
        "Northeastern",
        "Northwestern",
    }
)
ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|co|tv|io|nz|uk|it|de|fr|eu|au|ca)(?:\.[a-z]{2})?(?:/\S*)?",
    re.I,
)
AMOUNT = re.compile(r"[A-Z]{1,3}\$?\d[\d.,]*")
"""A sum with the letters of its currency: "RM42 million"."""
LEAST_SPORT, SHARE_OF_SPORT = 8, 0.02
Found = tuple[MentionDraft | None, int]


def find_names(parse: Parse, gazetteer: Gazetteer) -> list[MentionDraft]:
    """Return the names of a document, those inside longer ones too; a headline gives only names known elsewhere."""
    found: list[MentionDraft] = []
    for number in range(len(parse.sentences)):
        found += _NamesInSentence(parse.sentence_tokens(number), gazetteer).read()
    if _is_about_sport(parse):
        for mention in found:
            _take_for_team(mention)
    spoken = {word for m in found if parse.sentences[m.head.sent].kind == "body" for word in m.name.lower().split()}
    kept = [m for m in found if _counts(parse, m, spoken)]
    names = vote_types(parse, kept)
    names += find_known(parse, names)
    return names + _nested(parse, names, gazetteer)


def _nested(parse: Parse, names: list[MentionDraft], gazetteer: Gazetteer) -> list[MentionDraft]:
    """Find names inside longer ones: Texas in "University of Texas", Andy Warhol in "Andy Warhol Foundation".

    Inside counts only what the gazetteer knows as a place, or what the document names by itself as well.
    """
    times = Counter(m.name for m in names)
    alone = {m.name: m for m in names if m.first is not m.last or m.type in ("Person", "Place") or times[m.name] > 1}
    found = []
    for outer in names:
        run = parse.tokens[outer.first.i : outer.last.i + 1]
        if len(run) < 2 or outer.type in ("Person", "Country", "Group") or outer.demonym:
            continue
        at = 0
        while at < len(run):
            inner = _inside(run, at, alone, gazetteer)
            if inner is not None and inner.end - inner.start < outer.end - outer.start:
                inner.inside = True
                found.append(inner)
                at += inner.last.i - inner.first.i + 1
            else:
                at += 1
    return found


def _inside(run: list[Token], at: int, alone: dict[str, MentionDraft], gazetteer: Gazetteer) -> MentionDraft | None:
    for end in range(len(run), at, -1):
        twin = alone.get(words_of(run[at:end]))
        if twin is not None and end - at < len(run):
            draft = name_draft(run, at, end, twin.type)
            draft.entry, draft.gender = twin.entry, twin.gender
            return draft
    part = at > 0 and run[at - 1].text in REGIONS | HALVES | {"Latin"}
    words = [t.text for t in (run[:-1] if at == 0 else run)]
    known = gazetteer.match(words, at) if not part and at < len(words) and words[at][0].isupper() else None
    if known is not None and known[1].type in ("Country", "Place", "Organization"):
        owner = known[0] < len(run) and run[known[0]].text in POSSESSIVES
        return None if owner else _known(run, at, known[0], known[1])
    if at > 1 and run[at - 1].lower == "of" and run[at - 2].lower in load_words("nouns", "seated"):
        return name_draft(run, at, len(run), "Place")
    return None


def _is_about_sport(parse: Parse) -> bool:
    """Tell match reports, in which the name of a country is its team."""
    words = load_words("predicates", "sport")
    hits = sum(token.lemma.lower() in words for token in parse.tokens)
    return hits >= LEAST_SPORT and hits >= len(parse.tokens) * SHARE_OF_SPORT


def _take_for_team(mention: MentionDraft) -> None:
    """Read "Belgium beat Panama" in a match report: two teams, no countries; "in Russia" stays the country."""
    entry = mention.entry
    if (
        entry is None
        or mention.demonym
        or mention.inside
        or not (entry.type == "Country" or entry.label in HOME_NATIONS)
    ):
        return
    head = mention.head
    if head.dep == "pobj" and head.head.lower in ("in", "from", "of", "to", "at", "outside", "across"):
        return
    mention.entry, mention.type = None, "Organization"


def _counts(parse: Parse, mention: MentionDraft, spoken: set[str]) -> bool:
    """Keep a name of a headline only if the gazetteer or the body knows it: headlines capitalise common words."""
    if parse.sentences[mention.head.sent].kind != "headline" or mention.entry is not None:
        return True
    return all(word in spoken for word in mention.name.lower().split())


def _tagged_spans(tokens: list[Token]) -> dict[int, tuple[int, str]]:
    """Return start -> (end, label) of the tagger's names, runs of untagged proper nouns included (label "")."""
    spans: dict[int, tuple[int, str]] = {}
    n = 0
    while n < len(tokens):
        label = tokens[n].ent[2:]
        end = n + 1
        if label in TYPES and tokens[n].text not in (",", "and", "/", ";"):
            listed = n > 0 and tokens[n - 1].tag == "NNS" and tokens[n - 1].lower not in load_words("nouns", "organization")
            while end < len(tokens) and tokens[end].ent == f"I-{label}" and not _parts(tokens, end, label):
                if listed and tokens[end].lower == "and" and tokens[end].head in tokens[n:end]:
                    break
                end += 1
            if label == "PERSON":
                end = _rest_of_name(tokens, end)
            first = trim_span(tokens, n, end)[0]
            spans[first if first < end else n] = end, label
        elif (
            not label
            and (tokens[n].pos == "PROPN" or _starts_name(tokens, n) or _is_capital(tokens, n))
            and tokens[n].text[0].isupper()
            and tokens[n].time is None
        ):
            while end < len(tokens) and tokens[end].pos == "PROPN" and not tokens[end].ent and tokens[end].time is None:
                end += 1
            spans[n] = end, ""
        n = end
    return spans


def _rest_of_name(tokens: list[Token], end: int) -> int:
    """Return the end of a person's name that the tagger has cut: "Hui" after "Choe Son"."""
    while end < len(tokens):
        token, before = tokens[end], tokens[end - 1]
        if token.pos != "PROPN" or not token.text[0].isupper() or token.time is not None or token.text.isupper():
            break
        joined = (before.dep == "compound" and before.head is token) or (
            not token.ent and token.head in (before, before.head)
        )
        if not joined or token.ent.startswith("I-"):
            break
        if token.ent[2:] not in ("", "PERSON", "ORG", "GPE"):
            break
        end += 1
    return end


def _starts_name(tokens: list[Token], at: int) -> bool:
    """Tell "British" of "British Museum": an adjective in capitals right before a proper noun."""
    return tokens[at].pos == "ADJ" and at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN" and not tokens[at + 1].ent


def _is_capital(tokens: list[Token], at: int) -> bool:
    """Tell "Waters" in "After the show, Waters left": a capital inside a sentence makes a noun a name."""
    word = tokens[at]
    if at == 0 or word.tag not in ("NN", "NNS") or word.text.isupper():
        return False
    if not tokens[at - 1].text[0].isalnum() and tokens[at - 1].text != ",":
        return False
    return sum(t.text[0].isupper() for t in tokens) * 3 < len(tokens)


def _parts(tokens: list[Token], at: int, label: str) -> bool:
    """Tell where a span holds two names: "Toronto, Ontario", "Kyiv and Moscow", and at the label of a picture."""
    word = tokens[at].lower
    if word in LABELS and at + 1 < len(tokens) and tokens[at + 1].text == ":":
        return True
    if label in ("GPE", "PERSON", "LOC", "NORP"):
        return word in (",", "and", "/", ";") or tokens[at - 1].lower in (",", "and", "/", ";")
    return False


class _NamesInSentence:
    """The names of one sentence, read from left to right; each reader takes what starts at a token, or passes it on."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.spans = _tagged_spans(tokens)
        self.gazetteer = gazetteer
        self._join_first_names()

    def _join_first_names(self) -> None:
        """Read "Dries" and "Mertens", which the tagger has told apart, as one person."""
        for at, (end, label) in sorted(self.spans.items()):
            token = self.tokens[at]
            last = self.spans.get(end)
            if end != at + 1 or last is None or self.tokens[end].lower in LABELS or last[1] not in ("PERSON", "") or last[0] != end + 1:
                continue
            whole = token.dep == "compound" and token.head is self.tokens[end] and "PERSON" in (label, last[1])
            known = self.gazetteer.match(self.words, at) or self.gazetteer.demonym(token.text)
            if whole and not known and not token.text.isupper() and token.lower not in load_words("nouns", "person"):
                self.spans[at] = last[0], "PERSON"
                del self.spans[end]

    def read(self) -> Iterator[MentionDraft]:
        """Yield the names in order; they do not overlap."""
        at = 0
        while at < len(self.tokens):
            mention, at = self._name_at(at)
            if mention is not None:
                yield mention

    def _name_at(self, at: int) -> Found:
        token = self.tokens[at]
        if (
            self._is_sum(at)
            or token.time is not None
            or not (token.text[0].isupper() or token.text[0].isdigit() or at in self.spans or "." in token.text[1:-1])
        ):
            return None, at + 1
        for reader in (
            self._address,
            self._label,
            self._halved,
            self._region,
            self._entry,
            self._demonym,
            self._titled,
        ):
            found = reader(at)
            if found is not None:
                return found
        return self._tagged(at)

    def _is_sum(self, at: int) -> bool:
        """Tell "RM42 million", a sum with the letters of its currency, from "G20"."""
        counted = at + 1 < len(self.words) and self.words[at + 1] in ("million", "billion", "trillion", "crore", "bn")
        return counted and AMOUNT.fullmatch(self.words[at]) is not None

    def _span(self, at: int) -> tuple[int, int, str]:
        """Return the tagger's span at a token, articles and marks off; an empty one where there is none."""
        end, label = self.spans.get(at, (at, ""))
        return *trim_span(self.tokens, at, end), label

    def _address(self, at: int) -> Found | None:
        """Read "www.example.org": a work of its own."""
        if ADDRESS.fullmatch(self.words[at].rstrip(".")):
            return name_draft(self.tokens, at, at + 1, "Work"), at + 1
        return None

    def _label(self, at: int) -> Found | None:
        """Pass "Image:" over."""
        labelled = at + 1 < len(self.tokens) and self.words[at + 1] == ":"
        return (None, at + 1) if labelled and self.tokens[at].lower in LABELS else None

    def _halved(self, at: int) -> Found | None:
        """Read "North" in "North and South Korea": North Korea."""
        if self.words[at] not in HALVES or at + 3 >= len(self.words) or self.words[at + 1] != "and":
            return None
        other = self.gazetteer.match(self.words, at + 2)
        if other is None or self.words[at + 2] not in HALVES:
            return None
        entry = self.gazetteer.lookup(" ".join([self.words[at], *self.words[at + 3 : other[0]]]))
        return (_known(self.tokens, at, at + 1, entry), at + 1) if entry is not None else None

    def _region(self, at: int) -> Found | None:
        """Read "Southern California": a place of its own, not the state."""
        if self.words[at] not in REGIONS or at + 1 >= len(self.tokens):
            return None
        known = self.gazetteer.match(self.words, at + 1)
        if known is None or known[1].type not in ("Country", "Place"):
            return None
        return name_draft(self.tokens, at, known[0], "Place"), known[0]

    def _entry(self, at: int) -> Found | None:
        """Take what the gazetteer knows, unless the tagger has a longer name, or a person's."""
        token = self.tokens[at]
        if not token.text[0].isupper() or token.lower in ARTICLES:
            return None
        known = self.gazetteer.match(self.words, at)
        if known is None or (known[0] == at + 1 and token.tag in ("VB", "VBD", "MD", "IN")):
            return None
        if known[0] == at + 1 and self._is_one_person(at):
            return self._demonym(at)
        start, end, _ = self._span(at)
        if known[0] < end or _part_of_person(self.tokens, at, known[0]):
            return None
        return _known(self.tokens, start if at in self.spans and start < known[0] else at, known[0], known[1]), known[0]

    def _demonym(self, at: int) -> Found | None:
        """Read "North Korean", "Russian", "Russians"."""
        if self.tokens[at].lower in ARTICLES:
            return None
        if at + 1 < len(self.words):
            two = self.gazetteer.demonym(" ".join(self.words[at : at + 2]))
            if two is not None:
                return _demonym(self.tokens, at, at + 2, two), at + 2
        start, end, label = self._span(at)
        if self._is_proper(at):
            return None
        if at in self.spans and (end - start != 1 or label not in ("NORP", "GPE", "ORG", "LANGUAGE", "")):
            return None
        one = self.gazetteer.demonym(self.words[at])
        if one is not None and self._is_one_person(at):
            self.tokens[at].pos, self.tokens[at].tag = "NOUN", "NN"
            return None, at + 1
        return (_demonym(self.tokens, at, at + 1, one), at + 1) if one is not None else None

    def _is_one_person(self, at: int) -> bool:
        """Tell "The Belgian scored", a player, from "The French voted" and "the Belgian team"."""
        token = self.tokens[at]
        article = token.child("det")
        if article is None or article.lower not in ("the", "a", "an", "another") or token.lower.endswith(PEOPLES):
            return False
        alone = token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "appos")
        return token.tag in ("NN", "NNP", "JJ") and alone and self.gazetteer.demonym(self.words[at]) is not None

    def _is_proper(self, at: int) -> bool:
        """Tell "British Museum" and "Korean Central News Agency", names of their own, from "British troops"."""
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].pos == "PROPN" and self.words[end][0].isupper():
            end += 1
        last = self.tokens[end - 1].lower
        return end > at + 1 and any(last in load_words("nouns", kind) for kind in ("organization", "facility"))

    def _titled(self, at: int) -> Found | None:
        """Read "President" and the name after it: a title and a person."""
        start, end, label = self._span(at)
        if start >= max(end, at + 1) or not self.words[at][0].isupper():
            return None
        title = match_title(self.words, start)
        if (
            title is None
            or self._is_proper(at)
            or title.end >= len(self.tokens)
            or (title.end < end and label == "PERSON")
        ):
            return None
        after = self.spans.get(title.end)
        if title.end >= end and (after is None or after[1] not in ("PERSON", "", "ORG", "GPE")):
            return None
        first, last = trim_span(self.tokens, title.end, max(end, after[0] if after else end))
        if first >= last:
            return None
        person = _person(self.tokens, first, last, title.gender)
        known = self.gazetteer.match(self.words, first)
        if known is not None and known[0] == last and known[1].type == "Person":
            person.entry = known[1]
        return person, last

    def _tagged(self, at: int) -> Found:
        """Take the tagger's word, mended."""
        start, end, label = self._span(at)
        if at not in self.spans:
            return None, at + 1
        if start >= end:
            return None, max(at + 1, self.spans[at][0])
        return _tagged(self.tokens, self.words, start, end, label), max(end, at + 1)


def _part_of_person(tokens: list[Token], at: int, end: int) -> bool:
    """Tell "Jordan" in "Michael Jordan" and "Paris Hilton" from the country and the city."""
    before = at > 0 and tokens[at - 1].ent.endswith("PERSON") and tokens[at].ent == "I-PERSON"
    after = end < len(tokens) and tokens[at].ent == "B-PERSON" and tokens[end].ent == "I-PERSON"
    return before or after


def _known(tokens: list[Token], start: int, end: int, entry: Entry) -> MentionDraft:
    start, end = trim_span(tokens, start, end)
    title = match_title([t.text for t in tokens[start:end]], 0) if entry.type == "Person" else None
    if title is not None and start + title.end < end:
        start += title.end
    draft = name_draft(tokens, start, end, entry.type)
    draft.entry, draft.titled = entry, title is not None
    draft.gender = GENDERS.get(entry.gender or "", entry.gender)
    return draft


def _demonym(tokens: list[Token], start: int, end: int, entry: Entry) -> MentionDraft:
    """Read "Russian" before a noun refers to Russia; "Russians" and "the French" are a group."""
    draft = name_draft(tokens, start, end, entry.type)
    draft.demonym = True
    if (
        draft.head.tag in ("NNS", "NNPS")
        or (draft.head.dep in ("nsubj", "dobj", "pobj", "nsubjpass", "conj") and start)
    ) and draft.head.dep not in ("compound", "amod", "nmod"):
        draft.type, draft.plural = "Group", draft.head.tag in ("NNS", "NNPS")
        return draft
    draft.entry = entry
    return draft


def _person(tokens: list[Token], start: int, end: int, gender: str | None) -> MentionDraft:
    draft = name_draft(tokens, start, end, "Person")
    draft.gender = gender or first_name_gender(tokens[start].text)
    draft.titled = True
    return draft


def _tagged(tokens: list[Token], words: list[str], start: int, end: int, label: str) -> MentionDraft | None:
    """Make a name of the tagger's span; titles go off the front of a person's."""
    if label == "PERSON" or label == "":
        title = match_title(words, start)
        body = tokens[end - 1].lower in load_words("nouns", "organization") and end - start == 2
        if title is not None and title.end < end and not body:
            return _person(tokens, title.end, end, title.gender)
    if not any(token.text[0].isupper() for token in tokens[start:end]):
        return None
    kind = TYPES.get(label) or guess_type(tokens, start, end)
    if kind is None:
        return None
    kind = mend_type(tokens, start, end, kind)
    draft = name_draft(tokens, start, end, kind)
    if kind == "Person":
        draft.gender = first_name_gender(tokens[start].text)
    draft.plural = draft.head.tag == "NNPS" or (kind == "Group" and draft.head.tag == "NNS")
    return draft
