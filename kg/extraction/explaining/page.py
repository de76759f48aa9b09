"""An explanation as HTML: displaCy draws the trees, and nothing is loaded from anywhere; all text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from kg.extraction.explaining.explanation import ExplainedSentence, Explanation, Stated, Word

STYLE = """
.kg-explain { font: 14px/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff; padding: 1em }
.kg-explain h2 { font-size: 1.15em; margin: 1.6em 0 .4em } .kg-explain h3 { font-size: 1em; margin: 1em 0 .3em; color: #555 }
.kg-explain table { border-collapse: collapse; width: 100% } .kg-explain td { vertical-align: top; padding: .15em .8em .15em 0;
  border-top: 1px solid #ddd } .kg-explain code { font-size: .95em } .kg-explain .tree { overflow-x: auto }
.kg-explain .quiet { color: #666 } .kg-explain svg { color: inherit; max-width: none }
@media (prefers-color-scheme: dark) { .kg-explain { color: #e6e6ea; background: #17171b } .kg-explain h3, .kg-explain .quiet
  { color: #a0a0a8 } .kg-explain td { border-color: #3a3a42 } }
"""
RANDOM_ID = re.compile(r"\b[0-9a-f]{32}-")
"""What displaCy begins the ids of a drawing with; ours are the same each time."""
TREE = {"compact": True, "distance": 96, "arrow_spacing": 12, "bg": "transparent", "color": "currentColor"}


def render_page(explanation: Explanation) -> str:
    """Return a whole page."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>What happened to the text</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>body {{ margin: 0 }}</style></head><body>{render_fragment(explanation)}</body></html>\n"
    )


def render_fragment(explanation: Explanation) -> str:
    """Return the part of a page that a notebook shows."""
    sentences = "".join(_sentence(one) for one in explanation.sentences)
    return f'<div class="kg-explain"><style>{STYLE}</style>{sentences}</div>'


def _sentence(sentence: ExplainedSentence) -> str:
    parts = [f"<h2>{sentence.number} {escape(sentence.text)}</h2>", _tree(sentence.number, sentence.tree)]
    for title, rows in _tables(sentence):
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        if body:
            parts.append(f"<h3>{title}</h3><table>{body}</table>")
    return f"<section>{''.join(parts)}</section>"


def _tree(number: int, words: tuple[Word, ...]) -> str:
    """Return the tree as an SVG; marks are left out, as displaCy does, unless something depends on them."""
    from spacy import displacy

    heads = {word.head for word in words}
    shown = [word for word in words if word.pos != "PUNCT" or word.number in heads]
    places = {word.number: place for place, word in enumerate(shown)}
    arcs = [_arc(places[w.number], places[w.head], w.label) for w in shown if w.head != w.number]
    drawn: dict[str, Any] = {"words": [{"text": w.text, "tag": w.tag} for w in shown], "arcs": arcs}
    svg = displacy.render(drawn, style="dep", manual=True, jupyter=False, options=TREE)
    svg = RANDOM_ID.sub(f"sentence-{number}-", svg)
    return f'<div class="tree">{svg}</div>'


def _arc(place: int, head: int, label: str) -> dict[str, Any]:
    start, end = sorted((place, head))
    return {"start": start, "end": end, "label": label, "dir": "left" if place < head else "right"}


def _tables(sentence: ExplainedSentence) -> Iterator[tuple[str, Iterable[tuple[str, ...]]]]:
    yield (
        "Repairs of the tree",
        [(_code(r.rule), escape("; ".join(r.changes)), _quiet(r.says)) for r in sentence.repairs],
    )
    yield "Times", [(escape(line),) for line in sentence.times]
    yield (
        "Mentions",
        [
            (
                escape(m.text),
                escape(m.type),
                _code(m.rule) + " " + _quiet(m.type_from),
                _quiet(
                    f"{m.link}{f': {m.to}' if m.to else ''}{f', leads by {m.lead:g}' if m.lead is not None else ''}"
                    + (f" ({'; '.join(m.telling)})" if m.telling else "")
                ),
                escape(m.called),
            )
            for m in sentence.mentions
        ],
    )
    yield "Who is credited", [(escape(a.line), _code(a.rule)) for a in sentence.attributions]
    yield "Statements", [_statement(one) for one in sentence.statements]
    yield "Dropped", [(escape(d.word), _code(d.stage), escape(d.why)) for d in sentence.dropped]


def _statement(one: Stated) -> tuple[str, ...]:
    steps = "<br>".join(escape(f"“{step.word}”: {step.why} → {step.polarity} {step.modality}") for step in one.steps)
    signs = ", ".join(f"{sign.weight:+.2f} {sign.sign}" for sign in one.signs if sign.weight)
    return escape(one.line), _code(one.rule), steps, f"{one.confidence:.2f} {_quiet(signs)}"


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _quiet(text: str) -> str:
    return f'<span class="quiet">{escape(text)}</span>'
