"""A statement as one that tells a deed or a state: in go statements, out comes which two of them tell the same, or the opposite.

The measure is careful: whoever reads two statements of one claim should find that they tell the same thing. So nothing is
joined by a verb alone; one named thing must stand in the same place in both, and beside it another one, or a phrase that can
mean the same, or the same day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from kg.claims.ends import End, Fit, Place, ends_of, passive_verb
from kg.claims.kin import Kin, is_light
from kg.schema.relations import Relations
from kg.statements.stated import Stated
from kg.wording.sources import ASKING

TOLD_BESIDE: frozenset[Place] = frozenset({"time", "purpose", "cause", "manner", "other"})
"""Places whose fillers may be left out or told otherwise of the same deed."""

ASIDE = TOLD_BESIDE | {"location", "source", "goal", "attribute", "instrument", "quantity"}
"""Places that may be left out of a deed of one in the same news: "resigned", "resigned from his post"."""

FAR, NEAR, SAME_NEWS = 21, 10, 3
"""Days between two articles that tell one deed without its date: of two named things, of one and a phrase, of one alone."""
LONG_AFTER, AFTER = 3650, 92
"""Days between a deed and its denial, of two named things, and of one and a phrase; one alone as above."""
EXACT, ROUGH = 92, 366
"""Days that a time may leave open and still tell a deed apart from others like it; and tell one of two named things so."""


@dataclass(frozen=True)
class Telling:
    """A statement with what it is compared by.

    `kin` are the classes of its predicate, `implied` the relations that hold where it does; `kind` keeps plans apart from
    what is told as done or being so; `lasting` is true of a state that holds for years.
    """

    stated: Stated
    kin: frozenset[str]
    implied: frozenset[str]
    kind: str
    ends: Mapping[Place, tuple[End, ...]]
    lasting: bool

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """Return the blocks that it falls into: two tellings that share none do not tell the same."""
        told = {place: ends for place, ends in self.ends.items() if place not in TOLD_BESIDE}
        named = sorted({(place, end.entity) for place, ends in told.items() for end in ends if end.entity})
        heads = sorted({(place, end.head) for place, ends in told.items() for end in ends if end.head})
        found: set[tuple[str, ...]] = set()
        for kin, (place, entity) in product(sorted(self.kin), named):
            found.update((self.kind, kin, place, entity, *other) for other in (*named, *heads) if other[0] != place)
            found.add((self.kind, kin, place, entity))
        document = self.stated.document.id
        found.update((self.kind, kin, place, head, document) for kin in self.kin for place, head in heads)
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
    def published(self) -> date | None:
        """Return the day of its article."""
        return _day(self.stated.document.date)

    @cached_property
    def span(self) -> tuple[date | None, date | None]:
        """Return the days that bound its time; what is told as done or being so ends with its telling."""
        latest = _day(self.stated.latest)
        if latest is None and self.stated.modality == "actual":
            latest = self.published
        return _day(self.stated.earliest), latest


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
        yield Telling(stated, classes, kin.implied(stated), kind, ends, is_lasting(stated))


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
        for place in (one.ends.keys() | other.ends.keys()) - TOLD_BESIDE
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
    if no.stated.is_relation and yes.stated.is_relation and no.stated.predicate not in yes.implied:
        return None
    places = sorted(no.ends.keys() - TOLD_BESIDE)
    fits = [_fit(no.ends[place], yes.ends.get(place, ()), End.bears_on) for place in places]
    silent = fits.count(Fit.OPEN)
    if is_light(no.stated) and not {Fit.ALIKE, Fit.SAME} & {
        fit for place, fit in zip(places, fits, strict=True) if place == "object"
    }:
        return None
    if Fit.APART in fits or silent > (no.stated.document.id == yes.stated.document.id):
        return None
    return _weight(no, yes, fits, (LONG_AFTER, AFTER))


def contradictions(denied: Iterable[Telling], affirmed: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield each denial with each of what it bears on, in the order of the denials."""
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for yes in affirmed:
        for key in yes.wide_keys:
            blocks[key].append(yes)
    for no in denied:
        near = {yes.stated.id: yes for key in sorted(no.wide_keys) for yes in blocks.get(key, ())}
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
    lasting, light = one.lasting and other.lasting, is_light(one.stated)
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
    of_one = one.stated.document.id == other.stated.document.id and one.stated.predicate == other.stated.predicate
    return (
        of_one and _have_the_same(one, other) and not is_light(one.stated) and bool(_involved(one) & _involved(other))
    )


def _involved(telling: Telling) -> frozenset[str]:
    return frozenset().union(*(end.involves for ends in telling.ends.values() for end in ends))


def _have_the_same(one: Telling, other: Telling) -> bool:
    """Tell whether two have subject and object alike: "resigns", "resigned in a letter"; a passive may be without its agent."""
    ends, others = one.ends.keys() - ASIDE, other.ends.keys() - ASIDE
    if (one.stated.object is None) != (other.stated.object is None) and one.stated.is_relation:
        return False
    return ends == others or ("object" in ends & others and ends ^ others == {"subject"})


def _each_has_more(one: Telling, other: Telling) -> bool:
    """Tell whether each names something where the other has nothing: "lost Florida to her", "lost to her in Nevada"."""
    ends, others = one.ends.keys() - TOLD_BESIDE, other.ends.keys() - TOLD_BESIDE
    return not ends <= others and not others <= ends


def _are_worded_alike(one: Telling, other: Telling) -> bool:
    return one.ends.keys() - TOLD_BESIDE == other.ends.keys() - TOLD_BESIDE and all(
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
    if (exact and other_exact) or one.stated.document.id == other.stated.document.id:
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
