r"""Output that every terminal can print: what the encoding of standard output lacks is written as something that it has.

In a UTF-8 locale nothing changes. Elsewhere tables show the nearest plain letter or sign, or "?", and data for programs
have escapes (`\u011f`), which lose nothing. Words of a command line that the locale could not decode are read as UTF-8.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
import unicodedata
from typing import Literal

DataForm = Literal["csv", "json", "jsonl", "turtle"]

NEAREST = "kg.nearest"
ESCAPED = {"csv": "kg.escaped", "turtle": "kg.escaped", "json": "kg.escaped-json", "jsonl": "kg.escaped-json"}

_SIGNS = {
    **{"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "…": "..."},
    **{"–": "-", "—": "-", "―": "-", "−": "-", "·": "*", "•": "*", "×": "x", "€": "EUR", "£": "GBP", "ß": "ss"},
    **{"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "→": "->"},
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def prepare_output() -> None:
    """Let standard output write the nearest thing that it can for what its encoding lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=NEAREST)


def write_data(text: str, form: DataForm) -> None:
    """Write data for programs to standard output, with escapes for what its encoding lacks."""
    sys.stdout.flush()
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, ESCAPED[form]))


def decoded(text: str) -> str:
    """Return text without lone surrogates: the bytes that Python made them of are read as UTF-8."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace").decode("utf-8", "replace")


def _is_escaped(text: str) -> bool:
    return all("\udc80" <= surrogate <= "\udcff" for surrogate in _SURROGATE.findall(text))


def _nearest(problem: UnicodeError) -> tuple[str, int]:
    return "".join(map(_plain, _unencodable(problem))), _end(problem)


def _plain(character: str) -> str:
    """Return the plain sign or letter nearest to a character, "?" where there is none: é → e, “ → ", 北 → ?."""
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii())
    return _SIGNS.get(character) or base or ("" if unicodedata.combining(character) else "?")


def _escaped(problem: UnicodeError) -> tuple[str, int]:
    codes = (ord(character) for character in _unencodable(problem))
    return "".join(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}" for code in codes), _end(problem)


def _escaped_for_json(problem: UnicodeError) -> tuple[str, int]:
    units = _unencodable(problem).encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), _end(problem)


def _unencodable(problem: UnicodeError) -> str:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return problem.object[problem.start : problem.end]


def _end(problem: UnicodeError) -> int:
    return problem.end if isinstance(problem, UnicodeEncodeError) else 0


codecs.register_error(NEAREST, _nearest)
codecs.register_error(ESCAPED["csv"], _escaped)
codecs.register_error(ESCAPED["json"], _escaped_for_json)
