"""What goes out to families: notices, reminders, meetings and the topic of the month."""
