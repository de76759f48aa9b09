"""The table of formats: each suffix leads to one reader, and a file is read whatever the case of its suffix."""

from pathlib import Path

import pytest

from kg.reading import read
from kg.reading.formats import BY_SUFFIX, FORMATS, WHAT_IS_READ

HELD = {".jsonl": '{"text": "Kirby said so."}\n', ".ndjson": '{"text": "Kirby said so."}\n'}
PAGE = "<html><body><article><p>Kirby said so, and the council heard it.</p></article></body></html>"
HELD |= dict.fromkeys((".html", ".htm"), PAGE)
"""What a file of a format holds, where it is not the text itself."""


def test_formats_no_suffix_leads_to_two_of_them() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes)) == len(BY_SUFFIX)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_formats_messages_name_each_of_them() -> None:
    assert WHAT_IS_READ.startswith(".txt, .md, ") and WHAT_IS_READ.endswith(" files")
    assert all(form.suffixes[0] in WHAT_IS_READ for form in FORMATS)


@pytest.mark.parametrize("suffix", BY_SUFFIX)
def test_formats_are_read_by_their_suffix(suffix: str, tmp_path: Path) -> None:
    for name in (f"a{suffix}", f"b{suffix.upper()}"):
        (tmp_path / name).write_text(HELD.get(suffix, "Kirby said so."), encoding="utf-8")
    texts = [document.text for document in read(tmp_path)]
    assert len(texts) == 2
    assert all(text.startswith("Kirby said so") for text in texts)


def test_formats_a_file_named_itself_is_plain_text_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "note.article").write_text("Kirby said so.", encoding="utf-8")
    assert [document.text for document in read(tmp_path / "note.article")] == ["Kirby said so."]
