"""Records into quads, and the store that keeps them: the room where annotated documents become a graph."""
