"""The rehearsal: a conversation from a file, played through the real school."""
