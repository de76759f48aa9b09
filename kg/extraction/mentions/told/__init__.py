"""What a document tells of its names: whose surname a word is, and which number belongs to a name."""
