"""Who is meant: chains of mentions in one document."""
