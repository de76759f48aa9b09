"""A whole graph for other programs: in goes an opened store, out comes a file, or a folder of files, in a form that they read."""
