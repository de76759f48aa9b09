"""The page inside a notebook: in goes its HTML, out comes a sandboxed frame that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.model import AnnotatedDocument
from kg.view.render import render_page
from kg.view.things import Resolution

FRAME = (
    '<iframe title="{title}" sandbox="allow-scripts allow-downloads allow-popups" style="width:100%;height:{height}px;'
    'border:1px solid #8884;border-radius:8px" srcdoc="{page}"></iframe>'
)
HEIGHT = 640


def render_frame(page: str, *, height: int = HEIGHT, title: str = "Knowledge graph") -> str:
    """Return an iframe that shows `page` (the HTML of `render_page`) in JupyterLab, VS Code and nbconvert's HTML.

    The frame is of an origin of its own: what runs in it cannot reach the notebook. `height` is in pixels.
    """
    return FRAME.format(title=escape(title), height=int(height), page=escape(page))


@dataclass(frozen=True, slots=True)
class View:
    """A page that shows itself where a notebook asks for it, and that can be written to a file."""

    html: str
    height: int = HEIGHT

    def _repr_html_(self) -> str:
        """Return the page in a frame."""
        return render_frame(self.html, height=self.height)

    def write(self, path: Path | str) -> None:
        """Write the page to a file."""
        Path(path).write_text(self.html, encoding="utf-8")


def view(
    documents: Sequence[AnnotatedDocument], resolution: Resolution, *, title: str | None = None, height: int = HEIGHT
) -> View:
    """Return the page of these documents as a notebook shows it; `height` is that of its frame, in pixels."""
    return View(render_page(documents, resolution, title=title), height)
