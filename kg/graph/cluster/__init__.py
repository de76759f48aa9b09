"""Extraction on a cluster: documents go out in shards, segment files come back, and one build joins them, here as anywhere."""
