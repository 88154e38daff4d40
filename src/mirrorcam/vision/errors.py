"""What goes wrong when seeing."""

from mirrorcam.core.failure import Failure


class VisionError(Failure):
    """A model that is missing or broken; the message is one line that says which, and what to do."""
