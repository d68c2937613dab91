"""The same small job done by others: one durable row a message, an answer to every command."""
