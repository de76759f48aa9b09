"""What is seen in a text before any parse: paragraphs and quotations."""
