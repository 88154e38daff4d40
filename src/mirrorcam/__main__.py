"""Where `mirrorcam` and `python -m mirrorcam` begin."""

import sys

from mirrorcam.app.failures import INTERRUPTED


def main() -> None:
    """Run the command line; a Ctrl-C while it is still loading ends it as quietly as a later one."""
    try:
        from mirrorcam.app.cli import main as run_command_line  # noqa: PLC0415 (loading it takes half a second)

        run_command_line()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
