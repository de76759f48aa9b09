"""Who is let in, and what a browser is told: host names, origins, secrets, policies, and what the log does not have."""

from __future__ import annotations

import base64
import re
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kg.errors import KGError
from kg.serving.options import Options
from tests.conftest import Run
from tests.serving.conftest import Served

SECRET = "correct-horse-battery"  # noqa: S105
EVERYWHERE = "0.0.0.0"  # noqa: S104
Start = Callable[..., Served]
HANDLER = re.compile(r"<[^>]*\son\w+=")
FETCHED = re.compile(r'(?:src|action|<link[^>]*href|<script[^>]*src)="(https?://[^"]*)')


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST", 200),
        ("[::1]:{port}", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:{port}", 421),
        ("", 421),
    ],
)
def test_security_of_host_names(served: Served, client: httpx.Client, host: str, status: int) -> None:
    assert client.get("api/stats", headers={"host": host.format(port=served.port)}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200),
    ],
)
def test_security_of_pages_of_others(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    found = client.get("api/stats", headers=headers)
    assert found.status_code == status
    assert "access-control-allow-origin" not in found.headers


def test_security_own_pages_may_ask(served: Served, client: httpx.Client) -> None:
    assert client.get("api/stats", headers={"origin": served.address.rstrip("/")}).status_code == 200


def test_security_cors_for_those_that_are_named(own_store: Path, start: Start) -> None:
    with start(own_store, "--cors", "https://app.example").client() as client:
        allowed = {"origin": "https://app.example"}
        found = client.get("api/stats", headers=allowed)
        assert found.headers["access-control-allow-origin"] == "https://app.example"
        assert "Origin" in found.headers["vary"]
        asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, x-other"}
        told = client.options("sparql", headers={**allowed, **asked})
        assert (told.status_code, told.headers["access-control-allow-headers"]) == (204, "content-type")
        assert "access-control-allow-credentials" not in told.headers
        for foreign in ("https://app.example.evil.example", "http://app.example"):
            assert client.get("api/stats", headers={"origin": foreign}).status_code == 403
            assert client.options("sparql", headers={"origin": foreign, **asked}).status_code == 403


def test_security_headers_of_every_answer(client: httpx.Client) -> None:
    for path in ("", "api/stats", "sparql?query=ASK%7B%7D", "static/app.js", "nothing/here", "entity/Nobody"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


def test_security_pages_hold_nothing_that_the_policy_forbids(client: httpx.Client) -> None:
    for path in ("", "entity/Russia", "document/a1", "statement/a10001", "query?query=SELECT*%7B%3Fs+a+kg:Country%7D"):
        text = client.get(path, headers={"accept": "text/html"}).text
        assert " style=" not in text
        assert "<style" not in text
        assert "javascript:" not in text
        assert HANDLER.search(text) is None
        assert {host for host in FETCHED.findall(text)} == set()


def test_security_what_is_sent_is_text(client: httpx.Client) -> None:
    hostile = "<script>alert(1)</script>"
    for path in ("search", "documents"):
        found = client.get(path, params={"q": hostile})
        assert hostile not in found.text
        assert "&lt;script&gt;" in found.text
    for path in (f"entity/{hostile}", f"query?query={hostile}", f"timeline?entity={hostile}"):
        assert hostile not in client.get(path, headers={"accept": "text/html"}).text


@pytest.mark.parametrize(
    "path", ["static/../../../etc/passwd", "static/%2e%2e%2fapp.py", "document/..%2f..%2fetc%2fpasswd"]
)
def test_security_no_path_leads_out(client: httpx.Client, path: str) -> None:
    found = client.get(path)
    assert found.status_code == 404
    assert "root:" not in found.text


def test_security_with_a_secret(own_store: Path, start: Start) -> None:
    served = start(own_store, "--host", EVERYWHERE, KG_TOKEN=SECRET)
    with served.client() as client:
        assert client.get("api/stats").status_code == 401
        assert client.get("static/app.js").status_code == 401
        assert client.get("api/stats", headers={"authorization": "Bearer wrong-wrong-wrong"}).status_code == 401
        assert client.get("api/stats", headers={"authorization": f"Basic {SECRET}"}).status_code == 401
        assert client.get("api/stats", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200
        basic = base64.b64encode(f"anybody:{SECRET}".encode()).decode()
        assert client.get("api/stats", headers={"authorization": f"Basic {basic}"}).status_code == 200
        client.get(
            "sparql", params={"query": f"SELECT * {{ ?s ?p '{SECRET}'"}, headers={"authorization": f"Bearer {SECRET}"}
        )
    served.process.terminate()
    rest = served.process.stdout.read() if served.process.stdout else ""
    assert SECRET not in served.log.read_text() + rest


def test_security_other_machines_only_with_a_secret() -> None:
    with pytest.raises(KGError, match="--token or --password-file"):
        Options(Path("x"), host=EVERYWHERE)
    with pytest.raises(KGError, match="too short"):
        Options(Path("x"), secret="short")  # noqa: S106
    assert SECRET not in repr(Options(Path("x"), host=EVERYWHERE, secret=SECRET))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", EVERYWHERE), "lets other machines in: give --token or --password-file"),
        (("--token", "a" * 12, "--password-file", "x"), "exclude each other"),
        (("--password-file", "not-there"), "not-there: cannot be read as text"),
        (("--root-path", "graph/"), "give a path such as /graph"),
    ],
)
def test_security_of_options(run: Run, store: Path, options: tuple[str, ...], told: str) -> None:
    code, out, err = run("serve", "--store", store, *options)
    assert (code, out) == (2, "")
    assert told in " ".join(err.split())


def test_security_a_port_that_is_taken(run: Run, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("serve", "--store", store, "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "cannot be listened on" in err


def test_security_no_store_is_said_at_once(run: Run, tmp_path: Path) -> None:
    code, _, err = run("serve", "--store", tmp_path / "none", "--port", "0")
    assert code == 3
    assert "there is no store here" in err


def test_security_below_a_path(own_store: Path, start: Start) -> None:
    served = start(own_store, "--root-path", "/graph")
    with httpx.Client(base_url=f"http://127.0.0.1:{served.port}") as client:
        text = client.get("/", headers={"accept": "text/html"}).text
        assert 'href="/graph/static/app.css"' in text
        assert 'action="/graph/search"' in text
        assert (
            client.get("/entity/Pyongyang", headers={"accept": "text/html"}).headers["location"]
            == "/graph/entity/North_Korea"
        )


def test_security_it_stops_when_told_also_with_listeners(own_store: Path, start: Start) -> None:
    served = start(own_store)
    with served.client() as client, client.stream("GET", "events") as news:
        assert next(news.iter_lines()) == "event: generation"
        before = time.monotonic()
        assert served.stop() == 0
        assert time.monotonic() - before < 8
    assert served.log.read_text() == ""


def test_security_an_extra_that_is_missing_is_named(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command, module, extra in (("serve", "starlette", "serve"), ("mcp", "mcp", "mcp")):
        for name in [one for one in sys.modules if one.split(".")[:2] in (["kg", "serving"], ["kg", "agents"])]:
            monkeypatch.delitem(sys.modules, name)
        for name in [one for one in sys.modules if one.split(".")[0] == module]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        code, _, err = run(command, "--store", store)
        assert code == 2
        assert f"pip install 'kgwire[{extra}]'" in " ".join(err.split())
        monkeypatch.undo()
