"""Extraction in processes of their own: documents go in, compact records come out, and no document can take the others along."""
