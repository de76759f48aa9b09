"""An article as a page that shows which of its sentences gave nothing, and why; nothing is loaded from anywhere.

In go the sentences of a document, out comes one HTML file. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kg.graph.coverage import ReadSentence

_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; color: #1b1b1f; background: #fff; max-width: 46em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.3em } p { margin: .4em 0 } .silent { border-left: 4px solid #c2571a; padding-left: .8em }
ul { margin: .1em 0 .6em; padding-left: 1.2em; color: #666; font-size: .88em } .silent ul { color: #9a4210 }
@media (prefers-color-scheme: dark) { body { color: #e6e6ea; background: #17171b } ul { color: #a0a0a8 }
  .silent ul { color: #f0a070 } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_coverage(title: str, sentences: Iterable[ReadSentence]) -> str:
    """Return the page: each sentence with the statements that it gave, or, marked, why it gave none."""
    read = tuple(sentences)
    silent = sum(not one.statements for one in read)
    body = "".join(map(_sentence, read))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"<p>{silent:,} of {len(read):,} sentences gave no statement; they are marked.</p>{body}</body></html>\n"
    )


def _sentence(sentence: ReadSentence) -> str:
    below = "".join(f"<li>{escape(line)}</li>" for line in sentence.statements or sentence.reasons)
    name = "told" if sentence.statements else "silent"
    return f'<section class="{name}"><p>{escape(sentence.text)}</p><ul>{below}</ul></section>'
