"""The command line: parse, call one function, print. The only place with print and exit codes."""

import os
import sys

# Each file hangs its commands on the app, and --help lists them in this order.
# isort: off
from onrecord.cli import reading, asking, deciding, keeping, measuring  # noqa: F401

# isort: on
from onrecord.cli.common import app, tell
from onrecord.errors import OnRecordError


def main() -> None:
    """Run the command line; an error of onrecord's own is one sentence on stderr and exit code 1."""
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    try:
        app(args=arguments, prog_name="onrecord")
    except BrokenPipeError:  # `onrecord … | head` ends quietly, as other tools do
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except OnRecordError as error:
        if debug:
            raise
        tell(error)
        raise SystemExit(1) from None
