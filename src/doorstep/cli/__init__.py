"""The doorstep command: one module a verb, each imported only when it is called.

``app`` lists the verbs and loads them, ``errors`` is how a verb gives up with one clear line. No verdict, no reading
and no writing of files lives here: a verb asks the rooms below and prints what they answer.
"""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line (default: the process's own) and leave with its exit code.

    Raises:
        SystemExit: always; 0 done, 1 done and something was found wrong, 2 could not be done, 130 interrupted.
    """
    # Plain help: Rich's panels would cost every start, even that of a verb that draws nothing, 0.15 s.
    os.environ.setdefault("TYPER_USE_RICH", "0")
    from doorstep.cli.app import run

    sys.exit(run(arguments))
