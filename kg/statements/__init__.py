"""Statements as every reader is told them: a document's records with the names that all documents together give them.

In go a document and who is who, out come `Stated`s; and what their things, times and names are called in the graph.
"""
