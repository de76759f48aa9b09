"""The web: an address goes in, a stream of what its server answers comes out, within limits of time, size and redirections."""
