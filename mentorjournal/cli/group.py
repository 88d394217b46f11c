"""The group of commands: each is imported when it is asked for, and its errors become one line."""

from __future__ import annotations

import errno
import importlib
from typing import Any, Final

import click

from mentorjournal import __version__
from mentorjournal.cli.output import one_line
from mentorjournal.errors import Damaged, JournalError

PLACES: Final = {
    "new": "making:new",
    "sample": "making:sample",
    "import": "moving:import_",
    "export": "taking:export",
    "report": "reporting:report",
    "packet": "packets:packet",
    "claims": "claims:claims",
    "search": "looking:search",
    "info": "looking:info",
    "changes": "changes:changes",
    "check": "looking:check",
    "salvage": "salvaging:salvage",
    "backup": "backing_up:backup",
    "backups": "backing_up:backups",
    "restore": "backing_up:restore",
    "passphrase": "passphrase:passphrase",
    "recovery-sheet": "passphrase:recovery_sheet",
    "self-test": "self_test:self_test",
}
"""Where each command lives, in the order of the help."""
_HELPS: Final = "(The commands are `backups`, `restore --backup FILE` and `salvage --out FILE`.)"


class Refused(click.ClickException):
    """An error of ours on its way to the terminal: one line on stderr, exit code 1."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class Commands(click.Group):
    """Imports a command's module when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in the order of the help."""
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module, _, attribute = PLACES.get(cmd_name, "").partition(":")
        if not module:
            return None
        command = getattr(importlib.import_module(f"mentorjournal.cli.{module}"), attribute)
        return command if isinstance(command, click.Command) else None

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Take the words before the command apart; what is not understood becomes one line."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise misunderstood(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a reader can meet becomes one line."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise misunderstood(error) from error
        except Damaged as error:
            raise Refused(f"{error.message} {_HELPS}") from error
        except JournalError as error:
            raise Refused(error.message) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            named = f"{error.filename}: " if error.filename else ""
            raise Refused(f"{named}{error.strerror or error}. Nothing else was changed.") from error


def misunderstood(error: click.UsageError) -> Refused:
    """How a command was asked wrongly, in one line that names its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        said = "Say what to do."
    else:
        said = error.format_message()
    command = error.ctx.command_path if error.ctx else "mentorjournal"
    return Refused(f"{said} Nothing was done. (See {command} --help.)")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="Mentor Journal")
def commands() -> None:
    """Mentor Journal on the command line.

    Without a command the window opens: `mentorjournal [FILE]`.

    Every command but new, sample and self-test works on the journal named with --journal. An encrypted
    journal asks for its passphrase, or reads it from --passphrase-file. With --json a command that tells
    something prints one JSON value for other programs. The exit code is 0 when all went well, else 1, with one line on the error
    output that says what went wrong.
    """
