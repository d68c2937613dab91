"""Whole days at school, carried as a chat network carries them."""
