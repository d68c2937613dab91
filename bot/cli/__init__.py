"""The commands of `jialian`, one module per subject. Each imports what it needs when it runs."""
