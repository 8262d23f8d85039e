"""How a command ends: its exit status, and what the user can mend in one line.

0: done. 1: done, but something was rejected, refused or failed, and the output names it.
2: wrong use.
"""

from __future__ import annotations

import sys
from typing import Final, NoReturn

import typer

from analysis.cli import terminal
from analysis.cli.app import app
from analysis.cli.options import print_json
from analysis.errors import (
    AnalysisError,
    BadParametersError,
    BadSettingError,
    FolderTakenError,
    NotAWorkspaceError,
    NothingToJudgeError,
    UnknownClientError,
)

WRONG_USE: Final = (
    NotAWorkspaceError,
    UnknownClientError,
    BadParametersError,
    BadSettingError,
    FolderTakenError,
    NothingToJudgeError,
)

INTERRUPTED: Final = 130
UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""Any wrong use of the command line; typer shows the class by this one child only."""


def main() -> None:
    """Run the command; what the user can mend is one line, anything else is our bug and shows its traceback."""
    terminal.use_utf8()
    try:
        status = app(standalone_mode=False) or 0
        if status == INTERRUPTED:
            _fail("interrupted; what was finished is kept, and the same command does the rest", status=status)
        raise SystemExit(status)
    except AnalysisError as err:
        _fail(str(err), status=2 if isinstance(err, WRONG_USE) else 1)
    except UsageError as err:
        _fail(_usage(err), status=2)
    except OSError as err:
        _fail(f"{err.filename or 'a file'}: {(err.strerror or str(err)).lower()}", status=1)


def _usage(err: BaseException) -> str:
    """What was wrong with the words of a command, and where its help is."""
    said = getattr(err, "format_message", lambda: str(err))()
    ctx = getattr(err, "ctx", None)
    command = getattr(ctx, "command_path", "phasewise")
    return f"{str(said).rstrip('.')}. See `{command} --help`."


def _fail(problem: str, *, status: int) -> NoReturn:
    """Say what is wrong in one line, as JSON too where that was asked for, and end."""
    terminal.problem(problem)
    if "--json" in sys.argv[1:]:
        print_json({"error": problem})
    raise SystemExit(status) from None
