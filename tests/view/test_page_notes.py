"""Work of one's own: marks, notes, what is the same, new labels, a guided story; kept, saved, opened, handed on as commands."""

import json
import shlex
from pathlib import Path

import pytest

from kg.resolve.notebook import FORMAT, Notebook, View, Wanted, read_notebook
from kg.view import render_page
from tests.view.story import story
from tests.view.writing import page_of

pytestmark = pytest.mark.browser


def mark(page, statement: int, words: str, note: str = "") -> str:
    """Mark a statement on its card; return its id."""
    page.page.evaluate(f"kgPage.change({{chosen: {{kind: 'statement', statement: {statement}}}}})")
    page.page.click(f".noting button >> text={words}")
    if note:
        page.page.click(".noting button >> text=note")
        page.page.fill(".noting textarea", note)
        page.page.press(".noting textarea", "Tab")
    return page.page.evaluate(f"kgPage.data.statements.id[{statement}]")


def name(page, thing: str, *, same: str = "", label: str = "") -> None:
    """Say on the card of a thing that it is the same as another, or how it should be called."""
    page.page.evaluate(
        f"kgPage.change({{chosen: {{kind: 'thing', thing: kgPage.data.entities.label.indexOf('{thing}')}}}})"
    )
    page.page.click(".naming summary")
    if same:
        page.page.fill("#same-as", same)
        page.page.press("#same-as", "Enter")
    if label:
        page.page.fill(".naming label:last-of-type input", label)
        page.page.press(".naming label:last-of-type input", "Tab")


def saved(page, tmp_path: Path) -> Path:
    """Save the notes as a file."""
    page.page.click("#notes-button")
    with page.page.expect_download() as download:
        page.page.click("text=Save as file")
    page.page.keyboard.press("Escape")
    path = tmp_path / "notes.json"
    download.value.save_as(path)
    return path


def test_marks_stand_wherever_the_statement_does_and_stay(open_page, story_html):
    page = open_page(story_html)
    mark(page, 1, "wrong", "It was <b>Seoul</b> that said so.")
    page.page.reload()
    page.page.wait_for_function("() => document.documentElement.dataset.ready")
    page.page.evaluate("kgPage.change({chosen: {kind: 'statement', statement: 1}})")
    assert page.page.get_attribute(".noting button >> text=wrong", "aria-pressed") == "true"
    assert "your mark: wrong" in page.text("#details .badges")
    page.page.click("#table-button")
    assert "wrong" in page.text('tr[data-statement="1"]')
    page.page.click("#notes-button")
    assert page.text(".note-text") == "It was <b>Seoul</b> that said so."
    assert page.page.locator("#notes b").count() == 0
    page.page.click("[aria-label='Remove this note']")
    assert page.page.locator(".note-text").count() == 0
    assert page.text("#notes-button") == "Notes"


def test_notes_become_a_file_and_the_commands_of_a_store(open_page, story_html, tmp_path):
    page = open_page(story_html)
    wrong = mark(page, 0, "wrong")
    mark(page, 1, "right", "well said")
    name(page, "Iran", same="Ukraine")
    name(page, "Iran", label="Iran's  $(Republic)")
    page.page.click("#notes-button")
    page.page.click("text=Copy as commands")
    commands = page.page.input_value("#notes textarea.copied[readonly]").splitlines()
    page.page.keyboard.press("Escape")
    assert [shlex.split(line) for line in commands] == [
        ["kg", "reject", wrong],
        ["kg", "merge", "Iran", "Ukraine"],
        ["kg", "rename", "Iran", "Iran's $(Republic)"],
    ]
    notebook = read_notebook(saved(page, tmp_path))
    assert list(notebook.to_decide()) == [
        Wanted("reject", (wrong,)),
        Wanted("merge", ("Iran", "Ukraine")),
        Wanted("rename", ("Iran", "Iran's $(Republic)")),
    ]
    assert [(one.mark, one.note) for one in notebook.marks] == [("wrong", ""), ("right", "well said")]


def test_a_file_is_opened_beside_what_is_there_and_another_one_refused(open_page, story_html, tmp_path):
    page = open_page(story_html)
    mark(page, 0, "right")
    own = page.page.evaluate("kgPage.data.statements.id[0]")
    path, other = tmp_path / "given.json", tmp_path / "other.json"
    given = {
        "format": FORMAT,
        "marks": [{"statement": own, "mark": "wrong"}, {"statement": "elsewhere", "mark": "check"}, 7, {"mark": "x"}],
    }
    path.write_text(json.dumps(given))
    other.write_text('{"marks": []}')
    page.page.click("#notes-button")
    page.page.set_input_files("#notes input[type=file]", other)
    page.page.wait_for_function(
        "() => document.querySelector('#notes-problem').textContent.includes('no file of notes')"
    )
    page.page.set_input_files("#notes input[type=file]", path)
    page.page.wait_for_selector("text=elsewhere, not on this page")
    assert page.page.locator(".noted li").count() == 2
    assert page.text("#notes-button") == "Notes 2"


def test_a_guided_story_leads_through_its_views_and_travels_in_the_file(open_page, story_html, tmp_path):
    page = open_page(story_html)
    for title, patch in (
        ("What is told", "surface: 'claims'"),
        ("Iran", "surface: 'graph', chosen: {kind: 'thing', thing: kgPage.data.entities.label.indexOf('Iran')}"),
    ):
        page.page.evaluate(f"kgPage.change({{{patch}}})")
        page.page.click("#notes-button")
        page.page.fill("[aria-label='Title of this view']", title)
        page.page.fill("[aria-label='Text of this view']", f"Look: {title}")
        page.page.click("text=Add this view")
        page.page.keyboard.press("Escape")
    page.page.click("#notes-button")
    page.page.click(".noted [aria-label=Later] >> nth=0")
    assert page.page.locator(".noted a").all_inner_texts() == ["Iran", "What is told"]
    page.page.click(".noted [aria-label=Later] >> nth=0")
    page.page.keyboard.press("Escape")
    notebook = read_notebook(saved(page, tmp_path))
    told = open_page(render_page(page_of(*story(), title="Told", notebook=notebook)))
    assert "Guided story: 2 steps" in told.text("#tale")
    told.page.click("#tale button")
    assert told.page.evaluate("kgPage.state.surface") == "claims"
    assert told.text("#tale b") == "What is told"
    told.page.click("[aria-label='Next step']")
    assert "Look: Iran" in told.text("#tale")
    assert told.text("#details h2") == "Iran"
    assert "2 of 2" in told.text("#tale")
    assert "step=2" in told.page.evaluate("location.hash")
    told.page.go_back()
    told.page.wait_for_function("() => kgPage.state.tale === 0")
    told.page.click("[aria-label='Leave the guided story']")
    assert "Guided story: 2 steps" in told.text("#tale")


def test_the_page_takes_a_notebook_for_data(open_page):
    hostile = "</script><script>alert(1)</script>"
    notebook = Notebook(FORMAT, views=(View(hostile, hostile, "view=table"),))
    page = open_page(render_page(page_of(*story(), title="Hostile", notebook=notebook)))
    page.page.click("#tale button")
    assert page.text("#tale b") == hostile
