"""What every service's pages and APIs share: errors, sessions, languages, health, looks."""
