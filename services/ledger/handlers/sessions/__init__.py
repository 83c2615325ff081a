"""Beginning, keeping and ending officers' sessions."""
