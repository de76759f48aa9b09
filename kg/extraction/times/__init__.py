"""Time expressions of English news as TIMEX3, by an own grammar: text and day of publication in, `Time` records out."""

from kg.extraction.times.finder import find_times

__all__ = ["find_times"]
