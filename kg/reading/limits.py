"""How much is read at most: bytes of an article, of a file, of what an archive unpacks to, and archives in archives."""

from __future__ import annotations

from kg.errors import ReadError

MAX_CHARACTERS = 1_000_000
"""The longest text that a spaCy pipeline takes."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""What the longest article takes in UTF-8; more is not read into memory."""

MAX_MARKED_UP = 16_000_000
"""Bytes of a web page, a feed or a part of a message: markup takes more room than the text in it."""

MAX_FILE = 500_000_000
"""Bytes of a file that its reader needs as a whole, such as a PDF; more than that is no article."""

MAX_DEPTH = 5
"""Archives, messages and crawls inside each other."""

MOST_EXPANSION = 200
"""How many times its packed size an archive may unpack to; text packs to a tenth, a bomb to a thousandth."""

FREE_EXPANSION = 100_000_000
"""Bytes that every archive may unpack to, however small it is."""


class Budget:
    """What may still be unpacked of one outermost archive, counted over all that is packed inside it."""

    def __init__(self) -> None:
        self.packed = 0
        self.unpacked = 0

    @property
    def spent(self) -> bool:
        """Tell whether more came out than an honest archive holds."""
        return self.unpacked > max(FREE_EXPANSION, MOST_EXPANSION * self.packed)

    def take(self, count: int, name: str) -> None:
        """Count bytes that came out of `name`; ReadError where they are more than an honest archive holds."""
        self.unpacked += count
        if self.spent:
            raise ReadError(
                name, f"unpacks to more than {MOST_EXPANSION} times its size, as a bomb does; no more of it is read"
            )
