"""The page as HTML: in goes a `Page`, out comes one file that holds its data, styles, scripts and vis-network's bytes.

The file asks no host for anything. Its Content-Security-Policy lets run only the scripts whose hashes it names; what
comes from articles is data, packed, never markup.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from kg.view.modules import join_modules
from kg.view.page import BLOCK, Page

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
STYLES = ("colours", "base", "controls", "graph", "article", "panels", "small")
LEVEL = 9


def render_page(page: Page) -> str:
    """Return one self-contained HTML page."""
    script, vis, style = script_text(), vis_network(), style_text()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {source_hash(vis)} {source_hash(script)}",
            f"style-src {source_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return template().render(
        title=page.title,
        policy=policy,
        style=Markup(style),  # noqa: S704 (our own file)
        vis=Markup(vis),  # noqa: S704 (the wheel's file, checked below)
        script=Markup(script),  # noqa: S704 (our own files)
        graph=packed(page.graph),
        notebook=packed(None if page.notebook is None else msgspec.to_builtins(page.notebook)),
        articles=[packed(page.articles[start : start + BLOCK]) for start in range(0, len(page.articles), BLOCK)],
    )


def packed(value: Any) -> str:
    """Return JSON, deflated, in the letters of base64, none of which is markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)).decode("ascii")


def source_hash(text: str) -> str:
    """Return the Content-Security-Policy's name for an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def vis_network() -> str:
    """Return the script of vis-network that the pyvis wheel carries."""
    package = find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pyvis is not installed, which carries vis-network", name="pyvis")
    text = (
        Path(package.origin)
        .with_name(VIS_NETWORK.split("/")[0])
        .joinpath(*VIS_NETWORK.split("/")[1:])
        .read_text(encoding="utf-8")
    )
    return text.strip()


@cache
def script_text() -> str:
    """Return the page's own modules, joined in one function: their names stay their own."""
    folder = files("kg.view") / "js"
    modules = {
        Path(file.name).stem: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")
    }
    return f'(async () => {{\n"use strict";\n{join_modules(modules)}\n}})();'


@cache
def style_text() -> str:
    """Return the page's own styles."""
    folder = files("kg.view") / "css"
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


@cache
def template() -> jinja2.Template:
    """Return the page's template, which escapes all that it is given."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string((files("kg.view") / "page.html.jinja").read_text(encoding="utf-8"))
