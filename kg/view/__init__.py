"""A graph as one self-contained page: in go annotated documents and their resolution, out comes HTML or a picture."""

from kg.view.frame import render_frame
from kg.view.page import Page, build_page
from kg.view.picture import PICTURES, write_picture
from kg.view.render import render_page, render_page_of
from kg.view.things import Resolution, ResolvedEntity

__all__ = [
    "PICTURES",
    "Page",
    "Resolution",
    "ResolvedEntity",
    "build_page",
    "render_frame",
    "render_page",
    "render_page_of",
    "write_picture",
]
