"""Statements in words: in goes a statement with what its names resolve to, out comes one plain English sentence and its parts.

Everything that shows a statement shows this: arrows, tips, cards, tables, CSV, `rdfs:label`, notebooks, networkx.
"""
