"""The history of the tables, on SQLite and PostgreSQL alike."""
