"""What speaks for a candidate: in go a question and a candidate, out come named numbers that the ranker weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from kg.asking.asked import Asked
from kg.asking.candidates import Candidate
from kg.asking.kinship import Kinship, kinship, main_stems
from kg.asking.reading import slots_of
from kg.asking.shelf import KIN, Place, Shelf
from kg.asking.words import kin_stems, stem, stems_of, words_in
from kg.lexicon.words import nouns_of, verbs_of
from kg.model import Argument, Statement
from kg.schema.relations import Relations

Features = dict[str, float]

_BODIES = frozenset({"Organization", "Country", "Group"})
_PLACES = frozenset({"Country", "Place", "Facility"})
_NEAR = 12
_WHERE = frozenset({"location", "goal", "source"})
_WHY = frozenset({"cause", "purpose"})
_HOW = frozenset({"manner", "instrument"})
_NOUN_TYPES = {
    "Person": ("person",),
    "Organization": ("organization",),
    "Country": ("country-like",),
    "Place": ("place", "country-like"),
    "Facility": ("facility",),
    "Product": ("product",),
    "Work": ("work",),
    "Event": ("event",),
}


class Weigher:
    """Tells for one question what speaks for each candidate."""

    def __init__(self, asked: Asked, shelf: Shelf, relations: Relations) -> None:
        self.asked = asked
        self.shelf = shelf
        self.relations = relations
        self.stems = frozenset(word.stem for word in asked.words)
        self.weights = {one: shelf.weight(one) for one in self.stems}
        self.total = sum(self.weights.values()) or 1.0
        self.names = frozenset(
            word.stem
            for word in asked.words
            if any(name.start <= word.start < name.end for name in asked.names)
            or (word.start > 0 and word.text[0].isupper())
            or any(character.isdigit() for character in word.text)
        )
        self.name_total = sum(self.weights[one] for one in self.names) or 1.0
        self.noun = stem(asked.noun) if asked.noun else ""
        self.before, self.behind = _around_hole(asked)
        self._of_place: dict[int, Features] = {}
        self._of_statement: dict[str, tuple[Features, Kinship]] = {}

    def features(self, candidate: Candidate, rank: int, lead: float) -> Features:
        """Return the features of a candidate; `rank` is that of its sentence, `lead` its score among them."""
        features = dict(self._place_features(candidate.place, rank, lead))
        stated, kin = self._statement_features(candidate.statement, candidate.place)
        features.update(stated)
        features.update(self._fit(candidate, kin))
        features.update(self._form(candidate))
        return features

    def covered(self, stems: frozenset[str], among: Iterable[str] | None = None) -> float:
        """Return the weight of the question's words that are among these stems, kindred ones at a part."""
        total = 0.0
        for one in self.stems if among is None else among:
            if one in stems:
                total += self.weights[one]
            elif kin_stems(one) & stems:
                total += KIN * self.weights[one]
        return total

    def _place_features(self, place: Place, rank: int, lead: float) -> Features:
        key = id(place)
        if key not in self._of_place:
            inside = self.covered(place.with_names) / self.total
            names = self.covered(place.with_names, self.names) / self.name_total if self.names else 1.0
            self._of_place[key] = {
                "place": inside,
                "place²": inside * inside,
                "names": names,
                "names missing": float(names < 0.99),
                "page": self.covered(place.page.stems) / self.total,
                "first": float(rank == 0),
                "lead": lead,
                "headline": float(place.sentence.kind != "body"),
            }
        return self._of_place[key]

    def _statement_features(self, statement: Statement, place: Place) -> tuple[Features, Kinship]:
        key = f"{id(place)} {statement.id}"
        if key not in self._of_statement:
            kin: Kinship = "none"
            if self.asked.pattern is not None:
                kin = kinship(self.asked.pattern.predicate, statement.predicate, self.relations)
            told = main_stems(statement.predicate)
            features: Features = {
                f"predicate {kin}": 1.0,
                "predicate asked": self.covered(told) and 1.0,
                "predicate is verb": float(bool(told & self.asked.verbs)),
                f"kind {statement.kind}": 1.0,
                "sure": statement.confidence,
                "negated": float(statement.polarity == "negated"),
                "turned": 0.0,
            }
            self._of_statement[key] = (features, kin)
        return self._of_statement[key]

    def _fit(self, candidate: Candidate, kin: Kinship) -> Features:
        """Return whether a candidate stands where the hole does, and the known arguments where they should."""
        asked, statement = self.asked, candidate.statement
        features: Features = {}
        others = self._others(candidate)
        if candidate.kind == "said":
            kin = "same" if self._asks_what_is_said() else "none"
        around = (
            frozenset().union(*(stems for _, stems in others), main_stems(statement.predicate))
            if others
            else frozenset()
        )
        inside = self.covered(around) / self.total
        features["statement"] = inside
        features["statement²"] = inside * inside
        same = self._is_slot(candidate.slot, statement)
        close = kin in ("same", "relation", "verb")
        if asked.slot is not None:
            features["slot"] = float(same)
            features["slot, predicate"] = float(same and close)
            features["slot, not predicate"] = float(same and not close)
            features[f"slot {asked.slot}>{candidate.slot}"] = 1.0
        for known in asked.known:
            weight = sum(self.weights.get(one, 0.3) for one in known.stems) or 1.0
            wanted = slot_in(known.slot, self.asked.pattern, statement)
            here = max(
                (_shared(known.stems, stems) for slot, stems in others if self._alike(wanted, slot)), default=0.0
            )
            away = max(
                (_shared(known.stems, stems) for slot, stems in others if not self._alike(wanted, slot)), default=0.0
            )
            place = known.slot if known.slot in ("subject", "object") else "role"
            features[f"known {place}"] = max(features.get(f"known {place}", 0.0), here)
            features[f"known {place} elsewhere"] = max(features.get(f"known {place} elsewhere", 0.0), away)
            features["known all"] = features.get("known all", 0.0) + here * weight / self.total
            if close:
                features["known, predicate"] = features.get("known, predicate", 0.0) + here * weight / self.total
        if asked.said_by is not None:
            sources = [
                stems_of(credit.source.label) for credit in candidate.place.page.credits_of(statement) if credit.source
            ]
            features["said by"] = max((_shared(asked.said_by.stems, stems) for stems in sources), default=0.0)
        return features

    def _stems(self, argument: Argument, candidate: Candidate) -> frozenset[str]:
        page = candidate.place.page
        label = argument.label
        if argument.mention is not None:
            label = f"{label} {page.label_of(page.annotated.mentions[argument.mention])}"
        return _stems(argument.text) | _stems(label)

    def _others(self, candidate: Candidate) -> list[tuple[str, frozenset[str]]]:
        """Return what stands beside a candidate in its statement: slots and stems."""
        if candidate.kind == "said":
            credits = candidate.place.page.credits_of(candidate.statement)
            return [
                ("subject", self._stems(credit.source, candidate)) for credit in credits if credit.source is not None
            ]
        return [
            (slot, self._stems(argument, candidate))
            for slot, argument in slots_of(candidate.statement)
            if argument.start != candidate.start
        ]

    def _asks_what_is_said(self) -> bool:
        pattern = self.asked.pattern
        return pattern is not None and pattern.predicate.lemma.split()[0] in verbs_of("reporting", "speech")

    def _is_slot(self, slot: str, statement: Statement) -> bool:
        wanted = self.asked.slot
        return wanted is not None and self._alike(slot_in(wanted, self.asked.pattern, statement), slot)

    @staticmethod
    def _alike(wanted: str, slot: str) -> bool:
        if wanted == slot:
            return True
        groups = (_WHERE, _WHY, _HOW, frozenset({"object", "theme"}), frozenset({"recipient", "beneficiary", "goal"}))
        return any(wanted in group and slot in group for group in groups)

    def _form(self, candidate: Candidate) -> Features:
        asked = self.asked
        wh = "does" if asked.does else asked.wh
        own = _stems(candidate.text)
        named = own | _stems(candidate.label)
        repeated = len(own & self.stems) / len(own) if own else 1.0
        label_repeated = len(named & self.names) / len(named) if named else 1.0
        words = len(candidate.text.split())
        type_ = type_of(candidate)
        features: Features = {
            f"{wh} {type_}": 1.0,
            f"{wh} {candidate.kind}": 1.0,
            f"{wh} {candidate.slot}": 1.0,
            f"{candidate.kind} {candidate.slot}": 1.0,
            "repeated": repeated,
            "repeated all": float(repeated > 0.99),
            "repeats names": label_repeated,
            "repeats some name": float(bool(named & self.names)),
            "long": min(words, 30) / 10,
            "very long": float(words > 12),
            f"{wh} long": min(words, 30) / 10,
            "one word": float(words == 1),
            "named": float(candidate.named),
            f"{wh} named": float(candidate.named),
            "pronoun": float(
                candidate.type is None
                and candidate.text.lower() in ("it", "he", "she", "they", "we", "i", "this", "that")
            ),
            "number": float(any(character.isdigit() for character in candidate.text)),
            f"{wh} number": float(any(character.isdigit() for character in candidate.text)),
        }
        if asked.marker:
            features["marker"] = float(asked.marker == candidate.marker)
        if self.noun:
            features["noun inside"] = float(self.noun in own)
            features["noun type"] = float(self._has_noun_type(candidate))
            features["noun type wrong"] = float(self._has_noun_type(candidate, wrong=True))
            features["noun, named"] = float(candidate.named)
        if asked.quality:
            features[f"quality {asked.quality in ('kind', 'type', 'sort')} {candidate.kind}"] = 1.0
        features.update(self._nearness(candidate))
        features.update(self._context(candidate))
        return features

    def _context(self, candidate: Candidate) -> Features:
        """Return whether the words before and behind a candidate are those around the hole."""
        start = candidate.start - candidate.place.sentence.start
        end = candidate.end - candidate.place.sentence.start
        before = next((w.stem for w in reversed(candidate.place.words) if w.end <= start and not w.empty), "")
        behind = next((w.stem for w in candidate.place.words if w.start >= end and not w.empty), "")
        features = {"before": 0.0, "behind": 0.0}
        if self.before:
            features["before"] = float(before == self.before or before in kin_stems(self.before))
            features["before behind"] = float(behind == self.before)
        if self.behind:
            features["behind"] = float(behind == self.behind or behind in kin_stems(self.behind))
            features["behind before"] = float(before == self.behind)
        features["before and behind"] = features["before"] * features["behind"]
        return features

    def _has_noun_type(self, candidate: Candidate, *, wrong: bool = False) -> bool:
        types = types_of(self.asked.noun)
        if not types or candidate.type in (None, "Thing"):
            return False
        return (candidate.type in types) != wrong

    def _nearness(self, candidate: Candidate) -> Features:
        """Return how near the candidate stands to the words of the question in its sentence."""
        start = candidate.start - candidate.place.sentence.start
        end = candidate.end - candidate.place.sentence.start
        words = candidate.place.words
        first = sum(1 for word in words if word.end <= start)
        last = sum(1 for word in words if word.start < end)
        total = weight = 0.0
        best = _NEAR
        for n, word in enumerate(words):
            if word.stem in self.stems and not word.empty and not start <= word.start < end:
                distance = first - n if n < first else n - last + 1
                best = min(best, distance)
                total += self.weights[word.stem] * min(distance, _NEAR)
                weight += self.weights[word.stem]
        verb = next((n for n, word in enumerate(words) if word.stem in self.asked.verbs), None)
        return {
            "nearest": best / _NEAR,
            "near": (total / weight if weight else _NEAR) / _NEAR,
            "beside": float(best <= 1),
            "before verb": float(verb is not None and first < verb),
            "behind verb": float(verb is not None and first > verb),
            f"{self.asked.wh} before verb": float(verb is not None and first < verb),
        }


def slot_in(wanted: str, pattern: Statement | None, statement: Statement) -> str:
    """Return the slot that a place of the question has in a statement: they may be turned round, or one passive."""
    if pattern is None or wanted not in ("subject", "object"):
        return wanted
    asked, told = pattern.predicate, statement.predicate
    if asked.relation is not None and told.relation == asked.relation and told.inverse != asked.inverse:
        return "object" if wanted == "subject" else "subject"
    passive = asked.lemma.startswith("be ") and asked.voice == "passive"
    told_passive = told.lemma.startswith("be ") and told.voice == "passive"
    if passive and not told_passive and wanted == "subject":
        return "object"
    if told_passive and not passive and wanted == "object":
        return "subject"
    return wanted


def type_of(candidate: Candidate) -> str:
    """Return what kind of thing a candidate names: an entity's type, a time, a duration, or a mere phrase."""
    if candidate.is_time:
        return (
            "duration" if (candidate.value or "").startswith("P") and "_REF" not in (candidate.value or "") else "time"
        )
    return candidate.type or "phrase"


def _shared(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _around_hole(asked: Asked) -> tuple[str, str]:
    """Return the stems of the telling words before and behind the hole, empty where there are none."""
    made = asked.rewritten
    if made is None or made.end <= made.start:
        return "", ""
    words = [word for word in words_in(made.text) if not word.empty]
    before = next((word.stem for word in reversed(words) if word.end <= made.start), "")
    return before, next((word.stem for word in words if word.start >= made.end), "")


@lru_cache(maxsize=65_536)
def _stems(text: str) -> frozenset[str]:
    return stems_of(text)


@cache
def types_of(noun: str) -> frozenset[str]:
    """Return the types of what a noun names: of "city" Place, of "company" Organization; nothing for what tells none."""
    if not noun:
        return frozenset()
    found = {type_ for type_, classes in _NOUN_TYPES.items() for name in classes if noun in nouns_of(name)}
    if noun in ("country", "nation", "state"):
        found |= {"Country", "Place"}
    return frozenset(found)


def dot(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the sum of the features, weighed."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())
