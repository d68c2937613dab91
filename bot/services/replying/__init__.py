"""A guardian's words to a notice: which one is meant, what they settle, what is doubtful."""
