"""Other extractors: what is told of a document may come from elsewhere, if it keeps the contract of `kg extract`."""
