"""What --edit allows, and to whom: decisions, further articles, and nothing without it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.serving.conftest import Served, serving

TOKEN = re.compile(r'name="csrf" value="([\w-]+)"')
Start = Callable[..., Served]


HTML = {"accept": "text/html"}


@pytest.fixture
def editor(own_store: Path, start: Start) -> httpx.Client:
    return start(own_store, "--edit").client(headers=HTML)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client whose requests leave the store as it is."""
    folder = tmp_path_factory.mktemp("refused")
    store_documents(folder / "kg-store", ARTICLES)
    with serving(folder / "kg-store", folder / "log", "--edit") as served:
        yield served.client(headers=HTML)


def token_of(client: httpx.Client) -> str:
    return TOKEN.search(client.get("add").text).group(1)


def decide(client: httpx.Client, **fields: str) -> httpx.Response:
    return client.post("decisions", data={"csrf": token_of(client), **fields})


def test_editing_is_off_unless_asked_for(client: httpx.Client) -> None:
    for path in ("review", "add"):
        assert client.get(path).status_code == 404
    for path in ("decisions", "articles"):
        assert client.post(path, data={"action": "undo"}).status_code == 404
    assert "csrf" not in client.get("document/a1", headers={"accept": "text/html"}).text


def test_editing_each_decision_and_its_undoing(editor: httpx.Client) -> None:
    assert decide(editor, action="rename", first="Russia", label="Russian <b>Federation</b>").status_code == 303
    assert editor.get("api/show?entity=Russia").json()["entity"]["label"] == "Russian <b>Federation</b>"
    assert "<b>" not in editor.get("entity/Russia").text
    assert decide(editor, action="merge", first="Russia", second="Iran").status_code == 303
    assert editor.get("api/show?entity=Iran").json()["entity"]["id"] == "Russia"
    assert decide(editor, action="keep-apart", first="Russia", second="Ukraine").status_code == 303
    assert decide(editor, action="reject", statement="b20000").status_code == 303
    assert editor.get("api/conflicts").json()["total"] == 0
    page = editor.get("review").text
    assert "Iran is Russia" in page
    for number in ("1", "2", "3", "4"):
        assert decide(editor, action="undo", number=number).status_code == 303
    found = editor.get("api/decisions").json()["decisions"]
    assert [one["undone"] for one in found] == [True] * 4
    assert editor.get("api/show?entity=Iran").json()["entity"]["id"] == "Iran"
    assert editor.get("api/conflicts").json()["total"] == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"action": "merge", "first": "Russia"}, "the form is not whole"),
        ({"action": "merge", "first": "Russia", "second": "Nobody"}, "Nobody"),
        ({"action": "reject", "statement": "zzzz"}, "no statement"),
        ({"action": "undo", "number": "7"}, "there is no decision to undo"),
        ({"action": "drop"}, "the form is not whole"),
    ],
)
def test_editing_says_what_cannot_be_decided(refused: httpx.Client, fields: dict[str, str], told: str) -> None:
    found = decide(refused, **fields)
    assert found.status_code == 400
    assert told in found.text


def test_editing_takes_forms_of_its_own_pages_only(refused: httpx.Client) -> None:
    right = {"csrf": token_of(refused), "action": "rename", "first": "Russia", "label": "R"}
    for data, headers in (
        ({**right, "csrf": ""}, {}),
        ({**right, "csrf": "x" * 43}, {}),
        ({key: value for key, value in right.items() if key != "csrf"}, {}),
        (right, {"origin": "http://evil.example"}),
        (right, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}),
        (right, {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}),
    ):
        assert refused.post("decisions", data=data, headers=headers).status_code == 403
    assert refused.get("api/show?entity=Russia").json()["entity"]["label"] == "Russia"


def test_editing_leads_back_to_pages_of_its_own_only(editor: httpx.Client) -> None:
    for back, leads in (
        ("/entity/Russia", "/entity/Russia"),
        ("//evil.example/", "/review"),
        ("http://evil.example/", "/review"),
        ("/\\evil.example/", "/review"),
    ):
        found = decide(editor, action="rename", first="Russia", label=f"R{back}", back=back)
        assert found.headers["location"] == leads


@pytest.mark.parametrize(
    ("data", "files", "told"),
    [
        ({"text": "  "}, {}, "no text"),
        ({}, {"file": ("tool.exe", b"MZ")}, "do not come in files that end so"),
        ({}, {"file": ("x.md/../../evil", b"hello")}, "do not come in files that end so"),
    ],
)
def test_editing_articles_that_are_none(
    refused: httpx.Client, data: dict[str, str], files: dict[str, tuple[str, bytes]], told: str
) -> None:
    fields = {"csrf": token_of(refused), **data}
    found = refused.post("articles", data=fields, files=files or {"file": ("", b"")})
    assert found.status_code == 400
    assert told in found.text


@pytest.mark.slow
@pytest.mark.model
def test_editing_an_article_that_is_pasted_or_uploaded_comes_in(editor: httpx.Client) -> None:
    pasted = {
        "csrf": token_of(editor),
        "title": "A visit",
        "date": "2024-02-01",
        "publisher": "The Gazette",
        "text": "Minister Anna Berg visited Norway on Monday. She said Norway would supply Iceland with ships.",
    }
    assert editor.post("articles", data=pasted, files={"file": ("", b"")}).status_code == 303
    uploaded = b"# A second visit\n\nMinister Anna Berg visited Denmark on Tuesday, officials said.\n"
    fields = {"csrf": token_of(editor)}
    assert editor.post("articles", data=fields, files={"file": ("a b.md", uploaded)}).status_code == 303
    deadline = time.monotonic() + 120
    while ">running<" in editor.get("add").text:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    page = editor.get("add").text
    assert page.count(">done<") == 2
    assert "a b.md" in page
    assert "/tmp" not in page
    found = editor.get("api/documents").json()
    assert found["total"] == 5
    assert {"A visit", "A second visit"} <= {one["title"] for one in found["documents"]}
    assert editor.get("api/ground_entity?name=Norway").json()["resolved"] == "Norway"
