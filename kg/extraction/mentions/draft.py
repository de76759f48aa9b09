"""A mention before it has a number and a chain, made from a run of tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extraction.syntax.token import Token
from kg.lexicon.gazetteer import Entry
from kg.lexicon.titles import match_title
from kg.model import EntityType, MentionKind

DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
GENDERS = {"m": "male", "f": "female"}
POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention is in its chain: the rule, the mention that it was joined to, and by how much that one leads the next.

    `to` is None where the mention began a chain; `lead` is None where nothing else came into question; `telling` are the weights
    that told most, with what they are for.
    """

    rule: str
    to: MentionDraft | None = None
    lead: float | None = None
    telling: tuple[tuple[float, str], ...] = ()


@dataclass(slots=True, eq=False)
class MentionDraft:
    """A mention before it has a number and a chain; `name` is what it is called, without titles, articles and 's.

    `origin` names the rule that found it, `votes` what was in favour of each type where the type was voted on, `told_by`
    what told that an entry of an imported table is meant.
    """

    first: Token
    last: Token
    head: Token
    kind: MentionKind
    type: EntityType
    name: str
    entry: Entry | None = None
    gender: str | None = None
    plural: bool = False
    titled: bool = False
    demonym: bool = False
    owner: MentionDraft | None = None
    inside: bool = False
    origin: str = ""
    votes: Counter[EntityType] | None = None
    link: Link | None = None
    told_by: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.first.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.last.end


def mentions_by_head(mentions: Sequence[MentionDraft]) -> dict[int, MentionDraft]:
    """Return the mention at each head word, by the number of its token; of several the one that begins first, or is longer."""
    return {mention.head.i: mention for mention in reversed(mentions)}


def trim_span(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Take articles and marks off the front, 's and marks off the back."""
    while start < end and (tokens[start].lower in DETERMINERS or tokens[start].pos == "PUNCT"):
        start += 1
    while end > start + 1 and tokens[end - 1].lower in ("of", "the", "and", "for"):
        end -= 1
    while end - start > 3 and tokens[end - 2].text in ("-", "–") and tokens[end - 1].lower.isdigit():
        if not tokens[end - 3].lower.isdigit():
            break
        end -= 3
    while end > start and (
        tokens[end - 1].text in POSSESSIVE_ENDINGS or tokens[end - 1].text in (",", ".", '"', "”", "-", "(", ")")
    ):
        end -= 1
    return start, end


def name_draft(tokens: list[Token], start: int, end: int, kind: EntityType, name: str | None = None) -> MentionDraft:
    """Return the draft of a name that `tokens[start:end]` make; `name` is what it is called, by default its words."""
    run = tokens[start:end]
    inside = {token.i for token in run}
    head = next((t for t in run if t.head.i not in inside or t.head is t), run[-1])
    if head.pos not in ("PROPN", "NOUN", "ADJ", "NUM") and run[-1].pos == "PROPN":
        head = run[-1]
    return MentionDraft(run[0], run[-1], head, "name", kind, name or words_of(run))


def known_draft(tokens: list[Token], start: int, end: int, entry: Entry) -> MentionDraft:
    """Return the draft of a name that the gazetteer knows, articles and titles off; not all off, as of a name of marks."""
    first, last = trim_span(tokens, start, end)
    start, end = (first, last) if first < last else (start, end)
    title = match_title([t.text for t in tokens[start:end]], 0) if entry.type == "Person" else None
    if title is not None and start + title.end < end:
        start += title.end
    draft = name_draft(tokens, start, end, entry.type)
    draft.entry, draft.titled = entry, title is not None
    draft.gender = GENDERS.get(entry.gender or "", entry.gender)
    return draft


def words_of(run: Iterable[Token]) -> str:
    """Return the words of a run as the text has them, each gap one space; a line may end behind a hyphen: "Amir-Abdollahian"."""
    text = ""
    last: Token | None = None
    for token in run:
        apart = last is not None and token.start > last.end
        wrapped = last is not None and last.text == "-" and text[-2:-1].isalnum()
        text += (" " if apart and not wrapped else "") + token.text
        last = token
    return text
