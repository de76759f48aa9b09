"""What `--edit` allows: decisions on entities and statements, and further articles. A form comes from our own pages only."""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.calls.errors import CallError
from kg.errors import KGError
from kg.graph import decide
from kg.reading.formats import FORMATS
from kg.serving.pages import page, render
from kg.serving.replies import options_of, pool_of

_KEPT_JOBS = 20
_BUILD_SECONDS = 900.0


@dataclass(slots=True)
class Job:
    """An article that was handed in: `state` is running, done or failed, `told` what the build said."""

    name: str
    state: str = "running"
    told: str = ""


class Desk:
    """What is being changed: one thing after the other."""

    def __init__(self) -> None:
        self.jobs: deque[Job] = deque(maxlen=_KEPT_JOBS)
        self.lock = asyncio.Lock()
        self.tasks: set[asyncio.Task[None]] = set()

    def start(self, job: Job, work: Any) -> None:
        """Begin work in the background."""
        self.jobs.appendleft(job)
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


@page
async def review(request: Request) -> Response:
    """Show the pairs that may be one, and what was decided."""
    pool = pool_of(request)
    pairs = msgspec.json.decode((await pool.call("review", {"limit": 30})).body)
    made = msgspec.json.decode((await pool.call("decisions", {})).body)["decisions"]
    told = request.query_params.get("told", "")
    return render(request, "review", title="Review", told=told, decisions=made[::-1], **pairs)


@page
async def add(request: Request) -> Response:
    """Show the form for an article, and what became of those before."""
    desk: Desk = request.app.state.desk
    suffixes = ",".join(sorted({suffix for one in FORMATS for suffix in one.suffixes}))
    return render(request, "add", title="Add an article", jobs=list(desk.jobs), suffixes=suffixes)


async def decide_on(request: Request) -> Response:
    """Make a decision that a form asks for, and lead back to where it came from."""
    async with request.form(max_files=0, max_fields=10) as form:
        refusal = _refusal(request, form)
        if refusal is not None:
            return refusal
        values = {name: str(value).strip() for name, value in form.items()}
    back = values.get("back", "/review")
    back = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"
    options = options_of(request)
    desk: Desk = request.app.state.desk
    try:
        change = _change(values, options.store, options.wait)
        async with desk.lock:
            await run_in_threadpool(change)
    except (KGError, CallError) as problem:
        return render(request, "problem", status=400, title="Not decided", text=str(problem))
    pool_of(request).refresh()
    return RedirectResponse(f"{options.root_path}{back}", 303)


async def take_article(request: Request) -> Response:
    """Take in an article that was pasted or uploaded; it is built in a process of its own."""
    async with request.form(max_files=1, max_fields=10, max_part_size=5_000_000) as form:
        refusal = _refusal(request, form)
        if refusal is not None:
            return refusal
        upload = form.get("file")
        if isinstance(upload, UploadFile) and upload.filename:
            name, content = upload.filename, await upload.read()
            suffix = Path(name).suffix.lower()
            if suffix not in {suffix for one in FORMATS for suffix in one.suffixes}:
                text = f"{name[:80]}: articles do not come in files that end so"
                return render(request, "problem", status=400, title="Not taken", text=text)
        else:
            fields = {key: str(form.get(key) or "").strip() for key in ("text", "title", "date", "publisher", "url")}
            if not fields["text"]:
                return render(request, "problem", status=400, title="Not taken", text="the article has no text")
            name, suffix = fields["title"] or "a pasted article", ".jsonl"
            content = msgspec.json.encode({key: value for key, value in fields.items() if value}) + b"\n"
    desk: Desk = request.app.state.desk
    job = Job(name[:120])
    desk.start(job, _build(desk, job, content, suffix, options_of(request).store))
    return RedirectResponse(f"{options_of(request).root_path}/add", 303)


def make_token() -> str:
    """Return the token that our forms carry, and no page of others can read."""
    return secrets.token_urlsafe(32)


async def _build(desk: Desk, job: Job, content: bytes, suffix: str, store: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(content)
        async with desk.lock:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "kg", "build", str(path), "--store", str(store), "--workers", "1"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, "COLUMNS": "200"},  # a line of what the build tells stays one
            )
            try:
                told, _ = await asyncio.wait_for(process.communicate(), _BUILD_SECONDS)
            except (TimeoutError, asyncio.CancelledError):
                process.kill()
                job.state, job.told = "failed", "it took too long"
                await process.wait()
                return
        lines = told.decode("utf-8", "replace").replace(str(path), job.name).splitlines()
        job.told = "\n".join(line.rstrip() for line in lines if str(store) not in line)
        job.state = "done" if process.returncode == 0 else "failed"


def _refusal(request: Request, form: FormData) -> Response | None:
    """Return what a form is told that does not come from a page of ours."""
    if not options_of(request).edit:
        return PlainTextResponse("this server is for reading; `kg serve --edit` allows changes\n", 403)
    token = form.get("csrf")
    if not isinstance(token, str) or not hmac.compare_digest(token.encode(), request.app.state.csrf.encode()):
        return PlainTextResponse("this form is out of date: go back, reload the page, and try again\n", 403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("not for pages of other sites\n", 403)
    return None


def _change(values: dict[str, str], store: Path, wait: float) -> Callable[[], object]:
    first, second = values.get("first", ""), values.get("second", "")
    match values.get("action"):
        case "merge" if first and second:
            return partial(decide.merge, store, first, second, wait=wait)
        case "keep-apart" if first and second:
            return partial(decide.keep_apart, store, first, second, wait=wait)
        case "rename" if first and values.get("label"):
            return partial(decide.rename, store, first, values["label"], wait=wait)
        case "reject" if values.get("statement"):
            return partial(decide.reject, store, values["statement"], wait=wait)
        case "undo" if values.get("number", "").isdecimal():
            return partial(decide.undo, store, int(values["number"]), wait=wait)
    raise CallError("wrong", "the form is not whole")
