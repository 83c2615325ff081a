"""Where evidence is kept: what is known of it in the database, the files in a folder or in S3."""
