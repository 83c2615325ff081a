"""What the ledgers beside the spine have in common."""
