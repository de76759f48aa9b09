"""A store in one file, and back: what cannot be derived, with a checksum of each part, as a tar archive.

In go an opened store and a path, out comes the file, whole or not at all; the same state gives the same bytes. The store may
be read and written meanwhile. The index is not in it: restoring makes it anew from the documents.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec

from kg.errors import StoreError
from kg.graph.build import rebuild
from kg.graph.manifest import FILE, FORMAT, Manifest, load_manifest, save_manifest, sync_folder
from kg.graph.root import Root, load_root
from kg.graph.segments import read_members, with_hashes
from kg.graph.snapshot import GenerationFolder, Snapshot, open_snapshot
from kg.graph.store import DECISIONS
from kg.graph.target import whole_file

_CONTENTS = "backup.json"
_PART = re.compile(
    r"(?:documents|shares)/[0-9]+\.jsonl\.gz|entities/(?:[0-9]+\.parts|ledger\.msgpack)"
    r"|[a-z]+\.(?:json|jsonl|json\.gz|msgpack|kgnames)"
)
"""What a part of a backup may be called; anything else in an archive is refused."""
_LARGEST_HEAD = 64 << 20


class Contents(msgspec.Struct, frozen=True):
    """What stands first in a backup: who wrote it, the manifest of the store, its root, and the hash of each part."""

    format: int
    generator: str
    manifest: Manifest
    root: str
    parts: dict[str, str]


def write_backup(snapshot: Snapshot, path: Path) -> Contents:
    """Write what an opened store holds into one file, with the checksum of every part."""
    folder = snapshot.folder.path
    parts = sorted(
        part.relative_to(folder).as_posix()
        for part in folder.rglob("*")
        if part.is_file() and _PART.fullmatch(part.relative_to(folder).as_posix())
    )
    root = load_root(snapshot.folder.root)
    contents = Contents(
        FORMAT,
        f"kgwire {version('kgwire')}",
        snapshot.manifest,
        "" if root is None else root.root,
        {part: _hash_of(folder / part) for part in parts},
    )
    with whole_file(path) as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            head = msgspec.json.format(msgspec.json.encode(contents)) + b"\n"
            archive.addfile(_info(_CONTENTS, len(head)), io.BytesIO(head))
            for part in parts:
                with (folder / part).open("rb") as source:
                    archive.addfile(_info(part, os.fstat(source.fileno()).st_size), source)
        file.flush()
        os.fsync(file.fileno())
    return contents


def restore(path: Path, store: Path) -> Contents:
    """Make a store of a backup, where there is none; what is damaged, or no backup, raises StoreError and leaves nothing."""
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise StoreError(f"{store}: something is there already; name another folder with --store, or move it away")
    try:
        store.absolute().parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{store.name}.", dir=store.absolute().parent))
    except OSError as problem:
        raise StoreError(f"{store}: the store cannot be written: {problem.strerror or problem}") from problem
    try:
        contents = _unpack(path, temporary)
        rebuild(temporary)
        temporary.chmod(0o755)
        if store.exists():
            store.rmdir()
        temporary.replace(store)
        sync_folder(store.absolute().parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return contents


@contextmanager
def open_state(path: Path) -> Iterator[Snapshot]:
    """Open a store, or the state of one that a backup holds, for reading; a state has no index."""
    if not path.is_file():
        with open_snapshot(path) as snapshot:
            yield snapshot
        return
    with tempfile.TemporaryDirectory(prefix="kg-state-") as name:
        _unpack(path, Path(name))
        with open_snapshot(Path(name)) as snapshot:
            yield snapshot


def _unpack(path: Path, store: Path) -> Contents:
    """Put the parts of a backup into a folder as a store without an index, and check all of it."""
    try:
        with tarfile.open(path, "r:") as archive:
            contents = _read_contents(archive, path)
            folder = GenerationFolder(store, contents.manifest.generation)
            folder.documents.mkdir(parents=True)
            folder.shares.mkdir()
            folder.entities.mkdir()
            left = dict(contents.parts)
            for info in archive:
                if info.name == _CONTENTS:
                    continue
                source = archive.extractfile(info) if info.isreg() and info.name in left else None
                if source is None:
                    raise StoreError(f"{path}: holds {info.name!r}, which no backup does")
                target = folder.path / info.name
                with target.open("wb") as file:
                    shutil.copyfileobj(source, file)
                if _hash_of(target) != left.pop(info.name):
                    raise StoreError(f"{path}: {info.name} is damaged: its checksum is another")
            if left:
                raise StoreError(f"{path}: {', '.join(sorted(left))} is missing; the file was cut off")
    except (tarfile.TarError, EOFError, OSError, msgspec.MsgspecError) as problem:
        raise StoreError(f"{path}: no backup of a store, or a damaged one: {problem}") from problem
    if folder.decisions.exists():
        shutil.copyfile(folder.decisions, store / DECISIONS)
    folder.lock.touch()
    save_manifest(store, contents.manifest)
    _check_root(path, store, contents)
    return contents


def _read_contents(archive: tarfile.TarFile, path: Path) -> Contents:
    first = archive.next()
    source = None if first is None or first.name != _CONTENTS else archive.extractfile(first)
    if first is None or source is None or first.size > _LARGEST_HEAD:
        raise StoreError(f"{path}: no backup of a store: it does not begin with {_CONTENTS}")
    contents = msgspec.json.decode(source.read(), type=Contents)
    if contents.format > FORMAT:
        raise StoreError(f"{path}: written by a newer version of kg ({contents.generator}); upgrade kgwire")
    strange = [part for part in contents.parts if not _PART.fullmatch(part)]
    if strange or not re.fullmatch(r"[0-9]+", contents.manifest.generation):
        raise StoreError(f"{path}: names parts that no store has: {', '.join(strange)}")
    return contents


def _check_root(path: Path, store: Path, contents: Contents) -> None:
    """Raise StoreError where the documents are not those of which the backup was made."""
    manifest = load_manifest(store)
    if manifest is None:
        raise StoreError(f"{path}: no backup of a store: it has no {FILE}")
    with open_snapshot(store) as snapshot:
        catalogue = tuple(with_hashes(snapshot.folder.documents, snapshot.catalogue))
        recorded = load_root(snapshot.folder.root)
        root = Root.of(catalogue, {} if recorded is None else recorded.versions)
        sizes = [len(member) == entry.length for entry, member in read_members(snapshot.folder.documents, catalogue)]
    if not all(sizes) or (contents.root and root.root != contents.root):
        raise StoreError(f"{path}: its documents are not those that it was made of")


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o644
    return info


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
