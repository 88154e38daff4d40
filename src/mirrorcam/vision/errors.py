"""What goes wrong when seeing."""


class VisionError(Exception):
    """A model that is missing or broken; the message is one line that says which, and what to do."""
