"""Coreference in one document: in go mentions and reports, out come chains of mentions that refer to one thing.

Rules in passes from precise to loose (the sieve of Raghunathan et al. 2010), attribution before pronouns: "I" in a quotation is
its speaker, "he" there is not. A pronoun without a safe antecedent stays a mention of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.mention import MentionDraft
from kg.extract.names import acronym_of, is_misspelling_of, is_short_form_of, name_key
from kg.extract.pronouns import Antecedents
from kg.extract.report import Report
from kg.extract.syntax import Parse, Token
from kg.lexicon import load_words
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.model import EntityType

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "every", "each", "no", "other", "several", "many", "more", "all"}
)
OTHERS = frozenset(
    {"other", "another", "new", "second", "third", "different", "next", "previous", "former", "additional"}
)
PAIRS = frozenset({"two", "both"})
INANIMATE: tuple[EntityType, ...] = (
    "Organization",
    "Country",
    "Place",
    "Facility",
    "Event",
    "Product",
    "Work",
    "Law",
    "Thing",
)
MADE: tuple[EntityType, ...] = ("Organization", "Work", "Event")
CHIEF = 3
SETTLEMENTS = frozenset({"city", "town", "village", "capital"})
NO_METONYMS = frozenset({"Brussels"})
CLASS_NOUNS: dict[EntityType, str] = {"Country": "country_like", "Organization": "organization", "Place": "place"}


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one thing while they are being gathered."""

    mentions: list[MentionDraft] = field(default_factory=list)
    type: EntityType = "Thing"
    entry: Entry | None = None
    gender: str | None = None
    plural: bool = False
    members: list[Cluster] = field(default_factory=list)

    def add(self, mention: MentionDraft) -> None:
        """Take a mention in, and learn from it."""
        self.mentions.append(mention)
        self.entry = self.entry or mention.entry
        self.gender = self.gender or mention.gender

    @property
    def named(self) -> bool:
        """Whether one of the mentions is a name."""
        return any(m.kind == "name" for m in self.mentions)

    def names(self) -> list[str]:
        """Return the distinct names, in order of first use."""
        return list(dict.fromkeys(m.name for m in self.mentions if m.kind == "name" and not m.demonym))


def find_chains(
    parse: Parse, mentions: Sequence[MentionDraft], reports: Sequence[Report], gazetteer: Gazetteer
) -> list[Cluster]:
    """Return the chains of a document, in the order of their first mentions."""
    resolver = _Resolver(parse, mentions, reports, gazetteer)
    resolver.join_names()
    resolver.join_appositions()
    resolver.join_rest()
    return resolver.chains()


class _Resolver:
    def __init__(
        self, parse: Parse, mentions: Sequence[MentionDraft], reports: Sequence[Report], gazetteer: Gazetteer
    ) -> None:
        self.parse = parse
        self.mentions = mentions
        self.reports = reports
        self.gazetteer = gazetteer
        self.of: dict[int, Cluster] = {}
        self.by_head = {m.head.i: m for m in reversed(mentions)}

    def chains(self) -> list[Cluster]:
        """Return the clusters in text order, their mentions too."""
        found = list(dict.fromkeys(self.of[id(m)] for m in self.mentions))
        for cluster in found:
            cluster.mentions.sort(key=lambda m: (m.start, -m.end))
        return found

    def _put(self, mention: MentionDraft, cluster: Cluster) -> None:
        cluster.add(mention)
        self.of[id(mention)] = cluster

    def _new(self, mention: MentionDraft) -> Cluster:
        cluster = Cluster(type=mention.type, plural=mention.plural)
        self._put(mention, cluster)
        return cluster

    def _merge(self, small: Cluster, large: Cluster) -> None:
        for mention in small.mentions:
            self._put(mention, large)
        small.mentions = []

    # ------------------------------------------------------------ names

    def join_names(self) -> None:
        """Join names by entry and spelling, then short names, then acronyms."""
        by_key: dict[str, Cluster] = {}
        for mention in self.mentions:
            if mention.kind != "name":
                continue
            entry = self._metonym(mention) or mention.entry
            mention.entry = entry
            key = f"={entry.id}" if entry is not None else f"{mention.type == 'Group'}{name_key(mention.name)}"
            if key in by_key:
                self._put(mention, by_key[key])
            else:
                by_key[key] = self._new(mention)
                if entry is not None:
                    by_key[key].type = entry.type
        clusters = list(by_key.values())
        self._join_misspelt(clusters)
        clusters = [c for c in clusters if c.mentions]
        self._join_short_names(clusters)
        self._join_acronyms([c for c in clusters if c.mentions])

    def _metonym(self, mention: MentionDraft) -> Entry | None:
        """Read "Moscow denied" as Russia, "in Moscow" as the city."""
        head = mention.head
        if mention.type not in ("Place", "Country") or mention.first is not mention.last or mention.inside:
            return None
        if mention.name in NO_METONYMS:
            return None
        subject = head.head if head.dep == "conj" else head
        verb = subject.head
        acts = (
            subject.dep == "nsubj"
            and verb.pos == "VERB"
            and verb.lemma not in load_words("predicates", "acts_of_places")
        )
        addressed = subject.dep == "dobj" and verb.lemma in load_words("predicates", "addressing")
        return self.gazetteer.capital(mention.name) if acts or addressed else None

    def _join_misspelt(self, clusters: list[Cluster]) -> None:
        """Join two spellings of a person's name, the rarer to the more frequent one."""
        by_surname: dict[str, list[Cluster]] = {}
        for cluster in sorted(clusters, key=lambda c: -len(c.mentions)):
            name = cluster.mentions[0].name
            if cluster.type != "Person" or cluster.entry is not None or " " not in name:
                continue
            others = by_surname.setdefault(name.casefold().rpartition(" ")[2], [])
            twin = next((o for o in others if is_misspelling_of(name, o.mentions[0].name)), None)
            if twin is not None and cluster.gender == twin.gender:
                self._merge(cluster, twin)
            else:
                others.append(cluster)

    def _join_short_names(self, clusters: list[Cluster]) -> None:
        """Read "Kirby" joins "John Kirby" if nobody else is called so; "Scientology" joins "Church of Scientology"."""
        by_word: dict[str, list[Cluster]] = {}
        for cluster in clusters:
            for word in {w for full in self._full_names(cluster) for w in full.casefold().split()}:
                by_word.setdefault(word, []).append(cluster)
        for cluster in clusters:
            if not cluster.mentions or cluster.mentions[0].demonym:
                continue
            name = cluster.mentions[0].name
            longer = [
                other
                for other in by_word.get(name.casefold().split()[0], ())
                if other is not cluster
                and other.mentions
                and self._may_shorten(cluster, other)
                and any(is_short_form_of(name, full, other.type) for full in self._full_names(other))
            ]
            longer.sort(key=lambda other: -len(other.mentions))
            if len(longer) == 1 or (longer and _is_chief(longer[0], longer[1])):
                self._merge(cluster, longer[0])

    @staticmethod
    def _full_names(cluster: Cluster) -> list[str]:
        """Return what a short name may shorten: the names in the text, and for a known person those of the gazetteer."""
        aliases = list(cluster.entry.aliases) if cluster.entry is not None and cluster.type == "Person" else []
        label = [cluster.entry.label] if cluster.entry is not None else []
        return cluster.names() + (label + aliases if cluster.type == "Person" else [])

    @staticmethod
    def _may_shorten(short: Cluster, long: Cluster) -> bool:
        if short.entry is not None and (short.entry.type != "Person" or long.entry not in (None, short.entry)):
            return False
        if long.type == "Person":
            clash = short.gender is not None and long.gender is not None and short.gender != long.gender
            return (
                not clash and not short.plural and short.type in ("Person", "Organization", "Thing", "Place", "Product")
            )
        if long.type == "Country":
            return short.type in ("Place", "Thing", "Organization")
        if short.type == "Person" and long.type in ("Product", "Organization"):
            made = long.mentions[0].name.casefold().endswith(f" {short.mentions[0].name.casefold()}")
            return made and short.entry is None and not any(m.titled or m.gender for m in short.mentions)
        return short.type == long.type or (short.type == "Thing" and long.type in MADE)

    def _join_acronyms(self, clusters: list[Cluster]) -> None:
        """Read "Korean Central News Agency (KCNA)": the acronym joins, by its letters or by the brackets."""
        for cluster in clusters:
            if not cluster.mentions:
                continue
            first = cluster.mentions[0]
            short = first.name.replace(".", "")
            if not (2 <= len(short) <= 8 and sum(c.isupper() for c in short) >= 2 and " " not in short):
                continue
            for other in clusters:
                if other is cluster or not other.mentions or other.type in ("Person", "Group"):
                    continue
                if cluster.entry is not None and other.entry is not None and cluster.entry is not other.entry:
                    continue
                bracketed = self._bracketed(other.mentions[0], first)
                if bracketed or any(acronym_of(name) == short.upper() for name in other.names() if " " in name):
                    if (
                        cluster.entry is not None
                        and not bracketed
                        and other.entry is None
                        and cluster.type == "Country"
                    ):
                        continue
                    self._merge(cluster, other)
                    break

    def _bracketed(self, long: MentionDraft, short: MentionDraft) -> bool:
        between = self.parse.text[long.end : short.start] or self.parse.text[short.end : long.start]
        return between.strip() in ("(", "[", "(the") and len(between) < 7 and " " in long.name

    # ------------------------------------------------------------ appositions

    def join_appositions(self) -> None:
        """Read "Wellington, the nation's capital": the nominal joins the name."""
        for mention in self.mentions:
            if mention.kind != "nominal" or mention.head.dep not in (
                "appos",
                "nsubj",
                "dobj",
                "pobj",
                "attr",
                "nsubjpass",
            ):
                continue
            other = self._apposed(mention)
            if other is not None and id(other) in self.of:
                self._put(mention, self.of[id(other)])

    def _apposed(self, mention: MentionDraft) -> MentionDraft | None:
        head = mention.head
        if head.dep == "appos":
            other = self.by_head.get(head.head.i)
            if other is not None and other.kind == "name" and self._may_appose(mention, other):
                return other
        child = head.child("appos")
        if child is not None:
            other = self.by_head.get(child.i)
            if other is not None and other.kind == "name" and self._may_appose(mention, other):
                return other
        return None

    def _may_appose(self, nominal: MentionDraft, name: MentionDraft) -> bool:
        """Not in lists, not across a colon, and of types that can be one thing."""
        if nominal.head.lemma in load_words("nouns", "time_unit") or nominal.head.lemma == "life":
            return False
        if nominal.plural != name.plural or nominal.head.child("conj", "cc") or name.head.child("conj", "cc"):
            return False
        between = self.parse.text[min(nominal.end, name.end) : max(nominal.start, name.start)]
        if ":" in between or "(" in between or ";" in between:
            return False
        if nominal.type in ("Thing", name.type):
            return name.type != "Person" or nominal.type == "Person" or nominal.type == "Thing"
        return {nominal.type, name.type} <= {"Country", "Place", "Facility"} or {nominal.type, name.type} <= {
            "Organization", "Work", "Product", "Facility", "Country",
        }  # fmt: skip

    # ------------------------------------------------------------ pronouns and nominals, in text order

    def join_rest(self) -> None:
        """Resolve what is not yet in a chain, from left to right."""
        antecedents = Antecedents(self.parse, self.reports, self.of, self.by_head)
        later: list[tuple[MentionDraft, MentionDraft]] = []
        for mention in self.mentions:
            if id(mention) in self.of:
                antecedents.see(mention)
                continue
            speaker = antecedents.speaker_after(mention)
            if speaker is not None and id(speaker) not in self.of:
                later.append((mention, speaker))
                continue
            behind = antecedents.subject_behind(mention)
            if behind is not None and id(behind) in self.of:
                self._put(mention, self.of[id(behind)])
                antecedents.see(mention)
                continue
            target: Cluster | None = None
            if mention.kind == "pronoun":
                target = antecedents.of_pronoun(mention)
            elif mention.kind == "nominal":
                target = self._same_head(mention, antecedents.seen) or self._class_noun(mention, antecedents.seen)
            if target is not None:
                self._put(mention, target)
            else:
                cluster = self._new(mention)
                cluster.members = self._pair(mention, antecedents.seen)
            antecedents.see(mention)
        for mention, speaker in later:
            self._put(mention, self.of[id(speaker)])

    def _determiner(self, mention: MentionDraft) -> str:
        first = mention.first
        return first.lower if first.dep in ("det", "predet", "nummod", "poss") or first.lower in DEFINITE else ""

    def _same_head(self, mention: MentionDraft, seen: Sequence[MentionDraft]) -> Cluster | None:
        """Read "the flag" after "a new national flag": same head, no modifier that the earlier one lacks or contradicts."""
        determiner = self._determiner(mention)
        named = mention.head.child("appos")
        if named is not None and named.pos == "PROPN":
            return None
        if determiner not in DEFINITE or mention.head.child("relcl") is not None:
            return None
        modifiers = _modifiers(mention)
        if modifiers & OTHERS:
            return None
        for earlier in reversed(seen):
            if self._sentences_apart(earlier, mention) > 12:
                break
            if earlier.kind == "pronoun" or earlier.head.dep == "oprd":
                continue
            if earlier.head.lemma.lower() != mention.head.lemma.lower() or earlier.plural != mention.plural:
                continue
            if earlier.kind == "name" and earlier.name.split()[-1].lower() != mention.head.lower:
                continue
            counted = _numbers(self.parse, earlier)
            if _numbers(self.parse, mention) != counted and (mention.plural or not counted):
                continue
            theirs = _modifiers(earlier) | set(earlier.name.lower().split() if earlier.kind == "name" else ())
            if modifiers <= theirs and not (theirs & OTHERS - modifiers) and not self._overlaps(earlier, mention):
                return self.of[id(earlier)]
        return None

    def _class_noun(self, mention: MentionDraft, seen: Sequence[MentionDraft]) -> Cluster | None:
        """Read "the country" after Croatia, "the company" after Google: a class noun and the nearest name of that class."""
        if mention.plural or self._determiner(mention) not in ("the", "this", "that") or _modifiers(mention):
            return None
        if mention.head.child("prep", "relcl", "acl", "appos") is not None or mention.last is not mention.head:
            return None
        lemma = mention.head.lemma.lower()
        kind = next((k for k, name in CLASS_NOUNS.items() if lemma in load_words("nouns", name)), None)
        if kind == "Place" and lemma not in SETTLEMENTS:
            return None
        if kind is None or lemma in load_words("predicates", "vague_nouns"):
            return None
        best: tuple[float, Cluster] | None = None
        for back, earlier in enumerate(reversed(seen)):
            cluster = self.of[id(earlier)]
            apart = self._sentences_apart(earlier, mention)
            if apart > 4:
                break
            if cluster.type != kind or not cluster.named or cluster.plural or earlier.demonym:
                continue
            if earlier.head.dep == "conj" or earlier.head.child("conj") is not None:
                continue
            if _is_subject_over(earlier.head, mention.head):
                continue
            if kind == "Organization" and not _fits(lemma, cluster):
                continue
            score = (
                (3 if earlier.head.dep in ("nsubj", "nsubjpass") else 1 if earlier.kind == "name" else 0)
                - apart * 1.5
                - back * 0.02
            )
            if best is None or score > best[0]:
                best = score, cluster
        return best[1] if best is not None else None

    def _pair(self, mention: MentionDraft, seen: Sequence[MentionDraft]) -> list[Cluster]:
        """Read "the two nations", "both regimes", "the two sides": the last two things of that class, as members."""
        numbers = {t.lower for t in self.parse.tokens[mention.first.i : mention.head.i]}
        if not mention.plural or not numbers & PAIRS or mention.kind != "nominal":
            return []
        lemma = mention.head.lemma.lower()
        if mention.head.child("prep") is not None and lemma not in load_words("nouns", "country_like"):
            return []
        kinds: tuple[EntityType, ...] = ()
        if lemma in load_words("nouns", "country_like") or lemma in (
            "regime",
            "neighbor",
            "neighbour",
            "government",
        ):
            kinds = ("Country",)
        elif lemma in ("leader", "man", "woman", "president", "minister"):
            kinds = ("Person",)
        found: list[Cluster] = []
        for earlier in reversed(seen):
            if self._sentences_apart(earlier, mention) > 3 or len(found) == 2:
                break
            cluster = self._state_of(self.of[id(earlier)])
            if cluster.type not in kinds or not cluster.named or cluster.plural or cluster in found:
                continue
            if kinds == ("Person",) and not self._is_called(cluster, lemma):
                continue
            found.append(cluster)
        return found[::-1] if len(found) == 2 else []

    def _is_called(self, cluster: Cluster, noun: str) -> bool:
        """Tell whether "president" stands before a mention of somebody, or "man" says no more than the gender."""
        if noun in ("leader", "man", "woman"):
            return True
        return any(m.first.i and self.parse.tokens[m.first.i - 1].lower == noun for m in cluster.mentions)

    def _state_of(self, cluster: Cluster) -> Cluster:
        """Return the country whose government this is, or the cluster itself."""
        owner = next((m.owner for m in cluster.mentions if m.owner is not None), None)
        if owner is not None and owner.type == "Country" and id(owner) in self.of:
            return self.of[id(owner)]
        return cluster

    def _sentences_apart(self, earlier: MentionDraft, mention: MentionDraft) -> int:
        return mention.head.sent - earlier.head.sent

    @staticmethod
    def _overlaps(one: MentionDraft, other: MentionDraft) -> bool:
        return one.first.i <= other.last.i and other.first.i <= one.last.i


def _is_chief(one: Cluster, next_one: Cluster) -> bool:
    """Tell whom a text is about, of two people with one surname: who is named in full three times as often."""
    return one.type == "Person" and len(one.mentions) >= CHIEF * len(next_one.mentions)


def _is_subject_over(subject: Token, head: Token) -> bool:
    """Tell "Greece imposed an embargo on the country": who does it is not whom it is done to."""
    verb = next((a for a in head.ancestors() if a.pos in ("VERB", "AUX")), None)
    return subject.dep in ("nsubj", "nsubjpass") and subject.head is verb and head.dep not in ("nsubj", "poss")


def _numbers(parse: Parse, mention: MentionDraft) -> set[str]:
    """Return the numbers in a mention; "the 1.9 billion" is not "2.1 billion"."""
    return {t.lower for t in parse.tokens[mention.first.i : mention.last.i + 1] if t.tag == "CD"}


def _modifiers(mention: MentionDraft) -> set[str]:
    """Return what restricts a nominal: adjectives, compounds, numbers, and the owner."""
    found = {c.lemma.lower() for c in mention.head.kids("amod", "compound", "nmod", "nummod")}
    return found | {c.lower for c in mention.head.kids("poss")}


def _fits(lemma: str, cluster: Cluster) -> bool:
    """Tell whether a body's class noun may name it: "the ministry" only what is called one, "the company" a company."""
    words = {w for name in cluster.names() for w in name.lower().split()}
    if lemma in words:
        return True
    kind = (cluster.entry.kind or "") if cluster.entry is not None else ""
    if kind:
        return (
            lemma in kind
            or (lemma in ("company", "firm") and "company" in kind)
            or lemma in ("organization", "group", "body")
        )
    return lemma in ("company", "firm", "organization", "organisation", "group", "agency") and not words & load_words(
        "nouns", "organization"
    )


def heads_of(clusters: Iterable[Cluster]) -> dict[int, tuple[int, MentionDraft]]:
    """Return token number of each mention's head -> (chain number, mention), the longest mention first."""
    found: dict[int, tuple[int, MentionDraft]] = {}
    for number, cluster in enumerate(clusters):
        for mention in cluster.mentions:
            known = found.get(mention.head.i)
            if known is None or mention.end - mention.start > known[1].end - known[1].start:
                found[mention.head.i] = number, mention
    return found


def is_subject(token: Token) -> bool:
    """Tell a grammatical subject."""
    return token.dep in ("nsubj", "nsubjpass")
