"""Names inside longer names; in go the names of a document, out come drafts of those that stand inside one of them."""

from __future__ import annotations

from collections import Counter

from kg.extraction.mentions.draft import POSSESSIVE_ENDINGS, MentionDraft, known_draft, name_draft, words_of
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import nouns_of

HALVES = frozenset({"North", "South", "East", "West"})
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


def find_nested(parse: Parse, names: list[MentionDraft], gazetteer: Gazetteer) -> list[MentionDraft]:
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


@rule("Police searched the University of Oslo.", "name: Oslo: Place")
def _inside(run: list[Token], at: int, alone: dict[str, MentionDraft], gazetteer: Gazetteer) -> MentionDraft | None:
    for end in range(len(run), at, -1):
        twin = alone.get(words_of(run[at:end]))
        own = at == 0 and end < len(run) and run[end].lower == "of"
        if twin is not None and end - at < len(run) and not own:
            draft = name_draft(run, at, end, twin.type)
            draft.entry, draft.gender = twin.entry, twin.gender
            return draft
    part = at > 0 and run[at - 1].text in REGIONS | HALVES | {"Latin"}
    words = [t.text for t in (run[:-1] if at == 0 else run)]
    known = gazetteer.match(words, at) if not part and at < len(words) and words[at][0].isupper() else None
    if known is not None and known[1].type in ("Country", "Place", "Organization"):
        owner = known[0] < len(run) and run[known[0]].text in POSSESSIVE_ENDINGS
        return None if owner else known_draft(run, at, known[0], known[1])
    if at > 1 and run[at - 1].lower == "of" and run[at - 2].lower in nouns_of("seated"):
        return name_draft(run, at, len(run), "Place")
    return None
