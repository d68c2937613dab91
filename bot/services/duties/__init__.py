"""What the school's regulations ask of whom, judged on what is recorded."""
