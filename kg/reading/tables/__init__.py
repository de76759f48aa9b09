"""Tables with an article a row: CSV and Parquet. A source goes in, one document a row comes out, with the row's number."""
