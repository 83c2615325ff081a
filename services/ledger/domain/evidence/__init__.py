"""Evidence 凭据: files that show how it was and what was done, of a few kinds that are checked."""
