"""The prompt of `kg ask`: lines that a user types, with the history of former ones and completion of names."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PROMPT = "kg> "
_LONGEST_HISTORY = 1000
_ENDINGS = frozenset({"exit", "quit"})


class Prompt:
    """Asks for lines until the user ends it; where the terminal has no readline, it is a plain prompt."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._found: list[str] = []

    def lines(self) -> Iterator[str]:
        """Yield what is typed, line by line, without empty ones; Ctrl-D, "exit" and "quit" end it, Ctrl-C drops a line."""
        with self._with_readline():
            while True:
                try:
                    line = input(PROMPT).strip()
                except EOFError:
                    return
                except KeyboardInterrupt:
                    continue
                if line.lower() in _ENDINGS:
                    return
                if line:
                    yield line

    def complete(self, text: str, state: int) -> str | None:
        """Return the completion with number `state` of a name that has begun, None after the last one."""
        if state == 0:
            wanted = text.casefold()
            self._found = [name for name in self._names if wanted and name.casefold().startswith(wanted)]
        return self._found[state] if state < len(self._found) else None

    @contextlib.contextmanager
    def _with_readline(self) -> Iterator[None]:
        try:
            import readline
        except ImportError:
            yield
            return
        history = history_file()
        with contextlib.suppress(OSError):
            readline.read_history_file(history)
        readline.set_history_length(_LONGEST_HISTORY)
        readline.set_completer(self.complete)
        readline.set_completer_delims(",?!;:\"'()")
        readline.parse_and_bind("tab: complete")
        try:
            yield
        finally:
            readline.set_completer(None)
            with contextlib.suppress(OSError):
                history.parent.mkdir(parents=True, exist_ok=True)
                readline.write_history_file(history)


def history_file() -> Path:
    """Return where former questions are kept: in the user's folder for state."""
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "kg" / "questions"
