"""The HTML: one file, no host, hashes that fit, the same for the same input."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from kg.view import render_page
from kg.view.render import packed
from tests.view.story import story
from tests.view.writing import page_of, resolution_of


def test_the_policy_names_the_hashes_of_all_scripts_and_styles(story_html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', story_html).group(1)
    assert policy.startswith("default-src &#39;none&#39;") or policy.startswith("default-src 'none'")
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", story_html, re.DOTALL)
    assert len(inline) == 3
    for text in inline:
        assert b64encode(sha256(text.encode()).digest()).decode() in policy.replace("&#43;", "+")
    assert "unsafe" not in policy


def test_the_file_names_no_host_to_be_asked(story_html):
    outside = re.sub(r"<script.*?</script>", "", story_html, flags=re.DOTALL)
    assert not re.search(r'(?:src|href)="?http', outside)
    assert "@import" not in outside and "url(" not in outside
    assert story_html.startswith("<!doctype html>")


def test_the_same_input_gives_the_same_file(story_html):
    assert render_page(page_of(*story(), title="Missiles: who says what")) == story_html


def test_packed_data_holds_no_markup_and_reads_as_before():
    value = {"</script>": "<!-- & \u2028\u2029 -->", "ü": ["🚀", None, 1]}
    text = packed(value)
    assert re.fullmatch(r"[A-Za-z0-9+/]+=*", text)
    assert json.loads(zlib.decompress(b64decode(text))) == value


def test_titles():
    documents, resolution = story()
    assert page_of(documents[:1], resolution).title == "Washington says Moscow fired North Korean missiles"
    assert page_of(documents, resolution).title == ("2 articles, 5–11 January 2024: Russia, United States, North Korea")
    assert page_of(documents, resolution, title="Mine").title == "Mine"


def test_a_document_without_a_title_is_called_by_its_text():
    (first, *_), resolution = story()
    untitled = replace(first, document=replace(first.document, title=None))
    page = page_of([untitled], resolution)
    assert page.title == untitled.document.label != first.document.title
    assert page.graph["documents"]["label"] == [untitled.document.label]
    assert page.graph["documents"]["title"] == [None]


@pytest.mark.browser
def test_no_document_at_all(open_page):
    page = open_page(render_page(page_of([], resolution_of([], []))))
    assert "Nothing to draw" in page.text("#note")
    assert page.text("#details h2") == "Knowledge graph"
