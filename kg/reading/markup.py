"""The text of a piece of HTML that is an article already, as feeds and messages hold it: markup in, plain text out.

Nothing around it has to be taken off, as of a web page; scripts, styles and what is hidden are left out. What is no
HTML comes out as the text that it is.
"""

from __future__ import annotations

from html.parser import HTMLParser

from kg.reading.blocks import caption, item, joined, quoted_block, quoted_words, row

UNREAD = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "form")
)
TAGS_OF_BLOCKS = (
    "address article aside blockquote body caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li "
    "main nav ol p pre section table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(TAGS_OF_BLOCKS.split())
CELLS = frozenset(("td", "th"))
VOID = frozenset(("br", "hr", "img", "wbr", "input", "meta", "link", "col", "area", "embed", "source", "track"))


def text_of_markup(markup: str) -> str:
    """Return the text of HTML, its blocks parted by blank lines.

    "<p>One.</p><blockquote>Two.</blockquote>" → One. and > Two.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Gathers blocks while tags go by; where it stands is what was opened and not yet closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] | None = None
        self._unread = 0
        self._quoted: list[int] = []

    def text(self) -> str:
        """Return what was gathered."""
        self._end_row()
        self._end_block()
        return joined(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread += 1
        if tag == "br":
            self._words.append("\n")
        elif tag == "q":
            self._quoted.append(len(self._words))
        elif tag in CELLS:
            self._end_cell()
        elif tag in BLOCKS:
            self._between_blocks(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        if tag == "q" and self._quoted:
            start = self._quoted.pop()
            self._words[start:] = [quoted_words("".join(self._words[start:]))]
        elif tag in CELLS:
            self._end_cell()
        elif tag in BLOCKS:
            self._between_blocks(tag)
        while self._open:
            last = self._open.pop()
            self._unread -= last in UNREAD
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._words.append(data if "pre" in self._open else data.replace("\n", " "))

    def _between_blocks(self, tag: str) -> None:
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif tag == "table":
            self._end_row()
        elif self._cells is not None:
            self._words.append(" ")
            return
        self._end_block()

    def _taken(self) -> list[str]:
        """Return the lines gathered, of single spaces, and begin anew."""
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n")]
        self._words.clear()
        self._quoted.clear()
        return [line for line in lines if line]

    def _end_cell(self) -> None:
        if self._cells is not None:
            self._cells.append(" ".join(self._taken()))

    def _end_row(self) -> None:
        if self._cells is not None:
            self._end_cell()
            self._blocks.append(row(self._cells))
            self._cells = None

    def _end_block(self) -> None:
        lines = self._taken()
        if not lines:
            return
        if "figcaption" in self._open or "caption" in self._open:
            lines = [caption(" ".join(lines))]
        elif "blockquote" in self._open:
            lines = [quoted_block(line) for line in lines]
        elif "li" in self._open:
            lines = [item(" ".join(lines))]
        self._blocks.append("\n".join(lines))
