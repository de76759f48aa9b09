"""Who says what stands in quotation marks, in a turn or in a block quotation."""

from kg.extraction.attributions.quotations.crediting import credit_quotes

__all__ = ["credit_quotes"]
