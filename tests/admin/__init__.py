"""Tests of the pages and their guard."""
