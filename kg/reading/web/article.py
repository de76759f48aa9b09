"""The blocks of an article's tree, as trafilatura makes it, as plain text; and the captions of a page's pictures before that.

A heading, a paragraph, an item of a list, a row of a table, a caption is each a block of its own; a block quotation keeps
its ">", and words that `q` quotes get quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.heading import CAPTION
from kg.reading.blocks import caption, item, joined, quoted_block, quoted_words, row

BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "cell", "graphic", "code", "div"))
LONGEST_CAPTION = 600
FEWEST_WORDS = 6
"""Of a caption; less is the name of who took the picture."""
CAPTIONS = ".//figcaption|.//table/caption"
ANNOUNCED = re.compile(r"(?:image|media|video|photo) caption:? ?", re.IGNORECASE)
"""What pages write before a caption for those who hear them."""


def text_of(body: Any) -> str:
    """Return the text of an article's tree."""
    return joined(_blocks(body))


def keep_captions(tree: Any) -> None:
    """Make of each caption in a page a paragraph behind its picture or before its table, so that it stays one.

    One that links elsewhere is no caption but the title of another article.
    """
    for element in tree.xpath(CAPTIONS):
        text = ANNOUNCED.sub("", " ".join(element.text_content().split()))
        around = next(element.iterancestors("figure", "table"), None)
        if (
            around is None
            or len(text.split()) < FEWEST_WORDS
            or len(text) > LONGEST_CAPTION
            or element.find(".//a") is not None
        ):
            continue
        if any(above.tag == "a" for above in around.iterancestors()) or around.find(".//a//img") is not None:
            continue
        parent = around.getparent()
        if parent is None:
            continue
        paragraph = element.makeelement("p")
        paragraph.text = caption(text)
        if around.tag == "figure":
            paragraph.tail, around.tail = around.tail, None
            parent.insert(parent.index(around) + 1, paragraph)
        else:
            parent.insert(parent.index(around), paragraph)
        element.drop_tree()


def _blocks(element: Any) -> Iterator[str]:
    """Yield the blocks in an element, what stands between them as a block too."""
    words: list[str] = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS and not (child.tag == "quote" and _is_inline(child)):
            yield _line(words)
            yield from _block(child)
            words = []
        else:
            words.append(_inline(child))
        words.append(child.tail or "")
    yield _line(words)


def _block(element: Any) -> Iterator[str]:
    if element.tag == "quote":
        yield from (quoted_block(line) for block in _blocks(element) for line in block.split("\n") if line.strip())
    elif element.tag == "item":
        lines = [block for block in _blocks(element) if block.strip()]
        yield from (
            item(line) if number == 0 and not CAPTION.match(line) else line for number, line in enumerate(lines)
        )
    elif element.tag == "row":
        cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in element.iter("cell"))
        yield row(cells)
    elif element.tag != "graphic":
        yield from _blocks(element)


def _is_inline(quote: Any) -> bool:
    """Tell words that are quoted inside a paragraph from a block: trafilatura calls both a quote."""
    return any(above.tag in ("p", "item", "head", "cell") for above in quote.iterancestors())


def _inline(element: Any) -> str:
    if element.tag == "lb":
        return "\n"
    if not isinstance(element.tag, str):
        return ""
    words = "".join([element.text or "", *(f"{_inline(child)}{child.tail or ''}" for child in element)])
    return quoted_words(words) if element.tag == "quote" and words.strip() else words


def _line(words: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return "\n".join(line for line in lines if line)
