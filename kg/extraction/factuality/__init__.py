"""So, not so, perhaps, planned: what a sentence says of its own predicates."""
