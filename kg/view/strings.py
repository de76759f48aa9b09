"""The page's table of strings: in goes a string, out comes its number, the same for the same string."""

from __future__ import annotations

NONE = -1
"""The number that stands where there is no string, thing or place."""


class Strings:
    """Strings in the order of their first use; the page ships each of them once."""

    def __init__(self) -> None:
        """Start with an empty table."""
        self._number: dict[str, int] = {}

    def number(self, text: str | None) -> int:
        """Return the number of `text`, NONE for None."""
        if text is None:
            return NONE
        return self._number.setdefault(text, len(self._number))

    def to_list(self) -> list[str]:
        """Return the strings, each at the place of its number."""
        return list(self._number)
