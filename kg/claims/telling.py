"""A statement as one that tells a deed or a state: in go statements, out comes which two of them tell the same, or the opposite.

The measure is careful: whoever reads two statements of one claim should find that they tell the same thing. So nothing is
joined by a verb alone; one named thing must stand in the same place in both, and beside it another one, or a phrase that can
mean the same, or the same day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import product

import msgspec

from kg.claims.ends import End, Fit, Place, ends_of, passive_verb
from kg.claims.kin import Kin, is_light
from kg.model import Modality, Polarity
from kg.schema.relations import Relations
from kg.statements.stated import Stated
from kg.wording.sources import ASKING

Order = tuple[str, str, int, int, str]
"""The day of an article, the article, the place in it, the statement."""

TOLD_BESIDE: frozenset[Place] = frozenset({"time", "purpose", "cause", "manner", "other"})
"""Places whose fillers may be left out or told otherwise of the same deed."""

ASIDE = TOLD_BESIDE | {"location", "source", "goal", "attribute", "instrument", "quantity"}
"""Places that may be left out of a deed of one in the same news: "resigned", "resigned from his post"."""

FAR, NEAR, SAME_NEWS = 21, 10, 3
"""Days between two articles that tell one deed without its date: of two named things, of one and a phrase, of one alone."""
LONG_AFTER, AFTER = 3650, 92
"""Days between a deed and its denial, of two named things, and between a state of one and a phrase and its denial; a deed of
one and a phrase ("answered a question") is another one weeks later, and one alone is as above."""
EXACT, ROUGH = 92, 366
"""Days that a time may leave open and still tell a deed apart from others like it; and tell one of two named things so."""


class Telling(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A statement with what it is compared by, as plain values that can be kept.

    `day` is the day of its article, `place` its sentence and where its subject begins. `kin` are the classes of its predicate,
    `implied` the relations that hold where it does; `kind` keeps plans apart from what is told as done or being so; `lasting`
    is true of a state that holds for years, `light` of what says too little alone, `naming` of who holds which post.
    `earliest` and `latest` are the days that bound its time. `voice` tells who speaks.
    """

    id: str
    document: str
    day: str | None
    place: tuple[int, int]
    predicate: str
    is_relation: bool
    kin: frozenset[str]
    implied: frozenset[str]
    kind: str
    ends: dict[str, tuple[End, ...]]
    lasting: bool
    light: bool
    naming: bool
    has_object: bool
    polarity: Polarity
    modality: Modality
    said: bool
    voice: tuple[str, str, str]
    earliest: str | None
    latest: str | None

    @property
    def order(self) -> Order:
        """Return what tellings are sorted by: the day of the article, the article, the place in it."""
        return (self.day or "", self.document, *self.place, self.id)

    @cached_property
    def told(self) -> Mapping[str, tuple[End, ...]]:
        """Return the ends by which deeds are told apart."""
        return {place: ends for place, ends in self.ends.items() if place not in TOLD_BESIDE}

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """Return the blocks that it falls into: two tellings that share none do not tell the same.

        Two of one named thing, and of nothing else that is the same, tell one deed within days only: weeks are in their keys.
        """
        named = sorted({(place, end.entity) for place, ends in self.told.items() for end in ends if end.entity})
        heads = sorted({(place, end.head) for place, ends in self.told.items() for end in ends if end.head})
        when = [("week", str(week)) for week in self._weeks] + [("in", self.document)]
        found: set[tuple[str, ...]] = set()
        for kin, (place, entity) in product(sorted(self.kin), named):
            found.update((self.kind, kin, place, entity, *other) for other in (*named, *heads) if other[0] != place)
            found.update((self.kind, kin, place, entity, *each) for each in when)
        found.update((self.kind, kin, place, head, self.document) for kin in self.kin for place, head in heads)
        return frozenset(found)

    @cached_property
    def wide_keys(self) -> frozenset[tuple[str, ...]]:
        """Return the wider blocks that a denial and what it denies share."""
        return frozenset(
            (self.kind, kin, place, end.entity)
            for kin in self.kin
            for place, ends in self.ends.items()
            for end in ends
            if end.entity is not None
        )

    @cached_property
    def state(self) -> tuple[object, ...] | None:
        """Return what is told, if it is a lasting state of a named thing without a time; who tells it again tells the same."""
        every = [end for ends in self.told.values() for end in ends]
        if (
            not self.lasting
            or self.earliest
            or self.latest
            or len(self.told) == 1
            or not any(end.entity for end in every)
        ):
            return None
        ends = sorted((place, [end.sorted for end in ends]) for place, ends in self.told.items())
        return (self.kind, self.predicate, self.is_relation, self.modality, sorted(self.kin), ends)

    @cached_property
    def published(self) -> date | None:
        """Return the day of its article."""
        return _day(self.day)

    @cached_property
    def span(self) -> tuple[date | None, date | None]:
        """Return the days that bound its time; what is told as done or being so ends with its telling."""
        latest = _day(self.latest)
        if latest is None and self.modality == "actual":
            latest = self.published
        return _day(self.earliest), latest

    @property
    def _weeks(self) -> Iterable[int]:
        """Return the numbers of the weeks that it may share with another that tells the same deed."""
        exact = _exact(*self.span)
        if exact is not None:
            return range(exact[0].toordinal() // 7, exact[1].toordinal() // 7 + 1)
        if self.published is None:
            return ()
        day = self.published.toordinal()
        return range((day - SAME_NEWS) // 7, (day + SAME_NEWS) // 7 + 1)


def tellings(statements: Iterable[Stated], relations: Relations) -> Iterator[Telling]:
    """Yield the statements that can be part of a claim, ready to be compared."""
    kin = Kin(relations)
    for stated in statements:
        relation = relations.by_name.get(stated.predicate) if stated.is_relation else None
        ends = ends_of(stated, kin.object_role(stated), symmetric=relation is not None and relation.symmetric)
        if ends is None or stated.modality == "conditional" or stated.record.kind == "report" or says_nothing(stated):
            continue
        verb = passive_verb(stated)
        classes = kin.of(stated) if verb is None else kin.of_verb(verb)
        kind = "plan" if stated.modality == "intended" else "fact"
        document, record = stated.document, stated.record
        yield Telling(
            id=stated.id,
            document=document.id,
            day=document.date,
            place=(record.sentence, record.subject.start),
            predicate=stated.predicate,
            is_relation=stated.is_relation,
            kin=classes,
            implied=kin.implied(stated),
            kind=kind,
            ends=dict(ends),
            lasting=is_lasting(stated),
            light=is_light(stated),
            naming=record.kind == "name",
            has_object=stated.object is not None,
            polarity=stated.polarity,
            modality=stated.modality,
            said=stated.said,
            voice=voice_of(stated),
            earliest=stated.earliest,
            latest=stated.latest,
        )


def voice_of(stated: Stated) -> tuple[str, str, str]:
    """Return what tells who speaks: a source that is an entity is one everywhere, another one in its article alone."""
    if not stated.credited:
        return "article", "", stated.document.id
    if stated.source is not None and stated.source.entity is not None:
        return "entity", stated.source.entity, ""
    return "phrase", f"{stated.document.id} {'' if stated.source is None else stated.source.label}", ""


def says_nothing(stated: Stated) -> bool:
    """Tell whether nobody takes a stance: a deed that is wanted or forbidden by its noun, or left open by what somebody says.

    Who asks whether it is so, who is told not to have said so, and an article that calls it unclear do take one.
    """
    if stated.polarity != "unknown" or not stated.said:
        return False
    return stated.record.kind == "noun" or (stated.credited and not _asks(stated))


def _asks(stated: Stated) -> bool:
    return any(word.startswith(tuple(ASKING)) for word in (stated.cue or "").lower().split())


def is_lasting(stated: Stated) -> bool:
    """Tell whether a statement is of a state, that holds for years, rather than of a deed."""
    return stated.record.kind == "name" or (stated.predicate.split(" ")[0] == "be" and passive_verb(stated) is None)


def likeness(one: Telling, other: Telling) -> int | None:
    """Return how much speaks for two tellings being of one deed, None where something speaks against it or too little for it."""
    if one.kind != other.kind or one.kin.isdisjoint(other.kin):
        return None
    fits = [
        _fit(one.ends.get(place, ()), other.ends.get(place, ()), End.fit)
        for place in one.told.keys() | other.told.keys()
    ]
    return None if Fit.APART in fits else _weight(one, other, fits, (FAR, NEAR))


def contradiction(no: Telling, yes: Telling) -> int | None:
    """Return how much speaks for a denial being about what another tells, None where it need not be.

    A denial that is narrowed ("not by sea") bears only on what is as narrow, one of something general (weapons) also on what
    is special (missiles); who denies that arms were sold does not deny that they were supplied. Within one article, what the
    denial names may once be left out by the other ("does not supply Russia with weapons", "keeps supplying drones").
    """
    if no.kind != yes.kind or no.kin.isdisjoint(yes.kin):
        return None
    if no.is_relation and yes.is_relation and no.predicate not in yes.implied:
        return None
    places = sorted(no.told)
    fits = [_fit(no.ends[place], yes.ends.get(place, ()), End.bears_on) for place in places]
    silent = fits.count(Fit.OPEN)
    if no.light and not {Fit.ALIKE, Fit.SAME} & {
        fit for place, fit in zip(places, fits, strict=True) if place == "object"
    }:
        return None
    if Fit.APART in fits or silent > (no.document == yes.document):
        return None
    return _weight(no, yes, fits, (LONG_AFTER, AFTER if no.lasting or yes.lasting else FAR))


def contradictions(denied: Iterable[Telling], affirmed: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield each denial with each of what it bears on, in the order of the denials."""
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for yes in affirmed:
        for key in yes.wide_keys:
            blocks[key].append(yes)
    for no in denied:
        near = {yes.id: yes for key in sorted(no.wide_keys) for yes in blocks.get(key, ())}
        yield from ((no, yes) for yes in near.values() if contradiction(no, yes) is not None)


def _weight(one: Telling, other: Telling, fits: Collection[Fit], limits: tuple[int, int]) -> int | None:
    """Return how much speaks for two tellings of one kind whose ends go together, None where it is too little.

    `limits` are the days that may lie between them where two named things, or one and a phrase, stand in both.
    """
    same, alike, loose = (sum(fit is wanted for fit in fits) for wanted in (Fit.SAME, Fit.ALIKE, Fit.LOOSE))
    days = days_between(one, other)
    if days is None or (_each_has_more(one, other) and days > SAME_NEWS):
        return None
    if same == 0:
        return 2 * alike + loose if alike + loose and _is_of_one_article(one, other) else None
    lasting, light = one.lasting and other.lasting, one.light
    if loose and (light or lasting or days > SAME_NEWS):
        return None
    if same >= 2:
        enough = lasting or days <= limits[0]
    elif alike:
        enough = (lasting or days <= limits[1]) and (not light or _are_worded_alike(one, other))
    else:
        enough = days <= SAME_NEWS and not light and (loose > 0 or _have_the_same(one, other))
    return 4 * same + 2 * alike + loose if enough else None


def _fit(ones: tuple[End, ...], others: tuple[End, ...], fit: Callable[[End, End], Fit]) -> Fit:
    if not ones or not others:
        return Fit.OPEN
    return max(fit(one, other) for one, other in product(ones, others))


def _is_of_one_article(one: Telling, other: Telling) -> bool:
    """Tell if two without a named thing at the same place are of one article, in the same words, and name something there."""
    of_one = one.document == other.document and one.predicate == other.predicate
    return of_one and _have_the_same(one, other) and not one.light and bool(_involved(one) & _involved(other))


def _involved(telling: Telling) -> frozenset[str]:
    return frozenset().union(*(end.involves for ends in telling.ends.values() for end in ends))


def _have_the_same(one: Telling, other: Telling) -> bool:
    """Tell whether two have subject and object alike: "resigns", "resigned in a letter"; a passive may be without its agent."""
    ends, others = one.ends.keys() - ASIDE, other.ends.keys() - ASIDE
    if one.has_object != other.has_object and one.is_relation and other.is_relation:
        return False
    return ends == others or ("object" in ends & others and ends ^ others == {"subject"})


def _each_has_more(one: Telling, other: Telling) -> bool:
    """Tell whether each names something where the other has nothing: "lost Florida to her", "lost to her in Nevada"."""
    ends, others = one.told.keys(), other.told.keys()
    return not ends <= others and not others <= ends


def _are_worded_alike(one: Telling, other: Telling) -> bool:
    return one.told.keys() == other.told.keys() and all(
        any(end.described == same.described for end, same in product(one.ends[place], other.ends[place]))
        for place in one.ends.keys() & other.ends.keys()
    )


def days_between(one: Telling, other: Telling) -> int | None:
    """Return how far apart two tellings are in days, None where their times do not meet.

    Where both tell when, they are as near as can be; where one does not, the days of their articles count.
    """
    (begin, end), (other_begin, other_end) = one.span, other.span
    if (end and other_begin and end < other_begin) or (other_end and begin and other_end < begin):
        return None
    exact, other_exact = _exact(begin, end), _exact(other_begin, other_end)
    if (exact and other_exact) or one.document == other.document:
        return 0
    if begin and end and other_begin and other_end and max(end - begin, other_end - other_begin).days <= ROUGH:
        return NEAR
    if exact is None and other_exact is None:
        return _days_apart(one.published, other.published)
    (first, last), day = (exact, other.published) if exact else (other_exact or (None, None), one.published)
    return FAR if day is None or first is None or last is None else max((first - day).days, (day - last).days, 0)


def _exact(begin: date | None, end: date | None) -> tuple[date, date] | None:
    return (begin, end) if begin and end and (end - begin).days <= EXACT else None


def _days_apart(one: date | None, other: date | None) -> int:
    return FAR if one is None or other is None else abs((one - other).days)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text[:10])
    except ValueError:
        return None
