"""Panels that show an imitator's inside: each paints what it is given into its bounds, and keeps nothing."""
