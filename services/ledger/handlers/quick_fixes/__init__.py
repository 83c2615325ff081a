"""快查快改: problems found and mended at once."""
