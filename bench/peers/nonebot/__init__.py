"""NoneBot2 as its documentation shows it. It runs in a virtual environment of its own."""
