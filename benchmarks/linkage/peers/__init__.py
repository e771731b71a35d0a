"""One module per peer; each runs as a program of its own, in the peers' environment."""
