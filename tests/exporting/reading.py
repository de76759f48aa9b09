"""What a form of export holds, as text: packed forms are unpacked, so that a test can look for words in any of them."""

from __future__ import annotations

import io
import zipfile

import pyarrow.parquet as pq
import spacy
from spacy.tokens import DocBin

from kg.exporting.forms import EXPORTS
from kg.face import Graph


def written(graph: Graph, form: str) -> bytes:
    """The bytes of a form."""
    file = io.BytesIO()
    graph.write(file, form)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(form: str, data: bytes) -> str:
    """All that a form says, as text."""
    if form == "spacy":
        docs = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
        return repr([(doc.text, doc.user_data) for doc in docs])
    if not EXPORTS[form].files:
        return data.decode("utf-8")
    return "\n".join(
        repr(pq.read_table(io.BytesIO(content)).to_pylist()) if name.endswith(".parquet") else content.decode("utf-8")
        for name, content in unpacked(data).items()
    )
