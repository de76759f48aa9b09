"""The extraction inside spaCy: in goes a Doc of any English pipeline, out comes the same Doc with what its text says on it."""
