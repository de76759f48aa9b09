"""The JSON API: its description, pages, tags, errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import httpx
import jsonschema
import pytest

from kg.calls.table import CALLS
from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.serving.conftest import Served


def test_api_describes_each_call(client: httpx.Client) -> None:
    found = client.get("api/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert set(found["paths"]) == {f"/api/{name}" for name in CALLS}
    for path in found["paths"].values():
        for parameter in path["get"]["parameters"]:
            jsonschema.Draft202012Validator.check_schema(parameter["schema"])


@pytest.mark.parametrize("name", list(CALLS))
def test_api_answers_as_it_is_described(client: httpx.Client, name: str) -> None:
    given = {"entity": "Russia", "name": "Russia", "q": "missiles", "id": "b2" if name == "document" else "b20000"}
    given |= {"question": "Who supplied Russia with missiles?", "start": "North Korea", "end": "Ukraine"}
    given |= {"one": "North Korea", "other": "Ukraine"}
    if name == "claim":
        given["id"] = client.get("api/claims").json()["claims"][0]["claim"]
    needed = {one.name: given[one.name] for one in CALLS[name].parameters if one.required}
    if name == "statements":
        needed["entity"] = "Russia"
    found = client.get(f"api/{name}", params=needed)
    assert found.status_code == 200
    schema = client.get("api/openapi.json").json()["paths"][f"/api/{name}"]["get"]["responses"]["200"]
    jsonschema.validate(found.json(), schema["content"]["application/json"]["schema"])


def test_api_pages_are_linked(client: httpx.Client) -> None:
    found, seen = client.get("api/entities?limit=2"), []
    while True:
        seen += [one["id"] for one in found.json()["entities"]]
        if "next" not in found.links:
            break
        found = client.get(found.links["next"]["url"])
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize(
    ("address", "status", "error"),
    [
        ("api/nothing", 404, "missing"),
        ("api/show", 400, "wrong"),
        ("api/show?entity=Nobody", 404, "missing"),
        ("api/entities?limit=0", 400, "wrong"),
        ("api/entities?limit=5&limit=6", 400, "wrong"),
        ("api/entities?colour=red", 400, "wrong"),
        ("api/document?id=%00", 400, "wrong"),
    ],
)
def test_api_errors_are_json(client: httpx.Client, address: str, status: int, error: str) -> None:
    found = client.get(address)
    assert (found.status_code, found.json()["error"]) == (status, error)


def test_api_tags_change_with_the_generation(own_store: Path, start) -> None:
    with start(own_store).client() as client:
        first = client.get("api/documents")
        tagged = {"if-none-match": first.headers["etag"]}
        assert client.get("api/documents", headers=tagged).status_code == 304
        store_documents(own_store, [], removed=[ARTICLES[0].document.id])
        again = client.get("api/documents", headers=tagged)
        assert (again.status_code, again.json()["total"]) == (200, 2)
        assert again.headers["x-generation"] > first.headers["x-generation"]


def test_api_tells_when_a_build_lands(own_store: Path, start) -> None:
    with start(own_store).client() as client, client.stream("GET", "events") as news:
        lines = news.iter_lines()
        assert [next(lines), next(lines).partition("-")[0], next(lines)] == ["event: generation", "data: 000001", ""]
        store_documents(own_store, [], removed=["c3"])
        assert [next(lines), next(lines).partition("-")[0]] == ["event: generation", "data: 000002"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("schemathesis") is None, reason="schemathesis is not installed")
def test_api_bears_what_schemathesis_sends(served: Served, tmp_path: Path) -> None:
    run = subprocess.run(
        [
            *("schemathesis", "run", f"{served.address}api/openapi.json", "--max-examples", "20", "--seed", "7"),
            *(
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
            ),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]


def test_api_is_the_same_json_every_time(client: httpx.Client) -> None:
    first = client.get("api/show?entity=Russia").content
    assert client.get("api/show?entity=Moscow").content == first
    assert json.loads(first)["entity"]["label"] == "Russia"
