"""Files, folders and standard input: what is found, in which order, and what is skipped with which reason."""

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.reading import read
from kg.reading.formats import WHAT_IS_READ


def read_all(*paths: str | Path, date: str | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """The texts read and, for each input skipped, its name and the reason."""
    skipped: list[ReadError] = []
    texts = [document.text for document in read(paths, date=date, on_skip=skipped.append)]
    assert all(str(problem).isprintable() for problem in skipped)
    return texts, [(Path(problem.source).name, problem.reason) for problem in skipped]


def write(folder: Path, **articles: str) -> None:
    for name, text in articles.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def give_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_inputs_order_is_that_of_arguments_and_sorted_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "inner").mkdir()
    write(tmp_path, z__txt="Z.", a__md="A.", B__txt="capital B.", c__txt="C.")
    write(tmp_path / "b", y__txt="B Y.", x__txt="B X.")
    write(tmp_path / "b" / "inner", w__txt="B W.")
    texts, skipped = read_all(tmp_path / "z.txt", tmp_path)
    assert texts == ["Z.", "capital B.", "A.", "B W.", "B X.", "B Y.", "C.", "Z."]
    assert skipped == []


def test_inputs_hidden_files_and_readmes_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", note__txt="No.")
    write(tmp_path, README__md="No.", Readme__txt="No.", article__txt="Yes.")
    (tmp_path / ".hidden.txt").write_text("No.")
    assert read_all(tmp_path) == (["Yes."], [])


def test_inputs_hidden_file_and_readme_that_are_named_are_read(tmp_path: Path) -> None:
    write(tmp_path, README__md="Read me.")
    (tmp_path / ".hidden").write_text("Hidden.")
    assert read_all(tmp_path / "README.md", tmp_path / ".hidden") == (["Read me.", "Hidden."], [])


def test_inputs_one_path_alone_is_no_list_of_letters(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.")
    assert [document.text for document in read(str(tmp_path / "a.txt"))] == ["A."]
    assert [document.text for document in read(tmp_path / "a.txt")] == ["A."]


def test_inputs_bad_files_of_a_folder_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.", b_empty__txt="", z__md="Z.")
    (tmp_path / "c_binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "d_latin.txt").write_bytes(b"Caf\xe9")
    (tmp_path / "e_broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "f_self.txt").symlink_to(tmp_path / "f_self.txt")
    (tmp_path / "g_long.txt").write_bytes(b"Kirby said so. " * 350_000)
    (tmp_path / "h_picture.png").write_bytes(b"\x89PNG")
    os.mkfifo(tmp_path / "i_pipe.txt")
    texts, skipped = read_all(tmp_path)
    assert texts == ["A.", "Z."]
    assert skipped == [
        ("b_empty.txt", "no text; an article needs some"),
        ("c_binary.txt", "a binary file, not text"),
        ("d_latin.txt", "not UTF-8: byte 0xe9 at 3; save it as UTF-8"),
        ("e_broken.txt", "a link to a file that is not there"),
        ("f_self.txt", "a loop of links"),
        ("g_long.txt", "more than 4,000,000 bytes, too long for one article; split it into articles"),
        ("h_picture.png", f"not an article; in a folder, read are {WHAT_IS_READ}"),
        ("i_pipe.txt", "not a regular file"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_inputs_unreadable_file_and_folder(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.", b__txt="B.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "c").mkdir(mode=0)
    assert read_all(tmp_path) == (
        ["B."],
        [("a.txt", "cannot be read: Permission denied"), ("c", "cannot be read: Permission denied")],
    )


def test_inputs_missing_path(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.")
    texts, skipped = read_all(tmp_path / "gone.txt", tmp_path / "a.txt", tmp_path / "a.txt" / "b", "nul\0l")
    assert texts == ["A."]
    assert skipped == [
        ("gone.txt", "there is no such file or folder"),
        ("b", "cannot be read: Not a directory"),
        (r"nul\x00l", "is no path: embedded null byte"),
    ]


def test_inputs_first_error_is_raised_without_on_skip(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.", b__txt="", c__txt="C.")
    documents = read([tmp_path])
    assert next(documents).text == "A."
    with pytest.raises(ReadError, match=r"b\.txt: no text"):
        next(documents)


def test_inputs_folder_without_article(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    write(tmp_path, README__md="No.")
    reason = f"no article in this folder; read are {WHAT_IS_READ}"
    assert read_all(tmp_path) == ([], [(tmp_path.name, reason)])


def test_inputs_loop_of_folders_ends(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
    write(tmp_path / "inner", a__txt="A.")
    assert read_all(tmp_path) == (["A."], [("up", "a loop of links: this folder stands inside itself")])


def test_inputs_two_links_to_one_folder_are_no_loop(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    write(tmp_path / "real", a__txt="A.")
    (tmp_path / "seen").mkdir()
    for name in ("one", "two"):
        (tmp_path / "seen" / name).symlink_to(tmp_path / "real", target_is_directory=True)
    assert read_all(tmp_path / "seen") == (["A.", "A."], [])


def test_inputs_deep_folders_are_no_trouble(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 600)
    deep.mkdir(parents=True)
    write(deep, a__txt="Deep.")
    assert read_all(tmp_path) == (["Deep."], [])


def test_inputs_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\nx.txt")
    (tmp_path / name).write_bytes(b"")
    assert read_all(tmp_path) == ([], [(r"caf\udce9\nx.txt", "no text; an article needs some")])


def test_inputs_any_suffix_where_the_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, article="No suffix.", dispatch__2024="Odd suffix.")
    assert read_all(tmp_path / "article", tmp_path / "dispatch.2024") == (["No suffix.", "Odd suffix."], [])


def test_inputs_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, b"---\ntitle: T\n---\nKirby said so.\nTwice.\n")
    documents = list(read(["-"]))
    assert [(document.title, document.text) for document in documents] == [("T", "Kirby said so.\nTwice.\n")]
    give_standard_input(monkeypatch, b'\xef\xbb\xbf{"text": "One."}\n{"text": "Two."}')
    assert read_all("-") == (["One.", "Two."], [])
    give_standard_input(monkeypatch, b"")
    assert read_all("-") == ([], [("standard input", "no text; an article needs some")])


def test_inputs_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, b"Kirby said so.")
    assert len(list(read("-"))) == 1
    assert not sys.stdin.closed


def test_inputs_fallback_date_is_checked_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="date: '4 January' is not a date such as 2024-01-04"):
        read([tmp_path], date="4 January", on_skip=lambda _: None)


@settings(deadline=None)  # it writes files, which takes as long as the disk takes
@given(names=st.sets(st.text(alphabet="abcXYZ_-é1 ", min_size=1, max_size=8).filter(lambda n: n.strip()), min_size=1))
def test_inputs_every_file_is_read_once_in_sorted_order(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    for name in names:
        (folder / f"{name}.txt").write_text(f"Article {name}")
    texts, skipped = read_all(folder)
    assert texts == [f"Article {name}" for name in sorted(names, key=lambda name: f"{name}.txt")]
    assert skipped == []


def test_inputs_patterns_are_searched_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    write(tmp_path, z__txt="Z.", a__txt="A.", README__txt="No.", n__md="N.")
    write(tmp_path / "b", x__txt="B X.")
    write(tmp_path / "b" / "c", y__txt="B C Y.")
    assert read_all(tmp_path / "*.txt") == (["A.", "Z."], [])
    assert read_all(tmp_path / "**" / "*.txt") == (["A.", "B C Y.", "B X.", "Z."], [])
    assert read_all(tmp_path / "[b-c]") == (["B C Y.", "B X."], [])
    assert read_all(tmp_path / "*.pdf") == ([], [("*.pdf", "no file fits this pattern")])


def test_inputs_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.")
    (tmp_path / "[a].txt").write_text("In brackets.")
    assert read_all(tmp_path / "[a].txt") == (["In brackets."], [])
