"""Draws the cast: `python -m drawing.baby` writes assets/avatars/baby, and so on for macaque and robot."""
