"""Who says a quotation, from what stands around it: in goes a quotation, out come candidates with their scores and reasons.

The words between a quotation and the next mark, stop or quotation are read from left to right, since the parse of a
sentence with a quotation in it is often wrong: "…," said Mr Regalado, who was born in Havana. Credit comes, from the surest
down, from a label, a cue beside the quotation, listed or not, a colon or a dash, the sentence before, and the last speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.attributions.quotations.words import (
    BESIDE,
    NOMINAL,
    cue_of,
    end_of_names,
    is_somebody,
    last_mark,
    length_of_name,
    phrase_head,
)
from kg.extraction.attributions.verbs import quoted_as, source_of
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.subjects import subject_of
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import lemma_of, subject_child
from kg.extraction.text.quotations import Quote
from kg.lexicon.words import names_of, nouns_of, verbs_of

STOPS = frozenset({".", "!", "?", "…", ";"})
DASHES = frozenset({"-", "–", "—", "--", "~"})
QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»", "'", "‘", "’"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BARE_MOTION = frozenset({"go", "begin"})
"""Listed for "went on" and "began"; by themselves they say nothing."""
REACH = 30
"""Words between a quotation and its cue, descriptions of the speaker among them."""
REACH_OF_NOUN = 5
JUDGING = frozenset(
    {"accuse", "brand", "call", "deem", "describe", "dismiss", "dub", "hail", "herald", "label", "praise", "term"}
)
"""Verbs that lead to a quotation behind what it is said of: "called the handling of the files “extremely careless”"."""
FEWEST_TO_STAND = 4
LONGEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said a quotation; `source` is None where a cue names nobody.

    `aside` tells that the cue's clause tells something else as well, which stays a statement.
    """

    source: Token | None
    cue: tuple[Token, ...]
    score: float
    reason: str
    aside: bool = False


class Surroundings:
    """What stands around the quotations of one document."""

    def __init__(self, parse: Parse, quotes: Sequence[Quote], names: Sequence[MentionDraft]) -> None:
        self.parse = parse
        self.names = names
        self.real = [quote for quote in quotes if not quote.scare]
        self.inside = {t.i for q in self.real if not q.whole for t in parse.tokens_in(q.start, q.end)}
        self.marked = {t.i for q in quotes if not q.whole for t in parse.tokens_in(q.start, q.end)}
        self.speech = verbs_of("parenthetical", "speech") - BARE_MOTION

    def candidates(self, quote: Quote) -> list[Candidate]:
        """Return who may have said a quotation, the most likely first."""
        tokens = self.parse.tokens_in(quote.start, quote.end)
        if not tokens:
            return []
        if self.is_title(tokens) and not quote.whole:
            return []
        found = [
            *self._label(quote, tokens),
            *self._behind(quote, tokens),
            *self._before(quote, tokens),
            *self._of_noun(quote, tokens),
            *self._around(quote, tokens),
        ]
        return sorted(found, key=lambda one: -one.score)

    # ------------------------------------------------------------ layout

    @rule(
        "NADIA KHAN: Egypt has attacked Sudan.\n\nOMAR AZIZ: Egypt has denied it.",
        "credit: OMAR AZIZ | : | Egypt has denied it | direct speech affirmed",
        off=(),
    )
    def _label(self, quote: Quote, tokens: list[Token]) -> Iterator[Candidate]:
        """Read "NADIA KHAN: Egypt has attacked Sudan.": the label before the turn."""
        if quote.layout != "turn":
            return
        number = self.parse.sentences[tokens[0].sent].paragraph
        for sentence in reversed(self.parse.sentences[: tokens[0].sent]):
            if sentence.paragraph < number and self.parse.text[: sentence.end].endswith(":"):
                label = self.parse.sentence_tokens(sentence.id)
                named = [t for t in label[: length_of_name(label)] if t.pos == "PROPN" or t.text.isupper()]
                words = [t for t in label if t.text[0].isalpha()]
                source = end_of_names(named) if named else words[0] if words else None
                if words and words[0].lower in names_of("answer"):
                    source = self._interviewed(label[0]) or source
                yield Candidate(source, (label[-1],), 5.0, "label before a turn")
                return

    @rule(
        "Nadia Khan leads the bank.\n\nQ: Has the bank sold the mine?\n\nA: The bank has sold the mine.",
        "credit: Nadia Khan | : | The bank has sold the mine | direct speech affirmed",
    )
    def _interviewed(self, label: Token) -> Token | None:
        """Return whom an interview's introduction is about: the person named most often before its first label."""
        first = next(
            (s.start for s in self.parse.sentences if self.parse.text[s.start : s.end].rstrip().endswith(":")), 0
        )
        people = [m for m in self.names if m.type == "Person" and m.start < min(first, label.start) and not m.inside]
        counts = Counter(m.name.rpartition(" ")[2] for m in people)
        if not counts:
            return None
        chief = counts.most_common(1)[0][0]
        return next(m.head for m in people if m.name.rpartition(" ")[2] == chief)

    # ------------------------------------------------------------ behind the quotation

    def _behind(self, quote: Quote, tokens: list[Token]) -> Iterator[Candidate]:
        inner = last_mark(self.parse, quote)
        segment = self._segment_behind(tokens[-1])
        if not segment:
            yield from self._signed_below(quote, tokens[-1])
            return
        if segment[0].text in DASHES and not quote.goes_on:
            source = self._signature(segment)
            if source is not None:
                yield Candidate(source, (segment[0],), 4.0, "signed behind a dash")
                return
        if quote.whole or inner == ".":
            return
        yield from self._utterance_behind(segment)
        yield from self._cue_behind(segment, inner)

    @rule(
        "“Egypt has attacked Sudan.”\n\n— Nadia Khan",
        "credit: Nadia Khan | - | “Egypt has attacked Sudan.” | direct speech affirmed",
        off=(),
    )
    def _signed_below(self, quote: Quote, last: Token) -> Iterator[Candidate]:
        """Read "— Senator Carla Mendez" on a line of its own below a quotation."""
        below = self.parse.tokens[last.i + 1 : last.i + 1 + REACH]
        if not below or not any(dash in self.parse.text[quote.end : below[0].start] for dash in DASHES):
            return
        line = [t for t in below if self._paragraph(t) == self._paragraph(below[0])]
        source = self._signature(line)
        if source is not None:
            yield Candidate(source, (), 4.0, "signed below")

    @rule(
        "“Egypt has attacked Sudan” was the verdict of Nadia Khan.",
        "credit: Nadia Khan | verdict | “Egypt has attacked Sudan” | direct speech affirmed",
        off=(),
        rare="an idiom of news features; without it the quotation is somebody unknown's",
    )
    def _utterance_behind(self, segment: list[Token]) -> Iterator[Candidate]:
        """Read "… was the verdict of Nadia Khan", "… came the reply from Kyiv", "… was how Omar Aziz put it"."""
        words = segment[1:] if segment[0].text == "," else segment
        if len(words) < 3 or words[0].lemma not in ("be", "come", "go", "run"):
            return
        if words[1].lower == "how":
            verb = next((t for t in words[2:] if t.pos == "VERB"), None)
            source = self._source_in(verb, words[2:]) if verb is not None else None
            if verb is not None and source is not None:
                yield Candidate(source, cue_of(verb), 4.5, "was how somebody put it")
            return
        noun = next((t for t in words[1:6] if t.lemma.lower() in nouns_of("utterance")), None)
        if noun is None:
            return
        owner = noun.child("poss")
        behind = [t for t in words if t.i > noun.i]
        if owner is None and len(behind) > 1 and behind[0].lower in ("of", "from", "by"):
            nominal = [t for t in behind[1:] if t.pos in NOMINAL]
            owner = phrase_head(nominal[0], words) if nominal else None
        if owner is not None:
            yield Candidate(owner, (noun,), 4.5, "whose words they were")

    def _segment_behind(self, last: Token) -> list[Token]:
        """Return the words behind a quotation up to a stop, another quotation or the end of the paragraph."""
        found: list[Token] = []
        paragraph = self._paragraph(last)
        for token in self.parse.tokens[last.i + 1 : last.i + 1 + REACH]:
            if token.i in self.inside or self._paragraph(token) != paragraph or token.text in STOPS:
                break
            if token.text in QUOTE_MARKS and not found:
                continue
            found.append(token)
        return found

    @rule(
        "“Egypt has attacked Sudan,” Nadia Khan hit back.",
        "Egypt | attack/attack | Sudan | - | affirmed actual | Nadia Khan",
        off=(),
    )
    def _cue_behind(self, segment: list[Token], inner: str) -> Iterator[Candidate]:
        """Read "…," said Nadia Khan; "…?" the minister, a lawyer, asked; "…," Omar Aziz hit back."""
        at = 1 if segment[0].text == "," else 0
        if at < len(segment) and segment[at].tag == "CC":
            return
        for token in segment[at:]:
            if not self._may_be_cue(token, segment):
                continue
            known = lemma_of(token) in self.speech or token.lemma in self.speech
            source = self._source_in(token, segment[at:])
            if source is None:
                continue
            near = token.i - segment[0].i
            opens = inner in (",", "?", "!", "-", "—", "–", "…") or segment[0].text == ","
            if known:
                yield Candidate(source, cue_of(token), (4.0 if opens else 2.2) - 0.02 * near, "cue behind")
            elif (
                opens
                and token.pos == "VERB"
                and token.lemma not in verbs_of("copula")
                and self._is_bare(token, source, segment)
            ):
                yield Candidate(source, cue_of(token), 2.5 - 0.02 * near, "unlisted cue behind")
            return

    def _may_be_cue(self, token: Token, segment: list[Token]) -> bool:
        """True for a finite verb or participle of the clause beside the quotation, not of a relative clause in it."""
        if token.pos not in ("VERB", "AUX") or token.tag in ("VB", "MD") or token.dep in ("aux", "auxpass"):
            return False
        if token.dep in ("relcl", "acl") and token.head in segment and token.tag != "VBG":
            return False
        before = [t for t in segment if t.i < token.i]
        if any(t.tag in ("WP", "WDT", "WP$") for t in before[-4:]):
            return False
        helpers = [t for t in before[-3:] if t.lemma in ("have", "be") and t.pos == "AUX"]
        return token.tag in FINITE or (token.tag == "VBN" and bool(helpers)) or (token.tag == "VBG" and bool(helpers))

    def _source_in(self, cue: Token, segment: list[Token]) -> Token | None:
        """Return who speaks among the words beside a quotation: the tree's subject if it is one of them, else the nearest."""
        subject = subject_child(cue)
        if subject is not None and subject in segment and subject.tag not in ("WP", "WDT") and subject.pos in NOMINAL:
            return subject
        before = [t for t in segment if t.i < cue.i and t.pos in NOMINAL and t.time is None]
        if before:
            return phrase_head(before[0], segment)
        behind = [t for t in segment if t.i > cue.i]
        for token in behind[:6]:
            if token.pos in NOMINAL and token.time is None:
                return phrase_head(token, segment)
            if token.pos not in ("DET", "ADJ", "ADV", "NUM", "ADP") and token.dep not in BESIDE:
                return None
        return None

    @staticmethod
    @rule(
        "“Egypt has attacked Sudan,” Nadia Khan hit back.",
        "Egypt | attack/attack | Sudan | - | affirmed actual | Nadia Khan",
        off=False,
    )
    def _is_bare(cue: Token, source: Token, segment: list[Token]) -> bool:
        """True for an unlisted verb with nothing but its speaker: "Omar Aziz hit back", "came the reply from Kyiv"."""
        things = [t for t in segment if t.i > cue.i and t.i != source.i and t.pos in NOMINAL and t.time is None]
        objects = [t for t in things if t.head is cue and t.dep in ("dobj", "attr") and not t.is_below(source)]
        short = segment[-1].i - segment[0].i <= 10
        return short and not objects and source.pos in ("PROPN", "PRON", "NOUN")

    @rule(
        "“Egypt has attacked Sudan.” — Nadia Khan",
        "credit: Nadia Khan | — | “Egypt has attacked Sudan.” | direct speech affirmed",
    )
    def _signature(self, segment: list[Token]) -> Token | None:
        """Read "- Senator Carla Mendez": a name that ends its paragraph, with a description at most."""
        rest = [t for t in segment if t.text not in DASHES]
        if (
            not rest
            or any(t.pos in ("VERB", "AUX") for t in rest)
            or rest[0].pos not in ("PROPN", "NOUN", "ADJ", "DET")
        ):
            return None
        behind = segment[-1].i + 1
        ends = behind >= len(self.parse.tokens) or self._paragraph(self.parse.tokens[behind]) != self._paragraph(
            rest[0]
        )
        named = [t for t in rest[: length_of_name(rest)] if t.pos == "PROPN"]
        return end_of_names(named) if named and (ends or self.parse.tokens[behind].text in STOPS) else None

    # ------------------------------------------------------------ before the quotation

    @rule(
        "Nadia Khan on the dam: “It is safe.”",
        "It | be | safe | - | affirmed actual | Nadia Khan on the dam = Nadia Khan",
        off=(),
    )
    def _before(self, quote: Quote, tokens: list[Token]) -> Iterator[Candidate]:
        segment = self._segment_before(tokens[0])
        if not segment:
            return
        last = segment[-1]
        words = [t for t in segment if t.text not in (",", ":") and t.text not in QUOTE_MARKS]
        if not words:
            return
        colon = last.text == ":"
        cue = self._cue_before(words, colon=colon, comma=last.text == ",")
        if cue is not None:
            token, known = cue
            source, credits = source_of(token)
            if source is None or source.i in self.marked:
                source = quoted_as(token) or self._subject_before(token, words)
            if source is not None and (source.tag == "EX" or source.dep == "expl"):
                return
            if source is not None or (credits and known):
                score = 4.2 if colon else 3.6 if known else 2.4
                if quote.layout in ("announced", "item") and not (known and token.i >= words[-1].i - 6):
                    return
                yield Candidate(source, cue_of(token), score, "cue before" if known else "unlisted cue before")
            return
        named = [t for t in words if t.pos == "PROPN" and t.time is None]
        if colon and named and quote.layout not in ("announced", "item"):
            yield Candidate(end_of_names([named[-1]]), (last,), 2.6, "name before a colon")

    def _segment_before(self, first: Token) -> list[Token]:
        """Return the words before a quotation back to a stop; in the paragraph before only where a colon ends it."""
        if first.i == 0:
            return []
        paragraph = self._paragraph(first)
        end = first.i
        while end > 0 and self.parse.tokens[end - 1].text in QUOTE_MARKS:
            end -= 1
        announced = end > 0 and self._paragraph(self.parse.tokens[end - 1]) != paragraph
        if announced and self.parse.tokens[end - 1].text != ":":
            return []
        found: list[Token] = []
        paragraph = self._paragraph(self.parse.tokens[end - 1])
        for token in reversed(self.parse.tokens[max(0, end - REACH) : end]):
            if token.i in self.inside or token.text in STOPS or self._paragraph(token) != paragraph:
                break
            found.insert(0, token)
        return found

    @rule(
        "Nadia Khan put it bluntly: “Egypt has attacked Sudan.”",
        "credit: Nadia Khan | put | “Egypt has attacked Sudan.” | direct speech affirmed",
    )
    def _cue_before(self, words: list[Token], *, colon: bool, comma: bool) -> tuple[Token, bool] | None:
        """Return the verb that leads to a quotation and whether it is a listed one: "said:", "put it bluntly:", "adding,"."""
        verbs = [t for t in words if t.pos in ("VERB", "AUX") and t.tag not in ("VB", "MD") and t.dep != "aux"]
        listed = [t for t in verbs if lemma_of(t) in self.speech and not (t.tag == "VBN" and not quoted_as(t))]
        listed = [t for t in listed if t.tag in FINITE or t.tag in ("VBG", "VBN")]
        near = [t for t in listed if words[-1].i - t.i <= (REACH if colon or comma else 4)]
        if near:
            return near[-1], True
        verbs = [t for t in verbs if t.pos == "VERB" and t.lemma not in verbs_of("copula")]
        main = [t for t in verbs if t.tag in FINITE and t.dep not in ("relcl", "acl", "advcl")]
        if colon and main:
            return main[-1], False
        if comma and verbs and verbs[-1] is words[-1] and verbs[-1].tag in (*FINITE, "VBG"):
            return verbs[-1], False
        return None

    def _subject_before(self, cue: Token, words: list[Token]) -> Token | None:
        """Return who speaks before a cue where the tree has lost it: the first thing named before it in its clause."""
        subject, _ = subject_of(cue)
        if subject is not None and subject.i not in self.marked and subject.pos in NOMINAL:
            return subject
        before = [t for t in words if t.i < cue.i and t.pos in NOMINAL and t.time is None]
        return phrase_head(before[0], words) if before else None

    # ------------------------------------------------------------ in a phrase about somebody's words

    @rule(
        "Kirby criticised Lena Braun's call for a “ban on all visits to the town”.",
        "credit: Lena Braun | call | “ban on all visits to the town” | direct speech affirmed",
        off=(),
        rare="political news has it; a quotation in somebody's call or claim is rare in the open texts",
    )
    def _of_noun(self, quote: Quote, tokens: list[Token]) -> Iterator[Candidate]:
        """Read "criticised her call for a “ban on all visits”": the words are hers whose call it is."""
        before = self._segment_before(tokens[0])
        if quote.whole or not before or before[-1].pos not in ("ADP", "ADJ", "DET", "PART"):
            return
        for noun in list(tokens[0].ancestors())[:REACH_OF_NOUN]:
            if noun.pos in ("VERB", "AUX"):
                return
            owner = noun.child("poss")
            said = noun.lemma.lower() in nouns_of("speech", "utterance", "intent", "belief")
            if said and owner is not None and owner.i not in self.inside and noun.i not in self.inside:
                yield Candidate(owner, (noun,), 1.4, "somebody's words", True)
                return

    # ------------------------------------------------------------ anywhere in its sentence

    def _around(self, quote: Quote, tokens: list[Token]) -> Iterator[Candidate]:
        """Read "praised him as "a man who keeps his word"": the nearest reporting verb of the sentence, outside quotations."""
        if quote.whole:
            return
        best: tuple[int, Token] | None = None
        for number in range(tokens[0].sent, tokens[-1].sent + 1):
            for token in self.parse.sentence_tokens(number):
                judges = token.lemma in JUDGING and tokens[0].i > token.i
                if token.pos != "VERB" or token.i in self.inside or not (judges or lemma_of(token) in self.speech):
                    continue
                if token.tag == "VBN" and not quoted_as(token):
                    continue
                distance = min(abs(token.start - quote.end), abs(quote.start - token.end))
                between = self.parse.tokens[token.i + 1 : tokens[0].i] if judges else []
                distance = 0 if judges and not any(t.tag in FINITE for t in between) else distance
                if best is None or distance < best[0]:
                    best = distance, token
        if best is None:
            return
        source, credits = source_of(best[1])
        if credits and source is not None and source.i not in self.marked:
            yield Candidate(source, cue_of(best[1]), 1.1, "cue in the sentence")

    # ------------------------------------------------------------ the sentence before

    @rule(
        "Nadia Khan was blunt. “Egypt has attacked Sudan.”",
        "credit: Nadia Khan | was | “Egypt has attacked Sudan.” | direct speech affirmed",
    )
    def told_in_sentence_before(self, quote: Quote) -> Candidate | None:
        """Read "Nadia Khan put it bluntly. "Egypt has attacked Sudan."": whom the sentence right before is about."""
        tokens = self.parse.tokens_in(quote.start, quote.end)
        if not tokens or not self.stands_alone(quote):
            return None
        number = tokens[0].sent - 1
        if number < 0 or self.parse.sentences[number].kind != "body":
            return None
        here, there = self.parse.sentences[tokens[0].sent].paragraph, self.parse.sentences[number].paragraph
        sentence = self.parse.sentence_tokens(number)
        if there < here - 1 or self.parse.sentences[number].kind != "body" or any(t.i in self.inside for t in sentence):
            return None
        root = next((t for t in sentence if t.dep == "ROOT"), None)
        subject = root.child("nsubj") if root is not None and root.pos in ("VERB", "AUX") else None
        if root is None or subject is None or not is_somebody(subject):
            return None
        return Candidate(subject, (root,), 1.2 if here == there else 0.8, "whom the sentence before is about", True)

    @staticmethod
    @rule(
        "She won the prize for “The Sea Has Gone Away”.",
        "not: credit: ? | - | “The Sea Has Gone Away” | direct speech affirmed",
        off=False,
    )
    def is_title(tokens: Sequence[Token]) -> bool:
        """True for "State of the Union", "Going Viral": every word of weight begins with a capital."""
        words = [t for t in tokens if t.text[0].isalpha() and (len(t.text) > 3 or t is tokens[0])]
        if len(words) < 2 or len(tokens) > LONGEST_TITLE or any(t.text in STOPS for t in tokens):
            return False
        return all(t.text[0].isupper() for t in words)

    def stands_alone(self, quote: Quote) -> bool:
        """True where a quotation is its sentences, but for marks: no words of the article share them."""
        tokens = self.parse.tokens_in(quote.start, quote.end)
        if len(tokens) < FEWEST_TO_STAND:
            return False
        segment = self._segment_before(tokens[0])
        behind = self._segment_behind(tokens[-1])
        return not [t for t in (*segment, *behind) if t.text not in QUOTE_MARKS and t.pos != "PUNCT"]

    def _paragraph(self, token: Token) -> int:
        return self.parse.sentences[token.sent].paragraph
