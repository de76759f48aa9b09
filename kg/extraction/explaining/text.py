"""An explanation as plain text, a block a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.explaining.explanation import ExplainedSentence, Explanation, Found, Stated, Word

INDENT = "    "


def write_text(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation."""
    for place, sentence in enumerate(explanation.sentences):
        if place:
            yield ""
        yield f"sentence {sentence.number} ({sentence.kind}): {' '.join(sentence.text.split())}"
        for title, lines in _parts(sentence):
            found = list(lines)
            if found:
                yield f"\n{title}"
                yield from (INDENT + line for line in found)


def _parts(sentence: ExplainedSentence) -> Iterator[tuple[str, Iterable[str]]]:
    yield "tree", tree_lines(sentence.tree)
    yield "repairs", _repairs(sentence)
    yield "times", sentence.times
    yield "mentions", _columns(map(_mention, sentence.mentions))
    yield "attributions", (line for one in sentence.attributions for line in (one.line, f"{INDENT}by {one.rule}"))
    yield "statements", (line for one in sentence.statements for line in _statement(one))
    yield "dropped", _columns((one.word, one.stage, one.why) for one in sentence.dropped)


def tree_lines(words: tuple[Word, ...]) -> Iterator[str]:
    """Yield a tree, a line a word under its head, each head before what depends on it."""
    below: dict[int, list[Word]] = {}
    for word in words:
        if word.head != word.number:
            below.setdefault(word.head, []).append(word)
    for root in (word for word in words if word.head == word.number):
        yield _word(root)
        yield from _branches(root, below, "")


def _branches(word: Word, below: dict[int, list[Word]], margin: str) -> Iterator[str]:
    children = below.get(word.number, [])
    for child in children:
        last = child is children[-1]
        yield f"{margin}{'└─' if last else '├─'} {_word(child)}"
        yield from _branches(child, below, margin + ("   " if last else "│  "))


def _word(word: Word) -> str:
    return f"{word.text}  {word.label} {word.tag}"


def _repairs(sentence: ExplainedSentence) -> Iterator[str]:
    for repair in sentence.repairs:
        yield f'{repair.rule} at "{repair.word}": {"; ".join(repair.changes)}'
        yield f"{INDENT}{repair.says}"


def _mention(one: Found) -> tuple[str, ...]:
    joined = one.link if one.to is None else f'{one.link}: "{one.to}"'
    lead = "" if one.lead is None else f", leads by {one.lead:g}"
    if one.telling:
        lead += f" ({'; '.join(one.telling)})"
    called = "" if one.called == one.text else f"= {one.called}"
    rule = one.rule if one.rule == one.kind else f"{one.kind}, {one.rule}"
    return one.text, one.type, rule, one.type_from, f"chain {one.chain}", joined + lead, called


def _statement(one: Stated) -> Iterator[str]:
    yield one.line
    yield f"{INDENT}rule        {one.rule}"
    if one.time is not None:
        yield f"{INDENT}time        {one.time}"
    for number, step in enumerate(one.steps):
        head = "facts" if number == 0 else ""
        yield f'{INDENT}{head:<11} "{step.word}": {step.why} -> {step.polarity} {step.modality}'
    if one.condition is not None:
        yield f"{INDENT}condition   {one.condition}"
    signs = ", ".join(f"{sign.weight:+.2f} {sign.sign}" for sign in one.signs if sign.weight)
    yield f"{INDENT}confidence  {one.confidence:.2f}: {signs}"


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns below each other."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
