"""A graph as one self-contained page: in go documents with their statements, out comes HTML or a picture."""

from kg.view.frame import render_frame
from kg.view.page import Page, build_page
from kg.view.picture import PICTURES, write_picture
from kg.view.render import render_page
from kg.view.subgraph import Subgraph, subgraph_of

__all__ = ["PICTURES", "Page", "Subgraph", "build_page", "render_frame", "render_page", "subgraph_of", "write_picture"]
