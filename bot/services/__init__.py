"""The rooms of the school: every rule lives here. Nothing here commits, sends or asks the time."""
