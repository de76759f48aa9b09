"""The title of a text that names none: its first line, where that reads like a title and not like a sentence.

A text goes in, a title or None comes out. The line stays in the text, which is the article as it was written.
"""

from __future__ import annotations

import re

from kg.heading import heading_of

MOST_WORDS, MOST_CHARACTERS = 20, 140
FIRST_LINES = re.compile(r"\s*(?P<first>[^\n]+?)[ \t]*(?:\n[ \t]*)+(?P<next>[^\n]+)")
HEADING_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)")
RULE_BELOW = re.compile(r"=+|-{3,}")
NO_TITLE = re.compile(r"[>*•|\[({<]|[-–—]\s|\d+[.)]\s|https?:")
SENTENCE = re.compile(r"[.…:;,!][\"'”’)\]]*$")
LABEL = re.compile(r"(?P<label>[^:]{1,40}):\s")


def first_line_title(text: str) -> str | None:
    r"""Return the first line of a text where it reads like a title, without Markdown's marks.

    "Missiles found in Kharkiv\n\nInvestigators said …" → Missiles found in Kharkiv
    "# Port talks\nThe talks …" → Port talks
    "Kirby said so.\nTwice." → None, for it is a sentence; "By Ann Lee\n\n…" and "KYIV, January 4\n\n…" → None
    """
    match = FIRST_LINES.match(text)
    if match is None:
        return None
    first, following = match["first"].strip(), match["next"].strip()
    line = " ".join(HEADING_MARK.sub("", first).rstrip("# ").split())
    ruled = RULE_BELOW.fullmatch(following) is not None and not SENTENCE.search(line)
    if ruled or HEADING_MARK.match(first) is not None:
        return line or None
    apart = re.match(r"\s*[^\n]+\n[ \t]*\n", text) is not None
    fits = len(line.split()) in range(2, MOST_WORDS + 1) and len(line) <= MOST_CHARACTERS
    if not (apart and fits) or NO_TITLE.match(line) or SENTENCE.search(line) or not line[0].isupper():
        return None
    if heading_of(f"{line}\n\nAnother line says it.").rstrip("…") not in line:
        return None  # a dateline, a byline, a date or a caption
    return None if _is_label(line) else line


def _is_label(line: str) -> bool:
    """Tell whether a line begins with who speaks or with the name of a field: "Q: …", "Subject: …"."""
    match = LABEL.match(line)
    return match is not None and (match["label"].isupper() or match["label"].casefold() in FIELDS)


FIELDS = frozenset(("subject", "from", "to", "date", "title", "author", "q", "a", "question", "answer"))
