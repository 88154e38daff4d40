"""Where `mirrorcam` and `python -m mirrorcam` begin."""

import sys

from mirrorcam.app.failures import INTERRUPTED
from mirrorcam.app.process import leave_when_told


def main() -> None:
    """Run the command line; what tells it to end while it is still loading ends it as quietly as later."""
    leave_when_told()
    try:
        from mirrorcam.app.cli import main as run_command_line  # noqa: PLC0415 (loading it takes half a second)

        run_command_line()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
