"""Tables and all SQL. It imports nothing of `bot`, and it never commits: `database` does."""
