"""Names: in go parse and gazetteer, out come drafts of the names, mended and typed.

The gazetteer comes before the statistical tagger; articles, titles and 's go off, headline words are left alone, "Biden
administration" and "Russian military" are taken as bodies of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.mentions.draft import DETERMINERS, MentionDraft, known_draft, name_draft, trim_span
from kg.extraction.mentions.name_types import TYPES, guess_type, mend_type
from kg.extraction.mentions.nested_names import HALVES, REGIONS, find_nested
from kg.extraction.mentions.repeated_names import find_known
from kg.extraction.mentions.tagged_spans import tagged_spans
from kg.extraction.mentions.told.headline_words import is_for_or_against, without_headline_words
from kg.extraction.mentions.told.numbers import regnal_names, with_number, with_regnal
from kg.extraction.mentions.told.odd_names import may_be_odd, odd_name
from kg.extraction.mentions.told.surnames import take_surnames
from kg.extraction.mentions.told.teams import is_about_sport, take_for_team
from kg.extraction.mentions.type_votes import vote_types, without_common_plurals
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import first_name_gender, is_first_name
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.titles import match_title
from kg.lexicon.words import nouns_of

PEOPLES = ("ese", "sh", "ch", "ss", "s")
"""How adjectives end that name a whole people with an article: the Chinese, the British, the Dutch, the Swiss."""
ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|co|tv|io|nz|uk|it|de|fr|eu|au|ca)(?:\.[a-z]{2})?(?:/\S*)?",
    re.I,
)
YEAR = re.compile(r"(?:19|20)\d\d")
AMOUNT = re.compile(r"[A-Z]{1,3}\$?\d[\d.,]*")
"""A sum with the letters of its currency: "RM42 million"."""
Found = tuple[MentionDraft | None, int]


def find_names(parse: Parse, gazetteer: Gazetteer) -> list[MentionDraft]:
    """Return the names of a document, those inside longer ones too; a headline gives only names known elsewhere.

    Words that turn out to be names, or none, are tagged so: the last change of the parse, before it is frozen.
    """
    found: list[MentionDraft] = []
    monarchs = regnal_names(parse.tokens)
    for number in range(len(parse.sentences)):
        found += _NamesInSentence(parse.sentence_tokens(number), gazetteer, monarchs).read()
    if is_about_sport(parse):
        for mention in found:
            take_for_team(mention)
    spoken = {word for m in found if parse.sentences[m.head.sent].kind == "body" for word in m.name.lower().split()}
    kept = without_headline_words([m for m in found if _counts(parse, m, spoken)], parse)
    names = take_surnames(parse, without_common_plurals(vote_types(parse, kept)))
    names += find_known(parse, names)
    names += find_nested(parse, names, gazetteer)
    for name in names:
        _mark_whole(parse, name)
    return names


@rule("Voters left Law and Justice for a new party.", "Voters | leave/leave | Law and Justice | goal:for:a new party")
def _mark_whole(parse: Parse, name: MentionDraft) -> None:
    """Tag all tokens of a name alike, so that "Law and Justice" is not split into two conjuncts."""
    run = parse.tokens[name.first.i : name.last.i + 1]
    if any(token.dep == "conj" for token in run):
        label = run[0].ent[2:] or "ORG"
        for token in run:
            token.ent = f"{'B' if token is run[0] else 'I'}-{label}"


@rule(
    "Storm Hits Coast Again\n\nA storm hit the coast on Friday. Two boats sank and three sailors died.",
    "not: name: Storm Hits Coast Again: Organization",
    off=True,
)
def _counts(parse: Parse, mention: MentionDraft, spoken: set[str]) -> bool:
    """Keep a name of a headline only if the gazetteer or the body knows it: headlines capitalise common words."""
    if parse.sentences[mention.head.sent].kind != "headline" or mention.entry is not None:
        return True
    return all(word in spoken for word in mention.name.lower().split())


class _NamesInSentence:
    """The names of one sentence, read from left to right; each reader takes what starts at a token, or passes it on."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, monarchs: set[str]) -> None:
        self.tokens = tokens
        self.monarchs = monarchs
        self.words = [token.text for token in tokens]
        self.spans = tagged_spans(tokens)
        self.gazetteer = gazetteer
        self._join_first_names()

    def _join_first_names(self) -> None:
        """Read "Dries" and "Mertens", which the tagger has told apart, as one person."""
        for at, (end, label) in sorted(self.spans.items()):
            token = self.tokens[at]
            last = self.spans.get(end)
            if (
                end != at + 1
                or last is None
                or self.tokens[end].lower in nouns_of("picture")
                or last[1] not in ("PERSON", "", *(("GPE", "LOC") if is_first_name(token.text) else ()))
                or last[0] != end + 1
            ):
                continue
            first = "PERSON" in (label, last[1]) or (is_first_name(token.text) and not label)
            whole = token.dep == "compound" and token.head is self.tokens[end] and first
            known = self.gazetteer.match(self.words, at) or self.gazetteer.demonym(token.text)
            if whole and not known and not token.text.isupper() and token.lower not in nouns_of("person"):
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
        ) and not may_be_odd(self.tokens, at):
            return None, at + 1
        for reader in (
            self._odd,
            self._address,
            self._label,
            self._halved,
            self._region,
            self._entry,
            self._demonym,
            self._titled,
            self._listed,
        ):
            found = reader(at)
            if found is not None:
                return self._numbered(_made_by(reader.__name__, found))
        return self._numbered(_made_by("_tagged", self._tagged(at)))

    def _odd(self, at: int) -> Found | None:
        """Read "iPhone 4", "A380", "Unit 29155", "Wednesday Addams", "Correct the Record"."""
        found = odd_name(self.tokens, at)
        if found is None:
            return None
        draft = name_draft(self.tokens, at, found[0], found[1])
        draft.titled = draft.type == "Person"
        return draft, found[0]

    def _numbered(self, found: Found) -> Found:
        """Give a name the number that tells it from others: "Falcon 9", "the 4th Army", "Elizabeth I"."""
        mention, after = found
        if mention is None or mention.demonym or mention.type in ("Country", "Group"):
            return found
        base = self.tokens[0].i
        start, end = mention.first.i - base, mention.last.i - base + 1
        person = mention.type == "Person"
        first, last = with_number(self.tokens, start, end, person=person, known=mention.entry is not None)
        if person and end - start == 1:
            last = with_regnal(self.tokens, end, self.monarchs)
        if (first, last) == (start, end):
            return found
        kind = mention.type if first < start or person else "Product"
        longer = name_draft(self.tokens, first, last, kind)
        longer.gender, longer.titled, longer.origin = mention.gender, mention.titled, mention.origin
        return longer, max(after, last)

    @rule(
        "The bank paid RM42 million.",
        "not: name: RM42: Product",
        off=False,
        rare="only sums in ringgit, rand and the like are written so",
    )
    def _is_sum(self, at: int) -> bool:
        """Tell "RM42 million", a sum with the letters of its currency, from "G20"."""
        counted = at + 1 < len(self.words) and self.words[at + 1] in ("million", "billion", "trillion", "crore", "bn")
        return counted and AMOUNT.fullmatch(self.words[at]) is not None

    def _span(self, at: int) -> tuple[int, int, str]:
        """Return the tagger's span at a token, articles and marks off; an empty one where there is none."""
        end, label = self.spans.get(at, (at, ""))
        return *trim_span(self.tokens, at, end), label

    @rule("Police closed www.example.org on Friday.", "name: www.example.org: Work")
    def _address(self, at: int) -> Found | None:
        """Read "www.example.org": a work of its own."""
        if ADDRESS.fullmatch(self.words[at].rstrip(".")):
            acts = self.tokens[at].dep == "nsubj" and self.tokens[at].head.pos == "VERB"
            return name_draft(self.tokens, at, at + 1, "Organization" if acts else "Work"), at + 1
        return None

    def _label(self, at: int) -> Found | None:
        """Pass "Image:" over."""
        labelled = at + 1 < len(self.tokens) and self.words[at + 1] == ":"
        return (None, at + 1) if labelled and self.tokens[at].lower in nouns_of("picture") else None

    @rule("Leaders of North and South Korea met in Oslo.", "name: North = North Korea: Country")
    def _halved(self, at: int) -> Found | None:
        """Read "North" in "North and South Korea": North Korea."""
        if self.words[at] not in HALVES or at + 3 >= len(self.words) or self.words[at + 1] != "and":
            return None
        other = self.gazetteer.match(self.words, at + 2)
        if other is None or self.words[at + 2] not in HALVES:
            return None
        entry = self.gazetteer.lookup(" ".join([self.words[at], *self.words[at + 3 : other[0]]]))
        return (known_draft(self.tokens, at, at + 1, entry), at + 1) if entry is not None else None

    @rule("Southern Oregon has few roads.", "name: Southern Oregon: Place")
    def _region(self, at: int) -> Found | None:
        """Read "Southern California": a place of its own, not the state."""
        if self.words[at] not in REGIONS or at + 1 >= len(self.tokens):
            return None
        known = self.gazetteer.match(self.words, at + 1)
        if known is None or known[1].type not in ("Country", "Place"):
            return None
        return name_draft(self.tokens, at, known[0], "Place"), known[0]

    @rule("The ship left Gdansk.", "name: Gdansk = Gdańsk: Place")
    def _entry(self, at: int) -> Found | None:
        """Take what the gazetteer knows, unless the tagger has a longer name, or a person's."""
        token = self.tokens[at]
        if not token.text[0].isupper() or token.lower in DETERMINERS:
            return None
        known = self.gazetteer.match(self.words, at)
        if known is None or (known[0] == at + 1 and token.tag in ("VB", "VBD", "MD", "IN")):
            return None
        if self._is_half(known[0]):
            return None
        if known[0] == at + 1 and self._is_one_person(at):
            return self._demonym(at)
        start, end, _ = self._span(at)
        if known[0] < end or _part_of_person(self.tokens, at, known[0]):
            return None
        first = start if at in self.spans and start < known[0] else at
        if known[1].type == "Event" and self._is_of_a_year(first, known[0]):
            return name_draft(self.tokens, first, known[0], "Event"), known[0]
        return known_draft(self.tokens, first, known[0], known[1]), known[0]

    def _is_half(self, end: int) -> bool:
        """Tell "Cleveland" in "Cleveland-Cliffs", a name of its own, from "Moscow" in "Moscow-Kyiv talks"."""
        if end + 1 >= len(self.tokens) or self.words[end] != "-" or self.tokens[end].start != self.tokens[end - 1].end:
            return False
        other = self.tokens[end + 1]
        joined = other.start == self.tokens[end].end and other.text[0].isupper() and other.pos == "PROPN"
        return joined and not (self.gazetteer.match(self.words, end + 1) or self.gazetteer.demonym(other.text))

    @rule(
        "Fans enjoyed the 2018 Winter Olympics.", "not: name: Winter Olympics = Winter Olympic Games: Event", off=False
    )
    def _is_of_a_year(self, start: int, end: int) -> bool:
        """Tell "the 2018 FIFA World Cup", one event, from the series that the gazetteer knows."""
        return any(
            YEAR.fullmatch(word) for word in (*self.words[max(0, start - 3) : start], *self.words[end : end + 1])
        )

    @rule("Two Norwegian divers found a wreck.", "name: Norwegian = Norway: Country")
    def _demonym(self, at: int) -> Found | None:
        """Read "North Korean", "Russian", "Russians"."""
        if self.tokens[at].lower in DETERMINERS:
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

    @rule("The Belgian scored twice.", "not: name: Belgian: Group", off=False)
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
        return end > at + 1 and last in nouns_of("facility", "organization")

    @rule("Critics of Prime Minister Iyad Allawi left.", "Iyad Allawi | be | Prime Minister")
    def _titled(self, at: int) -> Found | None:
        """Read "President" and the name after it: a title and a person."""
        start, end, label = self._span(at)
        if start >= max(end, at + 1) or not self.words[at][0].isupper():
            return None
        title = match_title(self.words, start)
        if (
            title is None
            or (self._is_proper(at) and not self.words[title.end - 1].endswith("."))  # "Sgt. Lee Park"
            or title.end >= len(self.tokens)
            or (title.end < end and label == "PERSON")
        ):
            return None
        after = self.spans.get(title.end)
        ranked = ("FAC", "LOC") if title.kind == "military" else ()
        if title.end >= end and (after is None or after[1] not in ("PERSON", "", "ORG", "GPE", *ranked)):
            return None
        first, last = trim_span(self.tokens, title.end, max(end, after[0] if after else end))
        if first >= last:
            return None
        person = _person(self.tokens, first, last, title.gender)
        known = self.gazetteer.match(self.words, first)
        if known is not None and known[0] == last and known[1].type == "Person":
            person.entry = known[1]
        return person, last

    def _listed(self, at: int) -> Found | None:
        """Read a name of several words that an imported table has and the tagger has not, or only in part.

        All that has a capital must be a proper noun for the tagger, and who bear the name must be of one type.
        """
        found = self.gazetteer.listed.match(self.words, at) if self.gazetteer.listed is not None else None
        if found is None:
            return None
        end, bearers = found
        inside = range(at, end)
        proper = all(self.tokens[n].pos == "PROPN" or not self.words[n][0].isupper() for n in inside)
        tagged = max((self.spans[n][0] for n in inside if n in self.spans), default=at)
        whole = at in self.spans and self.spans[at][0] == end
        if not proper or whole or tagged > end or len({bearer.type for bearer in bearers}) > 1:
            return None
        if not self.words[end - 1][0].isupper() or _part_of_person(self.tokens, at, end):
            return None
        return name_draft(self.tokens, at, end, bearers[0].type), end

    def _tagged(self, at: int) -> Found:
        """Take the tagger's word, mended."""
        start, end, label = self._span(at)
        if at not in self.spans:
            return None, at + 1
        if start >= end:
            return None, max(at + 1, self.spans[at][0])
        return _tagged(self.tokens, self.words, start, end, label), max(end, at + 1)


def _made_by(reader: str, found: Found) -> Found:
    """Note on a name which reader took it."""
    if found[0] is not None:
        found[0].origin = reader.removeprefix("_")
    return found


def _part_of_person(tokens: list[Token], at: int, end: int) -> bool:
    """Tell "Jordan" in "Michael Jordan" and "Paris Hilton" from the country and the city."""
    before = at > 0 and tokens[at - 1].ent.endswith("PERSON") and tokens[at].ent == "I-PERSON"
    after = end < len(tokens) and tokens[at].ent == "B-PERSON" and tokens[end].ent == "I-PERSON"
    return before or after


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
    draft.gender = gender or (first_name_gender(tokens[start].text) if end - start > 1 else None)
    draft.titled = True
    return draft


@rule("Ann Lee resigned.", "name: Ann Lee: Person")
def _tagged(tokens: list[Token], words: list[str], start: int, end: int, label: str) -> MentionDraft | None:
    """Make a name of the tagger's span; titles go off the front of a person's."""
    if label == "PERSON" or label == "":
        title = match_title(words, start)
        body = tokens[end - 1].lower in nouns_of("organization") and end - start == 2
        if title is not None and title.end < end and not body:
            return _person(tokens, title.end, end, title.gender)
    if not any(token.text[0].isupper() for token in tokens[start:end]) or is_for_or_against(tokens[start]):
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
