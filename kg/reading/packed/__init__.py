"""What holds other things to read: ZIP archives and gzip files. A source goes in, the documents of what is packed come out."""
