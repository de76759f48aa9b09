"""The vocabulary as data (ontology, shapes, relations, the contract's JSON Schema) and its loaders, each in its own module."""
