"""Which entry of an imported table a name means: only where the text says something that tells it."""
