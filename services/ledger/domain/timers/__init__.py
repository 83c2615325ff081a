"""What the clock does to a task by itself: reminders, lateness, escalation, requests nobody answered."""
