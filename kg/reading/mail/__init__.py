"""E-mail: messages and mailboxes. A source goes in, a document a message comes out, and those of what is attached."""
