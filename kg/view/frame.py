"""The page inside a notebook: in goes its HTML, out comes a sandboxed frame that holds it."""

from __future__ import annotations

from html import escape

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
