"""How the ledger asks intake for a contact, and how the answer is sealed for the asker alone."""
