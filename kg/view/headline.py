"""The title of a page: in go its documents and statements, out comes how many articles, of which days, about what.

8 articles, 4–22 January 2024: North Korea, Russia, Ukraine, missiles
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kg.claims.heads import singular
from kg.statements.stated import Stated, Thing
from kg.view.dates import MONTHS
from kg.view.subgraph import Subgraph

NAMES = 3
"""So many names stand in a title."""
WIDESPREAD = 0.3
"""In so large a part of the articles a word must be spoken of to stand in the title, and in two at least."""
BARE = frozenset(
    {"thing", "people", "number", "part", "time", "year", "day", "week", "one", "way", "lot", "other", "that", "this"}
)


def headline_of(subgraph: Subgraph) -> str:
    """Return the title of the only document, or else a line on all of them."""
    documents = [annotated.document for annotated in subgraph.documents]
    if len(documents) == 1:
        return documents[0].label
    if not documents:
        return "Knowledge graph"
    days = days_of([document.date for document in documents if document.date])
    about = [*names_of(subgraph), *filter(None, [matter_of(subgraph)])]
    head = ", ".join(filter(None, [f"{len(documents):,} articles", days]))
    return f"{head}: {', '.join(about)}" if about else head


def days_of(dates: Sequence[str]) -> str:
    """Return from which day to which, each part of a date said once: "4–22 January 2024"; "" where no date is one."""
    days = sorted(day for day in map(_day, dates) if day is not None)
    if not days:
        return ""
    first, last = days[0], days[-1]
    month, year = f" {MONTHS[first.month - 1]}", f" {first.year}"
    whole = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{whole}"
    return f"{first.day}{month} – {whole}" if first.year == last.year else f"{first.day}{month}{year} – {whole}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def names_of(subgraph: Subgraph) -> list[str]:
    """Return the names that most articles speak of, and most statements in them."""
    labels: dict[str, str] = {}
    articles: dict[str, set[int]] = defaultdict(set)
    spoken: Counter[str] = Counter()
    for place, stated in _told(subgraph):
        for thing in _ends(stated):
            if thing.entity is not None:
                labels.setdefault(thing.entity, thing.label)
                articles[thing.entity].add(place)
                spoken[thing.entity] += 1
    ranked = sorted(labels, key=lambda entity: (-len(articles[entity]), -spoken[entity], labels[entity]))
    return [labels[entity] for entity in ranked[:NAMES]]


def matter_of(subgraph: Subgraph) -> str | None:
    """Return the thing without a name that most articles speak of, as they call it most often; None where few do."""
    articles: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for place, stated in _told(subgraph):
        for thing in _ends(stated):
            if thing.entity is None and thing.head and thing.head.isalpha() and thing.type != "Person":
                noun = singular(thing.head)
                articles[noun].add(place)
                forms[noun][thing.head.lower()] += 1
    known = [noun for noun in articles if noun not in BARE and len(noun) > 3]
    if not known:
        return None
    best = min(known, key=lambda noun: (-len(articles[noun]), -forms[noun].total(), noun))
    wanted = max(2, WIDESPREAD * len(subgraph.documents))
    return min(forms[best], key=lambda form: (-forms[best][form], form)) if len(articles[best]) >= wanted else None


def _told(subgraph: Subgraph) -> Iterable[tuple[int, Stated]]:
    for place, of_one in enumerate(subgraph.statements):
        yield from ((place, stated) for stated in of_one if stated.record.kind in ("clause", "noun"))


def _ends(stated: Stated) -> Iterable[Thing]:
    """Yield what a statement speaks of, without its circumstances."""
    yield stated.subject
    if stated.object is not None:
        yield stated.object
    yield from (thing for role, thing in stated.arguments if role in ("theme", "recipient", "goal"))
