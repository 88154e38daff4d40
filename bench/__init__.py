"""Measures how fast the line is: `make bench`."""
