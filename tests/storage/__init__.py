"""The store, on every database that it runs on."""
