"""How well the test articles are read: in go gold and annotated documents, out come verdicts, figures and a report.

A statement can stand for a gold one if it stands in the same sentence. It is found *loosely* if subject and object agree (the
object may also be another argument), *strictly* if a lemma does too; of a gold statement without object the lemma must agree even
loosely. *Reversed*: subject and object have changed places, though the relation is not symmetric. Source, polarity, modality and
time are judged on what is found loosely. There is no precision here: the gold does not hold everything that an article says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.model import AnnotatedDocument, Argument, Attribution, Statement
from tests.quality.expected import Gold, GoldEntity
from tests.quality.naming import PRONOUNS, forms_of, head_of, is_named, same_name, words_of
from tests.quality.periods import same_period

SAME_TYPE = {"Country": "Place", "Facility": "Place"}
"""Types between which an annotator may waver."""
HERE, THEME, ELSEWHERE = 2, 1, 0
"""Where the gold object stands in a found statement: object, theme, another argument."""


class Match(NamedTuple):
    """A statement that agrees with a gold one; the fields before it say, in this order, which of several is best."""

    strict: bool
    place: int
    shared: int
    confidence: float
    statement: Statement


class Verdict(NamedTuple):
    """What became of a gold statement; `wrong` names the qualifiers that the best match has not kept."""

    gold: Gold
    match: Match | None
    reversed: bool
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        """Return a line without the article's prose."""
        found = "missed" if self.match is None else "strict" if self.match.strict else "loose"
        faults = [*self.wrong, *(["reversed"] if self.reversed else [])]
        return f"{self.gold.id} {found}{': ' if faults else ''}{', '.join(faults)}"


def _ends(statement: Statement) -> tuple[Argument | None, Argument | None, str]:
    """Return subject, object and lemma; of a passive with "by" those of the active."""
    lemma = statement.predicate.lemma.split()
    if len(lemma) > 2 and (lemma[0], lemma[-1]) == ("be", "by") and statement.object is not None:
        return statement.object, statement.subject, " ".join(lemma[1:-1])
    return statement.subject, statement.object, statement.predicate.lemma


def _same_lemma(gold: Gold, lemma: str) -> bool:
    return any(forms_of(lemma) & forms_of(wanted) for wanted in gold.predicate.lemmas)


def find(gold: Gold, statements: Iterable[Statement]) -> Match | None:
    """Return the best of the statements that agree with a gold one."""
    found = []
    for statement in statements:
        subject, other, lemma = _ends(statement)
        strict = _same_lemma(gold, lemma)
        shared = sum(any(is_named(wanted.names, one) for one in statement.arguments) for wanted in gold.arguments)
        pairs = [(gold.subject, gold.object)]
        if gold.symmetric and gold.object is not None:
            pairs.append((gold.object, gold.subject))
        for one, another in pairs:
            if not is_named(one.names, subject):
                continue
            place = (HERE if strict else None) if another is None else _place(another.names, other, statement)
            if place is not None:
                found.append(Match(strict, place, shared, statement.confidence, statement))
    return max(found, key=lambda match: match[:4], default=None)


def _place(names: Sequence[str], other: Argument | None, statement: Statement) -> int | None:
    if is_named(names, other):
        return HERE
    roles = [argument.role for argument in statement.arguments if is_named(names, argument)]
    return None if not roles else THEME if "theme" in roles else ELSEWHERE


def is_reversed(gold: Gold, statements: Iterable[Statement], strict: bool) -> bool:
    """Tell whether a statement has subject and object the wrong way round; `strict`: and the gold's lemma."""
    if gold.object is None or gold.symmetric:
        return False
    return any(
        is_named(gold.object.names, subject)
        and is_named(gold.subject.names, other)
        and (not strict or _same_lemma(gold, lemma))
        for subject, other, lemma in map(_ends, statements)
    )


def judge(gold: Gold, annotated: AnnotatedDocument) -> Verdict:
    """Return what became of a gold statement in a document."""
    start = annotated.document.text.find(gold.sentence)
    if start < 0:
        raise ValueError(f"{gold.id}: its sentence is not in the article")
    end = start + len(gold.sentence)
    there = {sentence.id for sentence in annotated.sentences if sentence.start < end and start < sentence.end}
    near = [statement for statement in annotated.statements if statement.sentence in there]
    match = find(gold, near)
    turned = is_reversed(gold, near, strict=match is not None)
    return Verdict(gold, match, turned, () if match is None else tuple(_faults(gold, match.statement, annotated)))


def _faults(gold: Gold, statement: Statement, annotated: AnnotatedDocument) -> Iterator[str]:
    credits = list(_credits(statement.attribution, annotated.attributions))
    sources = gold.attribution.sources if gold.attribution is not None else ()
    if gold.attribution is None or not credits:
        right = gold.attribution is None and not credits
    else:
        right = is_named(sources[0], credits[0]) if sources else credits[0] is None
    if not right:
        yield "source"
    if len(sources) > 1 and not (len(credits) > 1 and is_named(sources[1], credits[1])):
        yield "outer source"
    if statement.polarity != gold.polarity:
        yield f"{gold.polarity} as {statement.polarity}"
    if statement.modality != gold.modality:
        yield f"{gold.modality} as {statement.modality}"
    given = [statement.time.value, *(argument.value for argument in statement.arguments if argument.role == "time")]
    if gold.dates and not any(same_period(date, value) for date in gold.dates for value in given if value is not None):
        yield "time"


def _credits(number: int | None, attributions: Sequence[Attribution]) -> Iterator[Argument | None]:
    """Yield whom a statement is credited to, the innermost first; None for somebody who is not named."""
    while number is not None:
        yield attributions[number].source
        number = attributions[number].parent


def count(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Return the counts that the figures are made of."""
    n: Counter[str] = Counter()
    for gold, match, turned, wrong in verdicts:
        n.update(["gold", *(["key"] if gold.key else []), *(["reversed"] if turned else [])])
        if match is None:
            continue
        n.update(["loose", *(["key loose"] if gold.key else []), *(["strict"] if match.strict else [])])
        n["key strict"] += gold.key and match.strict
        qualities = {
            "own voice" if gold.attribution is None else "reported": "source" not in wrong,
            gold.polarity: f"{gold.polarity} as" not in " ".join(wrong),
            gold.modality: f"{gold.modality} as" not in " ".join(wrong),
        }
        if gold.attribution is not None and len(gold.attribution.sources) > 1:
            qualities["outer"] = "outer source" not in wrong
        if gold.dates:
            qualities["dated"] = "time" not in wrong
        n.update(qualities.keys())
        n.update(f"{name} right" for name, right in qualities.items() if right)
        n.update(fault for fault in wrong if " as " in fault)
        if words_of(match.statement.subject.text)[0] in PRONOUNS:
            named = (name for name in gold.subject.names if name.casefold() not in PRONOUNS)
            label = match.statement.subject.label
            n.update(
                [
                    "pronoun",
                    *(["pronoun right"] if any(same_name(name, label, head_of(label)) for name in named) else []),
                ]
            )
    return n


def count_entities(gold: Sequence[GoldEntity], annotated: AnnotatedDocument) -> Counter[str]:
    """Return how many gold entities are found, found as one and typed right, and how many found ones mix two.

    A form that two gold entities share, and pronouns, say nothing.
    """
    forms = [{" ".join(words_of(text)) for text in (one.name, *one.mentions)} - PRONOUNS for one in gold]
    used = Counter(form for own in forms for form in own)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention in annotated.mentions:
        entity = annotated.chains[mention.chain].entity
        if mention.kind == "name" and entity is not None:
            names[entity].add(" ".join(words_of(mention.text)))
    types = {entity.id: entity.type for entity in annotated.entities}
    n: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for one, own in zip(gold, forms, strict=True):
        holders = [entity for entity, texts in names.items() if any(text in own and used[text] == 1 for text in texts)]
        held.update(holders)
        n.update(["entities", *(["found"] if holders else []), *(["whole"] if len(holders) == 1 else [])])
        kinds = {SAME_TYPE.get(kind, kind) for kind in (one.type, *(types[holder] for holder in holders))}
        n["typed"] += len(holders) == 1 and len(kinds) == 1
    n["mixed"] = sum(number > 1 for number in held.values())
    return n


def write_report(counts: Mapping[str, Counter[str]]) -> str:
    """Return the figures of some articles, each known by its name: the main ones in the last line."""
    n = sum(counts.values(), Counter())

    def part(name: str, whole: str) -> str:
        return f"{n[name] / n[whole] if n[whole] else 0:.3f} ({n[name]}/{n[whole]})"

    lines = [f"{name}: strict {one['strict']}, loose {one['loose']} of {one['gold']}" for name, one in counts.items()]
    lines += [
        f"strict recall {part('strict', 'gold')}, key statements {part('key strict', 'key')}",
        f"loose recall {part('loose', 'gold')}, key statements {part('key loose', 'key')}; reversed {n['reversed']}",
        f"source {part('reported right', 'reported')}, own voice {part('own voice right', 'own voice')}, "
        f"outer source {part('outer right', 'outer')}",
        f"polarity: denied-as-asserted {part('negated as affirmed', 'negated')}, "
        f"asserted-as-denied {part('affirmed as negated', 'affirmed')}",
        "modality: "
        + ", ".join(f"{m} {part(f'{m} right', m)}" for m in ("actual", "possible", "intended", "conditional")),
        f"intended-as-actual {part('intended as actual', 'intended')}",
        f"time value {part('dated right', 'dated')}; pronoun subjects with the right name {part('pronoun right', 'pronoun')}",
        f"entities found {part('found', 'entities')}, whole {part('whole', 'entities')}, typed {part('typed', 'whole')}, "
        f"mixed {n['mixed']}",
        f"own articles strict recall {n['strict'] / max(n['gold'], 1):.3f}, loose {n['loose'] / max(n['gold'], 1):.3f}, "
        f"source {n['reported right'] / max(n['reported'], 1):.3f}, denied-as-asserted {n['negated as affirmed']}, "
        f"reversed {n['reversed']}",
    ]
    return "\n".join(lines) + "\n"
