"""Authority files: in go what libraries, registers and encyclopaedias publish, out comes one table of names to look into."""
