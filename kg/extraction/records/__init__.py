"""Numbers, names and ids: from drafts to the records of the contract."""
