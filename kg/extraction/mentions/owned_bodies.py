"""Bodies that are named after their owner: "Russian military", "Biden administration"; in go names, out come more of them."""

from __future__ import annotations

from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of


def find_bodies(parse: Parse, names: list[MentionDraft]) -> list[MentionDraft]:
    """Take "Russian military", "Biden administration", "North Korea's government" as names of bodies, owned by the name."""
    bodies = nouns_of("body-of-owner")
    found = []
    by_head = {m.head.i: m for m in names}
    by_last = {m.last.i: m for m in names}
    for token in parse.tokens:
        if token.tag != "NN" or token.lemma.lower() not in bodies or token.i in by_head:
            continue
        owner = _owner_before(parse, token, by_head, by_last) or _owner_after(token, by_head)
        if owner is None or owner.type not in ("Country", "Person", "Place", "Group"):
            continue
        if owner.type == "Group" and owner.entry is None and not owner.demonym and owner.head.tag == "NNP":
            owner.type = "Person"
        first, last = (owner.first, token) if owner.last.i < token.i else (token, owner.last)
        draft = MentionDraft(first, last, token, "name", "Organization", _body_name(owner, token), origin="owned body")
        draft.owner = owner
        found.append(draft)
    return found


@rule("The Norwegian government fell.", "name: Norwegian government: Organization")
def _owner_before(
    parse: Parse, noun: Token, by_head: dict[int, MentionDraft], by_last: dict[int, MentionDraft]
) -> MentionDraft | None:
    """Read "Russian military", "Russia's military"."""
    modifiers = (c for c in noun.children if c.i in by_head and c.dep in ("compound", "amod", "nmod", "poss"))
    owner = next((by_head[c.i] for c in modifiers), None) or by_last.get(noun.i - 1)
    if owner is None or owner.last.i > noun.i or owner.first.sent != noun.sent or noun.i - owner.last.i > 3:
        return None
    between = parse.tokens[owner.last.i + 1 : noun.i]
    return None if any(t.pos in ("VERB", "ADP", "CCONJ") or t.text == "," for t in between) else owner


@rule(
    "The administration of President Joe Biden resigned.",
    "name: administration of President Joe Biden = Biden administration: Organization",
)
def _owner_after(noun: Token, by_head: dict[int, MentionDraft]) -> MentionDraft | None:
    """Read "the administration of President Joe Biden", "the regional government of Lombardy"."""
    link = noun.child("prep")
    target = link.child("pobj") if link is not None and link.lower == "of" and link.i == noun.i + 1 else None
    owner = by_head.get(target.i) if target is not None else None
    return owner if owner is not None and owner.type in ("Person", "Country", "Place") else None


def _body_name(owner: MentionDraft, noun: Token) -> str:
    """Return one name for "Russian military" and "Russia's military"."""
    between = [c.lower for c in noun.kids("compound", "amod") if owner.last.i < c.i < noun.i]
    body = " ".join([*between, noun.lemma.lower()])
    entry = owner.entry
    if entry is not None and entry.adjectives:
        return f"{entry.adjectives[0]} {body}"
    words = owner.name.split()
    family_last = owner.type == "Person" and not (len(words) > 2 and len(words[-1]) <= 3)
    name = words[-1] if family_last else owner.name
    return f"{name} {body}"
