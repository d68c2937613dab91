"""What a guardian asks for: an answer, a leave, help with a worry, other ways of writing to him."""
