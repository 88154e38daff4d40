"""What every room raises when something outside the program is wrong."""


class Failure(Exception):  # noqa: N818 (it is the word that users read about)
    """One clear line for people: what is wrong, where, and what to do."""
