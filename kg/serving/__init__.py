"""A graph over HTTP: a SPARQL endpoint, a JSON API and an app, for one's own machine; made of the calls of `kg.calls`."""
