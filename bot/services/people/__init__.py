"""Who speaks for which child, and whom a teacher's words name."""
