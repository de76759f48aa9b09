"""PDF: the characters of its pages go in, with their places, and an article's paragraphs come out in reading order."""
