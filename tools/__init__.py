"""Programs for those who work on the product; none of them is needed to run it."""
