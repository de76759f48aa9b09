"""What a folder knows of a server: what it can do, and which graphs it was sent, by their hashes.

    kg-store/remote/HASH/
      abilities.json    what was found out about the server
      journal.jsonl     a line an event, the last one of a graph counts; rewritten when all is sent
      lock              held by the process that sends

A graph about to be sent or removed is noted first as unsure, so that whatever ends the process, no line says more than holds.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import StoreError
from kg.graph.remote.abilities import Abilities
from kg.graph.remote.server import Server

FOLDER = "remote"


class Sent(msgspec.Struct, frozen=True):
    """The hash of a graph's triples and how many they are; no hash where it is not sure what the server holds."""

    digest: str | None
    triples: int = 0


class _Line(msgspec.Struct, omit_defaults=True):
    """An event: a graph sent, unsure or gone; or a generation that the server has whole."""

    graph: str = ""
    digest: str | None = None
    triples: int = 0
    gone: bool = False
    generation: str = ""


class Journal:
    """What one server was sent; not for several processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path / "journal.jsonl"
        self._abilities = path / "abilities.json"
        self._file: IO[bytes] | None = None
        self.graphs: dict[str, Sent] = {}
        self.generation = ""
        self._read()

    @classmethod
    def of(cls, folder: Path, server: Server) -> Journal:
        """Return the journal of a server in a store's folder."""
        return cls(place_of(folder, server))

    def abilities(self) -> Abilities | None:
        """Return what was found out about the server, None where that has not been asked or was by another version."""
        try:
            return msgspec.json.decode(self._abilities.read_bytes(), type=Abilities)
        except (OSError, msgspec.MsgspecError):
            return None

    def keep_abilities(self, abilities: Abilities) -> None:
        """Keep what was found out."""
        _replace(self._abilities, msgspec.json.format(msgspec.json.encode(abilities)) + b"\n")

    def forget_abilities(self) -> None:
        """Have the server asked anew what it can do."""
        with suppress(OSError):
            self._abilities.unlink()

    def unsure(self, graphs: Iterable[str]) -> None:
        """Note that from now on it is not sure what the server holds of these graphs."""
        self.generation = ""
        self._write(_Line(graph=graph) for graph in graphs)
        if self._file is not None:
            os.fsync(self._file.fileno())

    def sent(self, graph: str, sent: Sent) -> None:
        """Note that the server took a graph."""
        self._write([_Line(graph=graph, digest=sent.digest, triples=sent.triples)])

    def removed(self, graph: str) -> None:
        """Note that the server has a graph no longer."""
        self._write([_Line(graph=graph, gone=True)])

    def complete(self, generation: str) -> None:
        """Note that the server holds all of a generation."""
        self.close()
        self.generation = generation
        lines = [
            _Line(graph=graph, digest=one.digest, triples=one.triples) for graph, one in sorted(self.graphs.items())
        ]
        encoded = [msgspec.json.encode(line) + b"\n" for line in (*lines, _Line(generation=generation))]
        _replace(self._path, b"".join(encoded))

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, lines: Iterable[_Line]) -> None:
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("ab")
                if self._file.tell():
                    self._file.write(b"\n")  # behind a line that was cut off
            for line in lines:
                self._take(line)
                self._file.write(msgspec.json.encode(line) + b"\n")
            self._file.flush()
        except OSError as problem:
            raise _cannot_be_written(self._path, problem) from problem

    def _read(self) -> None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as problem:
            raise StoreError(f"{self._path}: cannot be read: {problem.strerror or problem}") from problem
        for line in content.split(b"\n"):
            try:
                self._take(msgspec.json.decode(line, type=_Line))
            except msgspec.MsgspecError:  # an end of line, or a line that was cut off
                continue

    def _take(self, line: _Line) -> None:
        if line.gone:
            self.graphs.pop(line.graph, None)
        elif line.graph:
            self.graphs[line.graph] = Sent(line.digest, line.triples)
        self.generation = line.generation


def place_of(folder: Path, server: Server) -> Path:
    """Return where in a store's folder it is kept what a server was sent."""
    return folder / FOLDER / hashlib.sha256(server.address.encode("ascii")).hexdigest()[:16]


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as problem:
        raise _cannot_be_written(path, problem) from problem


def _cannot_be_written(path: Path, problem: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written: {problem.strerror or problem}")
