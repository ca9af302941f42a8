"""How a verb gives up: one clear line on standard error and exit code 2, never a traceback for a user's mistake."""

from typing import NoReturn


class UserError(Exception):
    """The command cannot be done as asked; ``message`` says what and where, ``remedy`` how to mend it.

    Both are one line each. The command line prints them and exits with ``EXIT_FAILED``.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


# The three answers every verb gives to the shell.
EXIT_DONE = 0
EXIT_FOUND = 1
EXIT_FAILED = 2
EXIT_INTERRUPTED = 130


def fail(message: str, *, remedy: str = "") -> NoReturn:
    """Give up with one line, and a second one that says how to mend it.

    Raises:
        UserError: always.
    """
    raise UserError(message, remedy=remedy)


def explain(error: UserError | OSError) -> str:
    """The text that standard error shows for ``error``: one line, and the remedy below it where there is one.

    >>> print(explain(UserError("no sheet named 工单", remedy="name it 工单 or Orders")))
    doorstep: no sheet named 工单
      name it 工单 or Orders
    """
    if isinstance(error, UserError):
        return f"doorstep: {error.message}" + (f"\n  {error.remedy}" if error.remedy else "")
    where = f"{error.filename}: " if error.filename is not None else ""
    return f"doorstep: {where}{error.strerror or error}"
