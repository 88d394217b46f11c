"""The composition root: decides between the window and the command line, and imports only that one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

COMMANDS: Final = frozenset(
    {
        "new",
        "sample",
        "import",
        "export",
        "packet",
        "report",
        "claims",
        "search",
        "info",
        "changes",
        "check",
        "salvage",
        "backup",
        "backups",
        "restore",
        "passphrase",
        "recovery-sheet",
        "self-test",
    }
)
"""The first words that mean the command line; kept here so that the window never imports it."""

WINDOW_FAILED: Final = (
    "The window cannot be opened: Qt could not be loaded ({why}). Your journals are as they were. On Linux, Qt "
    "needs the system's libEGL and libxkbcommon; the commands work without a window (see --help)."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or the window on the journal named first; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    sys.excepthook = unexpected
    if is_command(arguments):
        from mentorjournal.cli import run as run_command

        return run_command(arguments)
    try:
        from mentorjournal.gui.start import run as run_window
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
            raise
        print(WINDOW_FAILED.format(why=error.msg), file=sys.stderr)  # noqa: T201 - there is no window to say it
        return 1
    return run_window(Path(arguments[0]) if arguments else None)


def is_command(arguments: Sequence[str]) -> bool:
    """Whether these arguments are for the command line: a command, an option, or no file at all."""
    if not arguments:
        return False
    first = arguments[0]
    if first in COMMANDS or first.startswith("-"):
        return True
    # A word that is no file is rather a mistyped command, which the command line explains.
    return not Path(first).suffix and not Path(first).exists()


def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Take the place of sys.excepthook: one line for the reader, the places in the code for the log.

    Neither holds the error's own words, which may quote the journal.
    """
    from mentorjournal.errors import JournalError

    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if isinstance(error, JournalError):
        print(error.message, file=sys.stderr)  # noqa: T201 - there is no window to say it
        return
    where = _log("\n".join(_described(error)))
    print(  # noqa: T201 - there is no window to say it
        f"Something went wrong in the program ({kind.__name__}). What was saved before is safe. {where}",
        file=sys.stderr,
    )


def _described(error: BaseException | None) -> Iterator[str]:
    import traceback

    from mentorjournal import __version__

    yield f"Mentor Journal {__version__}, Python {sys.version.split()[0]}"
    while error is not None:
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        error = error.__cause__ or error.__context__


def _log(text: str) -> str:
    import datetime as dt

    from mentorjournal.settings import log_path

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{dt.datetime.now(dt.UTC).isoformat(timespec='seconds')} {text}\n\n")
    except OSError:
        return "The details could not be written down."
    return f"The details, without any of your text, are in {path}"
