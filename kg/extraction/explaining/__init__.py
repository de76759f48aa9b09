"""What happened to a text, stage by stage: in goes a document, out comes an `Explanation`, as text, JSON or a page."""

from kg.extraction.explaining.explanation import Explanation
from kg.extraction.explaining.reader import explain_document

__all__ = ["Explanation", "explain_document"]
