"""Contacts as teachers dictate them, read back as drafts and mended in words."""
