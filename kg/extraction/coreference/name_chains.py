"""Chains of names: in go the mentions of a document, and those that are names come into chains.

By entry and spelling first, then short names ("Kirby"), then acronyms; never a short name that two things share.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.coreference.chains import ChainDraft, Chains
from kg.extraction.coreference.name_forms import acronym_of, is_misspelling_of, is_short_form_of, name_key
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.words import verbs_of
from kg.model import EntityType

MADE: tuple[EntityType, ...] = ("Organization", "Work", "Event")
CHIEF = 3
NO_METONYMS = frozenset({"Brussels"})


def join_names(parse: Parse, mentions: Sequence[MentionDraft], chains: Chains, gazetteer: Gazetteer) -> None:
    """Bring the names among the mentions into chains."""
    _Names(parse, mentions, chains, gazetteer).join()


class _Names:
    def __init__(self, parse: Parse, mentions: Sequence[MentionDraft], chains: Chains, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.mentions = mentions
        self.chains = chains
        self.gazetteer = gazetteer

    def join(self) -> None:
        """Join names by entry and spelling, then short names, then acronyms."""
        by_key: dict[str, ChainDraft] = {}
        for mention in self.mentions:
            if mention.kind != "name":
                continue
            entry = self._metonym(mention) or mention.entry
            mention.entry = entry
            key = f"={entry.id}" if entry is not None else _key(mention)
            if key in by_key:
                same = "same entry" if entry is not None else "same name"
                self.chains.put(mention, by_key[key], Link(same, by_key[key].mentions[0]))
            else:
                by_key[key] = self.chains.new(mention)
                if entry is not None:
                    by_key[key].type = entry.type
        chains = list(by_key.values())
        self._join_misspelt(chains)
        chains = [c for c in chains if c.mentions]
        self._join_short_names(chains)
        self._join_titled([c for c in chains if c.mentions])
        self._join_acronyms([c for c in chains if c.mentions])

    @rule("Moscow denied the charge.", "Moscow = Russia | deny | the charge")
    def _metonym(self, mention: MentionDraft) -> Entry | None:
        """Read "Moscow denied" as Russia, "in Moscow" as the city."""
        head = mention.head
        if mention.type not in ("Place", "Country") or mention.first is not mention.last or mention.inside:
            return None
        if mention.name in NO_METONYMS:
            return None
        subject = head.head if head.dep == "conj" else head
        verb = subject.head
        acts = subject.dep == "nsubj" and verb.pos == "VERB" and verb.lemma not in verbs_of("acts-of-places")
        addressed = subject.dep == "dobj" and verb.lemma in verbs_of("addressing")
        return self.gazetteer.capital(mention.name) if acts or addressed else None

    @rule("Police freed Mohammed Karimi. Mohammad Karimi left.", "name: Mohammad Karimi = Mohammed Karimi: Person")
    def _join_misspelt(self, chains: list[ChainDraft]) -> None:
        """Join two spellings of a person's name, the rarer to the more frequent one."""
        by_surname: dict[str, list[ChainDraft]] = {}
        for chain in sorted(chains, key=lambda c: -len(c.mentions)):
            name = chain.mentions[0].name
            if chain.type != "Person" or chain.entry is not None or " " not in name:
                continue
            others = by_surname.setdefault(name.casefold().rpartition(" ")[2], [])
            twin = next((o for o in others if is_misspelling_of(name, o.mentions[0].name)), None)
            if twin is not None and chain.gender == twin.gender:
                self.chains.merge(chain, twin, "misspelling")
            else:
                others.append(chain)

    @rule("Anna Kirbey left Oslo. Kirbey resigned.", "name: Kirbey = Anna Kirbey: Person")
    def _join_short_names(self, chains: list[ChainDraft]) -> None:
        """Read "Kirby" joins "John Kirby" if nobody else is called so; "Scientology" joins "Church of Scientology"."""
        by_word: dict[str, list[ChainDraft]] = {}
        for chain in chains:
            for word in {w for full in self._full_names(chain) for w in full.casefold().split()}:
                by_word.setdefault(word, []).append(chain)
        for chain in chains:
            if not chain.mentions or chain.mentions[0].demonym:
                continue
            name = chain.mentions[0].name
            longer = [
                other
                for other in by_word.get(name.casefold().split()[0], ())
                if other is not chain
                and other.mentions
                and self._may_shorten(chain, other)
                and any(is_short_form_of(name, full, other.type) for full in self._full_names(other))
            ]
            people = [other for other in longer if other.type == "Person"]
            longer = people if people and chain.type == "Person" else longer
            longer.sort(key=lambda other: -len(other.mentions))
            if len(longer) == 1 or (longer and _is_chief(longer[0], longer[1])):
                self.chains.merge(chain, longer[0], "short name")

    def _join_titled(self, chains: list[ChainDraft]) -> None:
        """Let "Clarke" be Mr Clarke where there is no Mrs Clarke, and nobody who is named in full."""
        by_name: dict[str, list[ChainDraft]] = {}
        for chain in chains:
            if chain.type == "Person" and " " not in chain.mentions[0].name:
                by_name.setdefault(name_key(chain.mentions[0].name), []).append(chain)
        for same in by_name.values():
            told = [c for c in same if c.mentions[0].titled and c.gender is not None]
            if len(told) == 1:
                for chain in same:
                    if chain is not told[0] and chain.gender in (None, told[0].gender) and chain.entry is None:
                        self.chains.merge(chain, told[0], "same name")

    @staticmethod
    def _full_names(chain: ChainDraft) -> list[str]:
        """Return what a short name may shorten: the names in the text, and for a known person those of the gazetteer."""
        aliases = list(chain.entry.aliases) if chain.entry is not None and chain.type == "Person" else []
        label = [chain.entry.label] if chain.entry is not None else []
        return chain.names() + (label + aliases if chain.type == "Person" else [])

    @staticmethod
    def _may_shorten(short: ChainDraft, long: ChainDraft) -> bool:
        if short.entry is not None and (short.entry.type != "Person" or long.entry not in (None, short.entry)):
            return False
        if any(m.owner is not None and m.owner.type == "Person" for m in long.mentions) or _is_elsewhere(short, long):
            return False
        if long.type == "Person":
            clash = short.gender is not None and long.gender is not None and short.gender != long.gender
            return (
                not clash and not short.plural and short.type in ("Person", "Organization", "Thing", "Place", "Product")
            )
        if long.type == "Country":
            return short.type in ("Place", "Thing", "Organization", "Country")
        if short.type == "Person" and long.type in ("Product", "Organization"):
            made = long.mentions[0].name.casefold().endswith(f" {short.mentions[0].name.casefold()}")
            return made and short.entry is None and not any(m.titled or m.gender for m in short.mentions)
        return short.type == long.type or (short.type == "Thing" and long.type in MADE)

    @rule("The Baltic Ferry Union struck. The BFU wants more pay.", "name: BFU = Baltic Ferry Union: Organization")
    def _join_acronyms(self, chains: list[ChainDraft]) -> None:
        """Read "Korean Central News Agency (KCNA)": the acronym joins, by its letters or by the brackets."""
        for chain in chains:
            if not chain.mentions:
                continue
            first = chain.mentions[0]
            short = first.name.replace(".", "")
            if not (2 <= len(short) <= 8 and sum(c.isupper() for c in short) >= 2 and " " not in short):
                continue
            for other in chains:
                if other is chain or not other.mentions or other.type in ("Person", "Group"):
                    continue
                if chain.entry is not None and other.entry is not None and chain.entry is not other.entry:
                    continue
                bracketed = self._bracketed(other.mentions[0], first)
                if bracketed or any(acronym_of(name) == short.upper() for name in other.names() if " " in name):
                    if chain.entry is not None and not bracketed and other.entry is None and chain.type == "Country":
                        continue
                    self.chains.merge(chain, other, "brackets" if bracketed else "acronym")
                    break

    @rule(
        "The Union of Ferry Workers (FWU) struck. The FWU wants more pay.",
        "name: FWU = Union of Ferry Workers: Organization",
        off=False,
    )
    def _bracketed(self, long: MentionDraft, short: MentionDraft) -> bool:
        between = self.parse.text[long.end : short.start] or self.parse.text[short.end : long.start]
        return between.strip() in ("(", "[", "(the") and len(between) < 7 and " " in long.name


def _key(mention: MentionDraft) -> str:
    """Return what names of one thing have in common: "a Republican" and "Republicans" are a group, Mr and Mrs Clarke two."""
    name = name_key(mention.name)
    if mention.titled and mention.gender is not None and " " not in name and mention.type == "Person":
        return f"{name} {mention.gender}"
    return f"group {name.removesuffix('s')}" if mention.type == "Group" else name


def _is_chief(one: ChainDraft, next_one: ChainDraft) -> bool:
    """Tell whom a text is about, of two people with one surname: who is named in full three times as often."""
    return one.type == "Person" and len(one.mentions) >= CHIEF * len(next_one.mentions)


def _is_elsewhere(short: ChainDraft, long: ChainDraft) -> bool:
    """Tell "Supreme Court judges in Brazil" from the Supreme Court of India: a place that stands by it is not in the name."""
    if long.type != "Organization":
        return False
    own = {place for m in short.mentions for place in _places_by(m)}
    return bool(own) and not any(place in name.casefold().split() for name in long.names() for place in own)


def _places_by(mention: MentionDraft) -> set[str]:
    """Return the names of places and peoples that stand by a name, or by the noun that it stands before."""
    head = mention.head
    nouns = (head, head.head) if head.dep in ("compound", "nmod") else (head,)
    links = [t for noun in nouns for p in noun.kids("prep") if p.lower in ("in", "of") for t in p.kids("pobj")]
    before = [t for noun in nouns for t in noun.kids("poss", "amod")]
    named = (t for t in (*links, *before) if t.ent[2:] in ("GPE", "NORP"))
    return {t.text.casefold() for t in named if not mention.first.i <= t.i <= mention.last.i}
