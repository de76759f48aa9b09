"""What things are called in a sentence that stands alone: in goes a document, out come phrases with holes for names.

A pronoun becomes whom it means, a name the hole of its entity (`kg.wording.holes`), and pronouns inside a phrase ("his
invitation") become names as well, unless they mean the subject of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.lexicon.listed import listed
from kg.model import AnnotatedDocument, Argument, Chain, Mention
from kg.wording.holes import Calling, Holes
from kg.wording.nominals import (
    acronym,
    definite,
    ends_plural,
    enumerated,
    genitive,
    in_third_person,
    plural_name,
    plural_of,
    points_back,
    without_pointing,
)
from kg.wording.phrases import clean_phrase, lower_article
from kg.wording.times import time_in_words

_POSSESSIVE = frozenset({"his", "its", "their", "my", "our", "your", "whose"})
_FIRST_OR_SECOND = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "you", "your", "yours"})
_PLURALS = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those", "both"})
_REFLEXIVE = re.compile(r"\w+sel(f|ves)$")
_DETERMINERS = re.compile(r"^(the|a|an|this|that|these|those|such|his|her|its|their|my|our|your)\s+", re.IGNORECASE)
_POINTING = re.compile(r"^(this|that|these|those|such)\s+(?=\w)", re.IGNORECASE)
_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_RELATIVE_TIME = re.compile(
    r"\b(last|next|this|yesterday|today|tomorrow|ago|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
"""Times that are told from the day of publication: "last September", "on Tuesday"."""
_OWNS = re.compile(r"[’']s\s+")
"""Behind a time that owns a noun: "Monday's vote"."""
_BARE_TIME = re.compile(r"\b(as|of|than|for|the)\s+$", re.IGNORECASE)
_TIME_LINK = re.compile(r"\b(on|in|since|until|by|from|before|after|at)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?:(?:the|a|an|his|her|its|their|my|our|your|this|that|these|those|no|any|some)\b)", re.IGNORECASE
)
_LOST = re.compile(
    r"\b(?:a|an|the|his|her|its|their|my|our)\s+(?:[\w“”\"‘’'-]+\s+){0,2}(?:[\w-]+[”\"]\s+|[“\"‘])$",
    re.IGNORECASE,
)
"""An article that a quotation mark parts from its noun: an “obscene amount of money”, a “Sky High” reception."""
_OBJECTS = {"he": "him", "she": "her", "it": "it"}
_BARE = listed("bare")
_AFTER_OBJECT = listed("after-object")
_ANY_DETERMINER = (
    "the|a|an|his|her|its|their|my|our|your|this|that|these|those|no|any|some|each|every|all|such|two|three"
)
_AFTER_NAME = _AFTER_OBJECT | {
    "has",
    "had",
    "have",
    "will",
    "would",
    "said",
    "says",
    "were",
    "are",
    "can",
    "could",
    "may",
    "did",
    "does",
}
_LONGEST_NAME = 6
"""Up to so many words a description may stand in the place of a pronoun inside a phrase."""


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase and the chain that it names; `plural` is its number, None where that is not known.

    `hanging` is a word in it that means nothing here: a pronoun of which nobody knows whom it means. Where the text is but
    the hole of a name, `own` is the name that the document has for it.
    """

    text: str
    chain: int | None
    plural: bool | None
    hanging: str | None
    changed: bool = False
    own: str | None = None


class Names:
    """The things of one document; `named` are the numbers of its chains that are entities."""

    def __init__(self, annotated: AnnotatedDocument, named: Collection[int]) -> None:
        self.text = annotated.document.text
        labels = {entity.id: entity.label for entity in annotated.entities}
        self.labels = {chain.id: labels.get(chain.entity or "", "") for chain in annotated.chains if chain.id in named}
        self.holes = Holes([self.text, *labels.values()])
        self._callings: dict[int, Calling] = {}
        self.mentions = {mention.id: mention for mention in annotated.mentions}
        self.chains = {chain.id: chain for chain in annotated.chains}
        self._chain_of_entity = {chain.entity: chain for chain in annotated.chains if chain.entity is not None}
        self._aliases = {
            entity.id: {name.casefold() for name in (*entity.names, entity.label)} for entity in annotated.entities
        }
        self._starts = sorted(sentence.start for sentence in annotated.sentences)
        self.name_starts = {mention.start for mention in annotated.mentions if mention.kind == "name"}
        self._times = annotated.times
        self._pronouns = sorted(
            (mention for mention in annotated.mentions if mention.kind == "pronoun"), key=lambda mention: mention.start
        )

    def chain_of(self, argument: Argument) -> Chain | None:
        """Return the chain of what an argument names, None for a mere phrase."""
        if argument.mention is not None:
            return self.chains[self.mentions[argument.mention].chain]
        return None if argument.entity is None else self._chain_of_entity.get(argument.entity)

    def of(self, argument: Argument, known: Collection[int] = ()) -> Named:
        """Return what an argument is called; pronouns inside it that mean one of the chains `known` stay."""
        chain = self.chain_of(argument)
        number = None if chain is None else chain.id
        mention = None if argument.mention is None else self.mentions[argument.mention]
        if chain is not None and mention is None:
            name = self.name_of(chain)
            return Named(name or argument.label, number, None, None, changed=True)
        if argument.text.lower().startswith("whose "):
            return Named(clean_phrase(argument.label), number, None, None, changed=True)
        if mention is not None and chain is not None:
            if len(argument.text.split()) == 1 and (mention.kind == "pronoun" or argument.text.lower() in _BARE):
                return self._for_pronoun(mention, chain, known)
            if chain.id in self.labels and self._is_mere_name(argument, chain, mention):
                name = self.name_of(chain)
                if name is not None:
                    own = self.own_name(chain)
                    return Named(name, number, plural_name(mention, own), None, own != argument.text, own)
            other = self._fuller(argument, mention, chain)
            if other is not None:
                return other
        named = self.phrase(argument.start, argument.end, number, argument.head, known)
        if (
            named.plural is None
            and mention is not None
            and mention.type == "Group"
            and ends_plural(argument.head or "")
        ):
            return replace(named, plural=True)
        return named

    def _for_pronoun(self, mention: Mention, chain: Chain, known: Collection[int]) -> Named:
        low = mention.text.lower()
        if chain.id in known and _REFLEXIVE.match(low):
            return Named(low, chain.id, None, None)
        name = None if self._clashes(chain, low) else self.name_of(chain)
        if name is not None:
            return Named(name, chain.id, False if self._is_single(chain) else None, None, changed=True)
        best = self.mentions[chain.representative]
        if best.kind == "nominal" and len(best.text.split()) <= 2 * _LONGEST_NAME:
            named = self.phrase(best.start, best.end, chain.id, best.head, ())
            if named.hanging is None:
                return Named(definite(named.text), chain.id, named.plural, None, changed=True)
        if len(chain.members) > 1 and low in ("they", "them", "both"):
            names = [self.name_of(self.chains[member]) for member in chain.members]
            if all(names):
                return Named(enumerated([name for name in names if name]), chain.id, True, None, changed=True)
        return Named(mention.text.lower() if mention.text != "I" else "I", chain.id, None, low)

    def _is_mere_name(self, argument: Argument, chain: Chain, mention: Mention) -> bool:
        """Tell a name ("Kirby", "the North", "Kremlin spokesman Dmitry Peskov") from a phrase that says more than it."""
        if re.match(r"(a|an)\s", argument.text, re.IGNORECASE) and mention.type != "Person":
            return False
        text = clean_phrase(argument.text).removesuffix("'s").removesuffix("’s")
        bare = _DETERMINERS.sub("", text).casefold()
        aliases = self._aliases.get(chain.entity or "", set())
        if mention.type == "Person" and mention.kind != "nominal":
            return not re.search(r"[’']s? ", text) or any(bare.endswith(name) for name in aliases)
        if mention.kind == "nominal":
            pointed = bool(re.match(r"(the|this|that)\b", text, re.IGNORECASE))
            return pointed and len(text.split()) <= 4 and mention.type != "Group" and not argument.head.endswith("s")
        if mention.type == "Group":
            return False
        if mention.type in ("Country", "Place") and not ends_plural(bare):
            demonym = mention.text == argument.text and len(bare.split()) <= 2
            if demonym or len(bare.split()) == 1:
                return True
        return bare in aliases or acronym(bare) in {acronym(alias) for alias in aliases}

    def _fuller(self, argument: Argument, mention: Mention, chain: Chain) -> Named | None:
        """Return the description that "such missiles" or "this" is short for."""
        if not _POINTING.match(argument.text) or mention.kind != "nominal" or chain.id in self.labels:
            return None
        best = self.mentions[chain.representative]
        if best.id == mention.id or best.kind == "pronoun" or len(best.text.split()) > 2 * _LONGEST_NAME:
            return None
        named = self.phrase(best.start, best.end, chain.id, best.head, ())
        return Named(definite(named.text), chain.id, named.plural, named.hanging, changed=True)

    def name_of(self, chain: Chain) -> str | None:
        """Return the hole for the name of a chain that is an entity, or its plural in the text; None where it is none."""
        if chain.id not in self.labels:
            return None
        return self._plural_in_text(chain) or self.holes.hole(chain.id)

    def own_name(self, chain: Chain) -> str:
        """Return what the document itself calls a chain that is an entity: "the United States"."""
        return self._plural_in_text(chain) or self.calling(chain.id).name(self.labels[chain.id])

    def calling(self, number: int) -> Calling:
        """Return how the document calls a chain."""
        if number not in self._callings:
            chain = self.chains[number]
            best = self.mentions[chain.representative]
            with_the: set[str] = set()
            if best.type not in ("Country", "Place", "Person", "Group"):
                mentions = (self.mentions[one] for one in chain.mentions)
                with_the = {one.text.casefold() for one in mentions if self._stands_with_the(one)}
            self._callings[number] = Calling(best.type in ("Person", "Group"), tuple(sorted(with_the)))
        return self._callings[number]

    def callings(self, numbers: Iterable[int]) -> dict[int, Calling]:
        """Return how the document calls some chains, in the order of their numbers."""
        return {number: self.calling(number) for number in sorted(numbers)}

    def _plural_in_text(self, chain: Chain) -> str | None:
        """Return the longest plural that the text has for a group: "Republicans"; None where it has none."""
        if self.mentions[chain.representative].type != "Group":
            return None
        mentions = (self.mentions[number] for number in chain.mentions)
        plurals = [one.text for one in mentions if one.kind != "pronoun" and ends_plural(one.text)]
        return lower_article(clean_phrase(max(plurals, key=len))) if plurals else None

    def _stands_with_the(self, mention: Mention) -> bool:
        """Tell whether "the" belongs to a name where it stands, and not to a noun behind it ("the CNN reporter")."""
        if self.text[max(0, mention.start - 4) : mention.start].lower() != "the ":
            return False
        behind = re.match(r"\s+([A-Za-z]+)", self.text[mention.end :])
        return behind is None or behind[1] in _AFTER_NAME

    def phrase(self, start: int, end: int, chain: int | None, head: str, known: Collection[int]) -> Named:
        """Return words of the text with the pronouns in them replaced by whom they mean, and "last week" by its date."""
        lost = None if _DETERMINED.match(self.text[start:end]) else _LOST.search(self.text[max(0, start - 40) : start])
        start = start if lost is None else max(0, start - 40) + lost.start()
        parts, at, hanging = [], start, None
        edits, hanging = self._edits(start, end, known)
        for place, until, words in sorted(edits):
            if place >= at:
                parts += [self.text[at:place], words]
                at = until
        parts.append(self.text[at:end])
        text = lower_article(clean_phrase("".join(parts)))
        if self.begins(start) and len(parts) == 1 and re.match(r"[A-Z][a-z]", text):
            text = text[:1].lower() + text[1:]
        shared = self._shared_determiner(start, text)
        if shared is not None:
            first = self.phrase(*shared, None, "", known)
            hanging = hanging or first.hanging
            text = f"{first.text} {text}"
        if self.text[max(0, start - 4) : start].lower() == "the " and not re.match(r"(the|a|an)\b", text):
            text = f"the {text}"
        if hanging is None and text.lower() in _BARE:
            hanging = text.lower()
        if hanging is None and chain is not None and points_back(text):
            hanging = text.split()[0]
        return Named(
            without_pointing(text) if chain is not None else text,
            chain,
            plural_of(text, head),
            hanging,
            changed=len(parts) > 1,
        )

    def _edits(self, start: int, end: int, known: Collection[int]) -> tuple[list[tuple[int, int, str]], str | None]:
        """Return what is to be put in the place of which words of a phrase, and the first pronoun that nothing stands for."""
        edits, hanging = [], None
        for mention in self._pronouns:
            if mention.start < start or mention.end > end or (mention.start, mention.end) == (start, end):
                continue
            words, odd = self._inside(mention, start, end, known)
            if words is None:
                hanging = hanging or odd
                continue
            until = mention.end
            if mention.text.lower() in ("i", "we", "you"):
                told, length = in_third_person(self.text[until:end], plural=mention.text.lower() != "i")
                hanging = hanging or (mention.text.lower() if told is None else None)
                words, until = f"{words}{told or ''}", until + length
            edits.append((mention.start, until, words))
        for time in self._times:
            if start <= time.start and time.end <= end and time.value is not None and _RELATIVE_TIME.search(time.text):
                before = _TIME_LINK.search(self.text[start : time.start])
                dated = time_in_words(time.value, before[1] if before else None, time)
                if (
                    dated is not None
                    and before is None
                    and _BARE_TIME.search(self.text[max(0, time.start - 6) : time.start])
                ):
                    dated = dated.partition(" ")[2]
                owns = _OWNS.match(self.text, time.end)
                if dated is not None and owns is not None and before is None and owns.end() < end:
                    edits += [(time.start, owns.end(), "the "), (end, end, f" {dated}")]  # the vote on 6 May 2024
                elif dated is not None:
                    edits.append((time.start if before is None else start + before.start(), time.end, dated))
        return edits, hanging

    def _shared_determiner(self, start: int, text: str) -> tuple[int, int] | None:
        """Return where the determiner of a list's first member stands ("Trump's life and career"), if shared."""
        if not text[:1].islower() or re.match(rf"(?:{_ANY_DETERMINER})\b", text) or ends_plural(text.split()[-1]):
            return None
        before = self.text[max(0, start - 60) : start]
        found = re.search(
            rf"(?:^|(?<=\s))((?:{_ANY_DETERMINER})|[\w.]+[’']s)\s+(?:[a-z-]+\s+){{1,3}}(?:and|or)\s+$", before
        )
        if found is None:
            return None
        begin = max(0, start - 60)
        return begin + found.start(1), begin + found.end(1)

    def begins(self, start: int) -> bool:
        """Tell whether a sentence or a quotation begins here, with a word that is no name."""
        if start in self.name_starts:
            return False
        if self.text[start : start + 2] == "I ":
            return False
        return not any(sign.isalnum() for sign in self.text[self.sentence_start(start) : start])

    def sentence_start(self, place: int) -> int:
        """Return where the sentence begins that holds a place."""
        return self._starts[bisect_right(self._starts, place) - 1] if self._starts else 0

    def _inside(self, mention: Mention, start: int, end: int, known: Collection[int]) -> tuple[str | None, str | None]:
        """Return what stands for a pronoun inside a phrase, or None and, where it means nothing here, the pronoun."""
        low, chain = mention.text.lower(), self.chains[mention.chain]
        if _REFLEXIVE.match(low) or low in ("that", "which", "who", "whom", "there", "one", "each other"):
            return None, None
        if self._named_in(chain, start, mention.start) and low not in _FIRST_OR_SECOND:
            return None, None
        if self._clashes(chain, low):
            return None, low
        own = chain.id in known or any(member in known for member in chain.members)
        possessive = low in _POSSESSIVE or (low == "her" and self._owns(self.text[mention.end : end]))
        if own and chain.id not in known and low in _PLURALS:
            names = [self.name_of(self.chains[member]) for member in chain.members]
            if not all(names):
                return None, low
            both = enumerated([name for name in names if name])
            return (genitive(both) if possessive else both), None
        if own and low not in _FIRST_OR_SECOND:
            return None, None
        if own:
            said = self.pronoun_for(chain, possessive=possessive)
            if said is not None:
                return (_OBJECTS.get(said, said) if low in ("me", "us") else said), None
        name = self.name_of(chain)
        if name is None:
            best = self.mentions[chain.representative]
            if (
                best.kind != "nominal"
                or len(best.text.split()) > _LONGEST_NAME
                or best.start <= mention.start < best.end
            ):
                return None, low if low != "it" or best.kind == "pronoun" else None
            if any(best.start <= one.start and one.end <= best.end for one in self._pronouns):
                return None, low
            name = definite(lower_article(clean_phrase(best.text)))
        return (genitive(name) if possessive else name), None

    def _owns(self, behind: str) -> bool:
        """Tell "her" in "her speech" from that in "allowing her to speak"."""
        found = re.match(r"\s+([A-Za-z]+|[$£€“\"\d])", behind)
        return found is not None and found[1].lower() not in _AFTER_OBJECT

    def _named_in(self, chain: Chain, start: int, end: int) -> bool:
        """Tell whether a stretch of the text names a chain."""
        return any(
            start <= one.start and one.end <= end and one.kind != "pronoun"
            for one in (self.mentions[number] for number in chain.mentions)
        )

    def _clashes(self, chain: Chain, pronoun: str) -> bool:
        """Tell whether "they" would stand for one person, country or place, which is taken for a slip."""
        return pronoun in _PLURALS and self.mentions[chain.representative].type in ("Person", "Country", "Place")

    def pronoun_for(self, chain: Chain, *, possessive: bool = False) -> str | None:
        """Return the pronoun that the text has for a chain ("he"), None where it has none or two."""
        found = {
            gender
            for number in chain.mentions
            if (gender := _GENDERS.get(self.mentions[number].text.lower())) is not None
        }
        best = self.mentions[chain.representative]
        if not found and best.type in ("Country", "Organization", "Place", "Facility", "Product"):
            found = {"it"}
        if len(found) != 1:
            return None
        (pronoun,) = found
        return {"he": "his", "she": "her", "it": "its"}[pronoun] if possessive else pronoun

    def short_name(self, chain: Chain) -> str | None:
        """Return the surname that a person is called by in the text, None where it has but the full name."""
        label = self.labels.get(chain.id)
        if not label or self.mentions[chain.representative].type != "Person":
            return None
        called = {self.mentions[number].text for number in chain.mentions}
        return next((word for word in reversed(label.split()) if word in called), None)

    def _is_single(self, chain: Chain) -> bool:
        best = self.mentions[chain.representative]
        single = best.type in ("Person", "Country", "Place")
        return single or (best.type == "Organization" and not ends_plural(best.text))
