"""Rows, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Row = TypeVar("Row")


def page_of(rows: Sequence[Row], limit: int, offset: int) -> tuple[list[Row], int | None]:
    """Return the rows of a page, and the offset of the next one, None at the end."""
    found = list(rows[offset : offset + limit])
    return found, offset + limit if len(rows) > offset + limit else None
