"""SPARQL and named questions on the index of a store."""
