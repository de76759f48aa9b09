"""Who is credited with what: source, cue and content."""
