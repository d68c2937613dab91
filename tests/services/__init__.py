"""The rooms, one by one."""
