"""Tests of the school calendar and of duties from regulations."""
