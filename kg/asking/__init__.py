"""Questions in plain words: in goes a question and an opened store, out come answers with their sentences and sources.

The question is read by the extractor that made the graph: turned into a statement with a hole, it goes through the same
pipeline. What it says is looked up, the candidates for the hole are ranked, and where none is sure enough, the answer
tells why there is none.
"""
