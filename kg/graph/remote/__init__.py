"""A server that holds a copy of the graph: graphs of a store's folder go there one by one, queries are asked there."""
