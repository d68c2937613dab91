"""Measures the whole bot as its users would feel it, beside what they would use instead."""
