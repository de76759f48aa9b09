"""ZIP and gzip: what is packed is read, bombs and nests end with one line, and no name in an archive is a path."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from kg.reading import limits, read
from kg.reading.limits import MAX_DEPTH
from tests.reading.sources import read_bytes


def zipped(compression: int = zipfile.ZIP_DEFLATED, **files: bytes | str) -> bytes:
    return zip_of({name.replace("__", "."): data for name, data in files.items()}, compression)


def zip_of(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def texts(data: bytes, name: str = "a.zip") -> tuple[list[str], list[str]]:
    documents, messages = read_bytes(data, name)
    return [document.text for document in documents], messages


def test_packed_zip_is_read_like_a_folder() -> None:
    data = zip_of(
        {
            "b.txt": "Second.",
            "a/x.jsonl": '{"text": "First."}\n',
            "README.md": "No.",
            ".hidden.txt": "No.",
            "__MACOSX/b.txt": "No.",
            "c.md": "Third.",
        }
    )
    assert texts(data) == (["First.", "Second.", "Third."], [])


def test_packed_every_bad_member_is_named_and_the_rest_is_read() -> None:
    data = zip_of(
        {
            "a.txt": "A.",
            "b.txt": "",
            "c.png": b"\x89PNG\r\n\x1a\n\0",
            "d.pdf": "no",
            "e.txt": b"Caf\xe9",
            "f\n\x1b[31m.txt": "",
            "z.txt": "Z.",
        }
    )
    found, messages = texts(data)
    assert found == ["A.", "Z."]
    assert [message.partition(": ")[0] for message in messages] == [
        "a.zip, b.txt",
        "a.zip, c.png",
        "a.zip, d.pdf",
        "a.zip, e.txt",
        r"a.zip, f\n\x1b[31m.txt",
    ]


def test_packed_names_are_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("Secret.")
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    names = ("../secret.txt", str(tmp_path / "secret.txt"), "C:\\secret.txt", "../../etc/passwd.txt")
    (inside / "a.zip").write_bytes(zip_of(dict.fromkeys(names, "Packed.")))
    assert [document.text for document in read("a.zip")] == ["Packed."] * len(names)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "inside", "secret.txt"]


def test_packed_gzip_takes_the_suffix_of_what_is_inside() -> None:
    assert texts(gzip.compress(b"Kirby said so."), "a.txt.gz") == (["Kirby said so."], [])
    assert texts(gzip.compress(b"text,title\nKirby said so.,T\n"), "a.csv.gz") == (["Kirby said so."], [])
    assert texts(gzip.compress(b"Kirby said so."), "a.gz") == (["Kirby said so."], [])
    two = gzip.compress(b'{"text": "One."}\n') + gzip.compress(b'{"text": "Two."}\n')
    assert texts(two, "feed.jsonl.gz") == (["One.", "Two."], [])


def test_packed_archives_in_archives() -> None:
    inner = zip_of({"deep.txt": "Deep.", "other.txt.gz": gzip.compress(b"Other.")})
    outer = zip_of({"inner.zip": inner, "x.txt": "X."})
    assert texts(outer) == (["Deep.", "Other.", "X."], [])
    assert texts(gzip.compress(outer), "a.zip.gz") == (["Deep.", "Other.", "X."], [])


def test_packed_too_deep_is_one_line_and_the_rest_is_read() -> None:
    data = b"Kirby said so."
    for _ in range(MAX_DEPTH + 1):
        data = gzip.compress(data)
    outer = zip_of({"deep.gz": data, "x.txt": "X."})
    found, messages = texts(outer)
    assert found == ["X."]
    assert messages == ["a.zip, deep.gz: packed in more than 5 archives or messages; unpack some of them first"]


def test_packed_bombs_end_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_EXPANSION", 100_000)
    line = b'{"text": "Kirby said so.", "language": "en"}\n'
    bomb = gzip.compress(line * 40_000)
    reason = "unpacks to more than 200 times its size, as a bomb does; no more of it is read"
    found, messages = texts(bomb, "a.jsonl.gz")
    assert found and messages == [f"a.jsonl.gz: {reason}"]
    packed = zip_of({f"{number:02}.jsonl": line * 20_000 for number in range(9)})
    found, messages = texts(packed)
    assert len(messages) == 1 and messages[0].endswith(reason)
    nested = zip_of({"a.zip": packed, "b.zip": packed, "c.txt": "C."})
    found, messages = texts(nested)
    assert len(messages) == 1 and messages[0].endswith(reason)


def test_packed_an_honest_archive_is_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_EXPANSION", 1_000_000)
    lines = "".join(
        f'{{"text": "Ship {number} has left the harbour of port {number * 7919 % 1000}."}}\n'
        for number in range(30_000)
    )
    assert len(texts(gzip.compress(lines.encode()), "a.jsonl.gz")[0]) == 30_000


def encrypted(data: bytes) -> bytes:
    """An archive whose first file says that it is encrypted."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    out = bytearray(data)
    out[local + 6] |= 1
    out[central + 8] |= 1
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "name", "messages"),
    [
        (encrypted(zip_of({"a.txt": "A."})), "a.zip", ["a.zip, a.txt: encrypted; unpack it with its password first"]),
        (zip_of({"a.txt": "A." * 500})[:-30], "a.zip", ["a.zip: a ZIP archive that is cut off or damaged"]),
        (zip_of({}), "a.zip", ["a.zip: no article in this archive"]),
        (
            b"Kirby said so.",
            "a.zip",
            ["a.zip: its name says that it is a ZIP archive, but it does not begin as one does"],
        ),
        (
            gzip.compress(b"Kirby said so.")[:-9],
            "a.txt.gz",
            ["a.txt.gz: cut off or damaged: it cannot be unpacked to its end"],
        ),
        (
            b"\x1f\x8b\x08\x00garbage that is no stream",
            "a.gz",
            ["a.gz: cut off or damaged: it cannot be unpacked to its end"],
        ),
        (b"\x1f\x8b", "a.gz", ["a.gz: cut off or damaged: it cannot be unpacked to its end"]),
        (b"7z\xbc\xaf\x27\x1c....", "a.7z", ["a.7z: a 7z archive; unpack it, or pack it as ZIP"]),
        (b"BZh91AY", "a.txt.bz2", ["a.txt.bz2: a bzip2 file; unpack it, or pack it with gzip"]),
        (b"a" * 257 + b"ustar\x0000", "a.tar", ["a.tar: a tar archive; unpack it, or pack it as ZIP"]),
        (b"", "a.zip", ["a.zip: an empty file"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_packed_what_cannot_be_read_is_told_in_one_line(data: bytes, name: str, messages: list[str]) -> None:
    assert texts(data, name) == ([], messages)


def test_packed_damage_inside_one_member_leaves_the_others() -> None:
    data = bytearray(zip_of({"a.txt": "A.", "b.txt": "Kirby said so. " * 50, "c.txt": "C."}, zipfile.ZIP_STORED))
    data[data.index(b"Kirby")] ^= 0xFF
    found, messages = texts(bytes(data))
    assert found == ["A.", "C."]
    assert messages == ["a.zip, b.txt: cannot be unpacked: Bad CRC-32 for file 'b.txt'"]


def test_packed_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zip_of({"a.txt": "A."})), encoding="utf-8"))
    assert [document.text for document in read("-")] == ["A."]
