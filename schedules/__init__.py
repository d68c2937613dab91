"""What happens when: the school calendar, the duties of the regulations, the timed jobs."""
