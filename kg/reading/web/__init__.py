"""What a web page holds: what it says of itself in JSON-LD, and the blocks of its article. Trees go in, plain values come out."""
