"""The pages that a browser shows, all on loopback."""
