"""The rehearsal: a conversation from a file, played through the real school on a throw-away store."""
