"""Still pictures for print."""

from xml.etree import ElementTree

import pytest

from kg.errors import KGError
from kg.view import write_picture
from tests.view.story import ENTITIES, story
from tests.view.writing import Resolved, Writer, page_of, resolution_of

pytest.importorskip("matplotlib")


@pytest.mark.parametrize(("suffix", "head"), [(".png", b"\x89PNG"), (".pdf", b"%PDF"), (".svg", b"<?xml")])
def test_formats_and_the_same_file_twice(tmp_path, suffix, head):
    page = page_of(*story())
    write_picture(page, tmp_path / f"one{suffix}")
    write_picture(page, tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes().startswith(head)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_names_and_words_stand_in_the_svg(tmp_path):
    write_picture(page_of(*story()), tmp_path / "graph.svg")
    root = ElementTree.parse(tmp_path / "graph.svg").getroot()  # noqa: S314 (our own file)
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"North Korea", "John Kirby", "supplied +1", "had not supplied"} <= texts


def test_names_are_text_not_formulas(tmp_path):
    entities = [Resolved("a", "$\\frac{1}{0}$", "Person"), Resolved("b", "<b>&", "Person")]
    write = Writer("p1", None, None, entities).sentence("$\\frac{1}{0}$ met <b>&.")
    write.state("$\\frac{1}{0}$", "met", "<b>&")
    documents = [write.document()]
    write_picture(page_of(documents, resolution_of(documents, entities)), tmp_path / "graph.svg")
    assert "\\frac{1}{0}" in (tmp_path / "graph.svg").read_text()


def test_an_empty_graph_is_an_empty_picture(tmp_path):
    write_picture(page_of([], resolution_of([], ENTITIES)), tmp_path / "graph.png")
    assert (tmp_path / "graph.png").stat().st_size > 0


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(KGError, match=r"ends in \.svg, \.png, \.pdf"):
        write_picture(page_of(*story()), tmp_path / "graph.gif")
