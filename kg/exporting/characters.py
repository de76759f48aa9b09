"""Characters that a form does not have become U+FFFD, so that a strange text costs a sign and not the export."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(text: str) -> str:
    r"""Return text without what XML does not have: control characters, lone surrogates.

    >>> in_xml("bell \x07 and <b>")
    'bell � and <b>'
    """
    return _NOT_XML.sub("\ufffd", text)


def in_csv(text: str) -> str:
    """Return text without NUL, where readers of CSV stop."""
    return text.replace("\0", "\ufffd")
