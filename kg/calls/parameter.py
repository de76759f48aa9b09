"""A parameter of a call: in goes what somebody sent, as text or as a JSON value, out comes the value, or a CallError."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kg.calls.errors import CallError

LONGEST = 2000
"""Characters that a text may have; a longer one is no name and no search."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a call can be given; `choices`, where there are any, are all that it may be."""

    name: str
    about: str
    kind: Literal["text", "number"] = "text"
    required: bool = False
    default: str | int | None = None
    least: int = 0
    most: int = 2**31 - 1
    choices: tuple[str, ...] = ()
    example: str | int | None = None

    def read(self, given: Any) -> str | int | None:
        """Return the value that was meant; what does not fit raises CallError, which says what would."""
        if given is None or given == "":
            if self.required:
                raise CallError("wrong", f"{self.name} is missing: {self.about}")
            return self.default
        return self._number(given) if self.kind == "number" else self._text(given)

    def _text(self, given: Any) -> str:
        if not isinstance(given, str):
            raise CallError("wrong", f"{self.name} must be a text")
        if len(given) > LONGEST:
            raise CallError("wrong", f"{self.name} is longer than {LONGEST} characters")
        if "\0" in given:
            raise CallError("wrong", f"{self.name} holds a character that no text has")
        if self.choices and given not in self.choices:
            raise CallError("wrong", f"{self.name} must be one of {', '.join(self.choices)}")
        return given

    def _number(self, given: Any) -> int:
        if isinstance(given, str) and len(given) <= len(str(self.most)) and given.isascii() and given.isdecimal():
            given = int(given)
        if not isinstance(given, int) or isinstance(given, bool) or not self.least <= given <= self.most:
            raise CallError("wrong", f"{self.name} must be a whole number from {self.least} to {self.most}")
        return given

    def schema(self) -> dict[str, Any]:
        """Return the value's JSON Schema."""
        found: dict[str, Any] = {"description": self.about}
        if self.kind == "number":
            found |= {"type": "integer", "minimum": self.least, "maximum": self.most}
        else:
            found |= {"type": "string", "minLength": 1, "maxLength": LONGEST} if self.required else {"type": "string"}
            found["maxLength"] = LONGEST
        if self.choices:
            found["enum"] = list(self.choices)
        if self.default is not None:
            found["default"] = self.default
        if self.example is not None:
            found["examples"] = [self.example]
        return found


LIMIT = Parameter("limit", "At most so many rows.", "number", default=50, least=1, most=500)
OFFSET = Parameter("offset", "How many rows to pass over first.", "number", default=0, most=1_000_000)
