"""Statements that names carry: titles, appositions, owners; in go mentions, out come propositions of kind `name`.

They hold in the article's own voice: who quotes a minister does not doubt that she is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extraction.mentions.draft import MentionDraft, mentions_by_head
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.rules import rule
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import noun_phrase, role_name
from kg.extraction.syntax.subjects import antecedent
from kg.extraction.syntax.token import Token
from kg.lexicon.titles import match_title
from kg.lexicon.words import modifiers_of, nouns_of
from kg.schema.relations import Relations

MAY_OPEN_A_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "VERB", "PUNCT", "ADV", "SYM"})
"""What an apposition begins with: not "when a quake devastated", "among them"."""
"""What stands before the owner and belongs to the title: "Assistant U.S. Attorney"."""


def find_titles(
    parse: Parse,
    mentions: Sequence[MentionDraft],
    relations: Relations,
    named: Callable[[Token], bool],
) -> Iterator[Proposition]:
    """Yield what titles, appositions and owners of names say; `named` tells whether a head's chain has a name."""
    by_head = mentions_by_head(mentions)
    by_last = {m.last.i: m for m in mentions if m.kind == "name"}
    for mention in mentions:
        if parse.sentences[mention.head.sent].kind == "headline":
            continue
        if mention.kind == "name" and mention.type == "Person":
            titles = list(_titles(parse, mention, by_last, relations))
            yield from titles or _title_with_of(mention, relations)
            yield from _affiliation(mention, by_head)
        if mention.owner is not None:
            yield _body(mention, mention.owner)
        elif mention.kind == "name" and not mention.demonym:
            yield from _owner(mention, by_head, named)
            yield from _place(parse, mention, by_last)
    for token in parse.tokens:
        if token.dep == "appos" and parse.sentences[token.sent].kind != "headline":
            yield from _apposition(parse, token, by_head, relations)


@rule(
    "National Security Council spokesman John Kirby resigned.",
    "John Kirby | be spokesman of/spokesperson-of | National Security Council",
    off=(),
)
def _titles(
    parse: Parse, person: MentionDraft, by_last: Mapping[int, MentionDraft], relations: Relations
) -> Iterator[Proposition]:
    """Read "National Security Council spokesman John Kirby": Kirby, be spokesman of, National Security Council.

    "President Joe Biden": Biden, be, President. "His brother Mathias": Mathias, be brother of, his.
    A courtesy title ("Mr.") says nothing, "former" and "alleged" are kept.
    """
    end = person.first.i - 1
    first_in_sentence = parse.bounds[person.head.sent][0]
    if end < first_in_sentence or parse.tokens[end].pos not in ("NOUN", "PROPN") or end in by_last:
        return
    start = _title_start(parse, end, first_in_sentence, by_last)
    title = parse.tokens[start : end + 1]
    if not title or title[0].text == "-" or _is_courtesy(title) or person.head.child("conj") is title[-1]:
        return
    role, words = _role(title, relations)
    if role is None and match_title([t.text for t in title], 0) is None and not _names_person(title[-1]):
        return
    owner = by_last.get(start - 1)
    if owner is not None and owner.first.i and parse.tokens[owner.first.i - 1].text == "-":
        owner = None
    if owner is None and start - 2 >= first_in_sentence and parse.tokens[start - 1].lower in ("'s", "’s"):
        owner = by_last.get(start - 2)
    hedges = modifiers_of("former-or-claimed")
    hedge = next((t.lower for t in parse.tokens[max(first_in_sentence, start - 2) : end] if t.lower in hedges), "")
    rank = parse.tokens[owner.first.i - 1].lower if owner is not None and owner.first.i > first_in_sentence else ""
    if rank in modifiers_of("rank-below"):
        hedge = rank
    lemma = f"{hedge} {words}".strip()
    kin = owner is not None and owner.last.i == start - 2 and _names_person(title[-1])
    if owner is not None and (owner.type != "Person" or kin) and owner.first.i >= first_in_sentence:
        yield Proposition("name", title[-1], title, f"be {lemma} of", person.head, owner.head, [], "title-of", 0.9)
    elif (holder := title[-1].child("poss")) is not None and holder.tag == "PRP$" and _names_person(title[-1]):
        yield Proposition("name", title[-1], title, f"be {lemma} of", person.head, holder, [], "title-of", 0.88)
    else:
        yield Proposition(
            "name",
            title[-1],
            [],
            "be",
            person.head,
            title[-1],
            [],
            "title",
            0.88,
            object_words=_with_hedge(parse, title),
        )


@rule("Minister of Education Stefania Giannini resigned.", "Stefania Giannini | be minister of | Education", off=())
def _title_with_of(person: MentionDraft, relations: Relations) -> Iterator[Proposition]:
    """Read "Minister of Education Stefania Giannini": Giannini, be minister of, Education."""
    for title in person.head.kids("nmod", "compound"):
        link = title.child("prep")
        target = link.child("pobj") if link is not None else None
        if link is None or target is None or title.i > person.first.i or target.i > person.first.i:
            continue
        if _is_office(title, target):
            words = [t for t in title.subtree() if t.i <= target.i and t.dep != "punct"]
            yield Proposition("name", title, [], "be", person.head, title, [], "title", 0.85, object_words=words)
        elif relations.roles(title.lemma.lower()) or _names_person(title):
            lemma = f"be {title.lemma.lower()} {link.lower}"
            yield Proposition("name", title, [title, link], lemma, person.head, target, [], "title-of", 0.88)


@rule(
    "Matthew Ingram of The Globe and Mail resigned.",
    "Matthew Ingram | be of | Globe and Mail = The Globe and Mail",
    off=(),
)
def _affiliation(person: MentionDraft, by_head: Mapping[int, MentionDraft]) -> Iterator[Proposition]:
    """Read "Matthew Ingram of The Globe and Mail": Ingram, be of, The Globe and Mail."""
    for link in person.head.kids("prep"):
        target = link.child("pobj")
        body = by_head.get(target.i) if target is not None else None
        if link.lower == "of" and body is not None and body.kind == "name" and body.type in ("Organization", "Work"):
            yield Proposition("name", link, [link], "be of", person.head, body.head, [], "affiliation", 0.85)


def _with_hedge(parse: Parse, title: list[Token]) -> list[Token]:
    """Keep "former" and the like before a title."""
    before = parse.tokens[title[0].i - 1] if title[0].i else title[0]
    return [before, *title] if before.lower in modifiers_of("former-or-claimed") and before.i < title[0].i else title


def _title_start(parse: Parse, end: int, first: int, by_last: Mapping[int, MentionDraft]) -> int:
    """Return the first token of a title that ends here; "Secretary of State" and "vice president" are whole ones."""
    start = end
    while start - 1 >= first and start - 1 not in by_last and _in_title(parse, start - 1, end):
        start -= 1
    while start < end and parse.tokens[start].pos == "ADP":
        start += 1
    return start


@rule("The court freed the chief prosecutor Ann Lee.", "Ann Lee | be | chief prosecutor", off=False)
def _in_title(parse: Parse, at: int, end: int) -> bool:
    """Tell whether a title goes on to the left: not across "of" if it is one already ("administration of President")."""
    token = parse.tokens[at]
    if token.pos == "ADP":
        behind = parse.tokens[at + 1 : end + 1]
        whole = (
            match_title([t.text for t in behind], 0) is not None
            or match_title([t.lemma for t in behind], 0) is not None
        )
        return token.lower == "of" and not whole
    if token.pos in ("NOUN", "PROPN"):
        return token.tag != "POS"
    if token.lower in ("chief", "senior", "deputy", "vice"):
        return True
    return token.text == "-" or (token.pos == "ADJ" and token.text[0].isupper() and token.dep == "amod")


@rule("Mr. John Kirby resigned.", "not: John Kirby | be | Mr.", off=False)
def _is_courtesy(title: list[Token]) -> bool:
    found = match_title([title[-1].text], 0)
    return found is not None and found.kind == "honorific"


def _role(title: list[Token], relations: Relations) -> tuple[str | None, str]:
    """Return the role noun of a title, as the schema knows it, and the words that stand for it in a lemma."""
    words = [t.text.lower() if t.pos != "PROPN" or t.text[0].isupper() else t.text for t in title]
    for start in range(len(words)):
        name = " ".join(words[start:])
        if relations.roles(name):
            return name, " ".join(words)
    return None, " ".join(words)


def _names_person(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in nouns_of("person")


def _body(mention: MentionDraft, owner: MentionDraft) -> Proposition:
    """Read "the Russian military": be military of, Russia; no word carries it."""
    lemma = f"be {mention.head.lemma.lower()} of"
    return Proposition("name", mention.head, [], lemma, mention.head, owner.head, [], "body-of", 0.9)


@rule(
    "Saudi Arabia's Civil Defense Authority warned drivers.",
    "Civil Defense Authority | be authority of | Saudi Arabia",
    off=(),
)
def _owner(
    mention: MentionDraft, by_head: Mapping[int, MentionDraft], named: Callable[[Token], bool]
) -> Iterator[Proposition]:
    """Read "Saudi Arabia's Civil Defense Authority": be authority of, Saudi Arabia."""
    owner = mention.head.child("poss")
    other = by_head.get(owner.i) if owner is not None else None
    if (
        owner is None
        or other is None
        or not named(owner)
        or mention.type not in ("Organization", "Facility", "Place", "Work", "Event")
    ):
        return
    last = mention.name.split()[-1].lower()
    known = last in nouns_of("event", "facility", "organization", "place", "work")
    company = mention.type == "Organization" and other.type in ("Country", "Place")
    lemma = f"be {last} of" if known else "be of" if company else "belong to"
    yield Proposition("name", mention.head, [], lemma, mention.head, other.head, [], "owner", 0.85)


@rule("The ship sank near Naples, Italy.", "Naples | be in/located-in | Italy", off=())
def _place(parse: Parse, mention: MentionDraft, by_last: Mapping[int, MentionDraft]) -> Iterator[Proposition]:
    """Read "Livorno, Tuscany": Livorno, be in, Tuscany."""
    if mention.type not in ("Place", "Country") or mention.first.i < 2 or parse.tokens[mention.first.i - 1].text != ",":
        return
    before = by_last.get(mention.first.i - 2)
    if before is None or before.type not in ("Place", "Facility") or before.head.sent != mention.head.sent:
        return
    if mention.head.head is not before.head or mention.head.dep not in ("appos", "npadvmod", "conj", "nmod"):
        return
    if before.head.child("cc") is not None or mention.head.child("cc", "conj") is not None:
        return
    yield Proposition("name", mention.head, [], "be in", before.head, mention.head, [], "place-in", 0.85)


@rule(
    "John Burrows, the chairman of the panel, resigned.", "John Burrows | be chairman of/leader-of | the panel", off=()
)
def _apposition(
    parse: Parse, token: Token, by_head: Mapping[int, MentionDraft], relations: Relations
) -> Iterator[Proposition]:
    """Read "John Burrows, the chairman of the panel": Burrows, be chairman of, panel; the name is the subject."""
    name, noun = by_head.get(token.head.i), token
    if name is None or name.kind != "name":
        name, noun = by_head.get(token.i), token.head
    if name is None or name.kind != "name":
        yield from _nominal_apposition(parse, token, by_head)
        return
    if noun.pos not in ("NOUN", "NUM") or name.demonym or noun.time is not None:
        return
    if noun.child("conj", "cc") or name.head.child("conj", "cc") or _apart(parse, noun, name):
        return
    owner = _holder(parse, noun, by_head)
    if noun.lemma.lower() in nouns_of("word-for-name") or (owner is None and noun.child("poss") is not None):
        return
    mention = by_head.get(noun.i)
    if mention is None or not _same_kind(mention, name):
        return
    link = next((p for p in noun.kids("prep") if p.child("pobj") is not None and p.i > noun.i), None)
    if link is not None and any(t.text == "," for t in parse.tokens[noun.i : link.i]):
        link = None
    full = role_name(noun)
    lemma = noun.lemma.lower()
    relational = relations.roles(lemma) or lemma in nouns_of("relational")
    target = link.child("pobj") if link is not None else None
    if target is not None and _is_office(noun, target):
        full, target = f"{full} of {target.lower}", None
    if relational and link is not None and target is not None:
        yield Proposition(
            "name", noun, [noun, link], f"be {full} {link.lower}", name.head, target, [], "apposition-of", 0.88
        )
        return
    if owner is not None:
        yield Proposition("name", noun, [noun], f"be {full} of", name.head, owner, [], "apposition-of", 0.85)
        return
    phrase = noun_phrase(noun)
    last = noun if phrase.first.i <= name.head.i <= phrase.last.i else phrase.last
    words = parse.tokens[phrase.first.i : last.i + 1]
    if words[0].pos not in MAY_OPEN_A_PHRASE:
        return
    yield Proposition("name", noun, [], "be", name.head, noun, [], "apposition", 0.85, object_words=words)


@rule("Bill Gates, the Microsoft founder, resigned.", "Bill Gates | be founder of/found | Microsoft", off=False)
def _owns(parse: Parse, name: MentionDraft | None) -> bool:
    """Tell "the Microsoft founder" from "the anti-Islam politician" and "the Tokyo-based founder"."""
    if name is None or name.kind != "name":
        return False
    around = {parse.tokens[n].text for n in (name.first.i - 1, name.last.i + 1) if 0 <= n < len(parse.tokens)}
    return not around & {"-", "–"}


@rule("Ann Lee, secretary of state, left Oslo.", "Ann Lee | be | secretary of state", off=False)
def _is_office(noun: Token, target: Token) -> bool:
    """Tell "secretary of state", an office, from "secretary of the council", one and its body."""
    title = match_title([noun.text, "of", target.text], 0)
    return title is not None and title.end == 3


@rule("The party chose Ann Lee, its leader.", "Ann Lee | be leader of/leader-of | its = The party")
def _holder(parse: Parse, noun: Token, by_head: Mapping[int, MentionDraft]) -> Token | None:
    """Return whose "leader" a noun is: the possessive before it, what "whose" stands for, or a body's name."""
    owner = noun.child("poss")
    if owner is not None and owner.tag == "WP$":
        meant = antecedent(owner, owner.head)
        return meant if meant is not owner else None
    return owner or next((t for t in noun.kids("compound", "amod") if _owns(parse, by_head.get(t.i))), None)


@rule("The lawyer, a critic of the state, was freed.", "The lawyer | be | a critic of the state", off=())
def _nominal_apposition(parse: Parse, token: Token, by_head: Mapping[int, MentionDraft]) -> Iterator[Proposition]:
    """Read "the pilgrimage, a mandatory duty": be; only with an article, between commas, and never in a list."""
    head, mention = token.head, by_head.get(token.head.i)
    article = token.child("det")
    if (
        mention is None
        or (mention.kind == "nominal" and nominal_type(head) != nominal_type(token))
        or head.pos != "NOUN"
        or token.pos != "NOUN"
        or article is None
        or article.lower not in ("a", "an", "the")
    ):
        return
    if head.child("conj", "cc") or token.child("conj", "cc") or head.time is not None or token.time is not None:
        return
    if any(c.lower in ("each", "every", "any", "no") for c in head.kids("det")):
        return
    phrase = noun_phrase(token)
    if parse.tokens[phrase.first.i - 2] is not head:
        return
    if parse.tokens[phrase.first.i - 1].text != "," or _apart(parse, token, mention):
        return
    words = parse.tokens[phrase.first.i : phrase.last.i + 1]
    if words[0].pos not in MAY_OPEN_A_PHRASE:
        return
    yield Proposition("name", token, [], "be", head, token, [], "apposition", 0.7, object_words=words)


@rule("Guests cheered Paul Roy: a singer of songs.", "not: Paul Roy | be | a singer of songs", off=False)
def _apart(parse: Parse, noun: Token, name: MentionDraft) -> bool:
    """Tell appositions that a colon or a dash parts, or that are far: those are lists and captions; and "Paul the man"."""
    low, high = sorted((noun.i, name.head.i))
    between = [t.text for t in parse.tokens[low + 1 : high]]
    opened = "(" in between and ")" not in between
    bare = name.type == "Person" and low == name.head.i and between == ["the"]
    return opened or bare or any(t in (":", ";", "—", "--") for t in between) or high - low > 14


@rule("Microsoft, the founder, resigned.", "not: Microsoft | be | the founder", off=True)
def _same_kind(noun: MentionDraft, name: MentionDraft) -> bool:
    if noun.plural != name.plural:
        return False
    if "Person" in (noun.type, name.type):
        return noun.type in ("Person", "Thing") and name.type == "Person"
    return True
