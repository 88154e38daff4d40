"""mirrorcam: a baby on the screen that mirrors the visitor's face."""

__version__ = "0.1.0"
