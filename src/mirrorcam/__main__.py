"""Lets `python -m mirrorcam` stand for `mirrorcam`."""

from mirrorcam.app.cli import main

if __name__ == "__main__":
    main()
