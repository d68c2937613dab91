"""What endangers children or the group, kept without its words and told to who must know."""
