"""The chat networks, one module each; only the composition root chooses among them."""
