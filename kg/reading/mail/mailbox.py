"""Read a mailbox in the form mbox: its messages are parted by lines that begin with "From ", and read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.mail.message import MAX_MESSAGE, message_documents
from kg.reading.source import Source

PARTING = re.compile(rb"From \S.*[0-9]{2}:[0-9]{2}")
QUOTED = re.compile(rb">+From ")


def read_mailbox(source: Source, context: Context) -> Iterator[Result]:
    """Yield the documents of each message; one that is too long is an error, and the next one follows."""
    for number, data in enumerate(_messages(source), start=1):
        label = f"message {number}"
        if data is None:
            yield ReadError(source.label(label), f"more than {MAX_MESSAGE:,} bytes, too long for one message")
        else:
            yield from message_documents(data, source, label, context)


def _messages(source: Source) -> Iterator[bytes | None]:
    """Yield the bytes of each message, None for one that is too long."""
    gathered = bytearray()
    began, too_long, blank_before, ended = False, False, True, True
    for line in source.lines():
        if blank_before and ended and PARTING.match(line):
            if began:
                yield None if too_long else bytes(gathered)
            gathered.clear()
            began, too_long = True, False
        elif not too_long:
            gathered += line[1:] if QUOTED.match(line) else line
            too_long = len(gathered) > MAX_MESSAGE
        if too_long:
            gathered.clear()
        blank_before, ended = not line.strip(), line.endswith(b"\n")
    if began:
        yield None if too_long else bytes(gathered)
