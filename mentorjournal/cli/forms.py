"""The commands that print forms others fill in; `import` takes them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mentorjournal.cli.options import journal_option, json_option, opened, paper_options
from mentorjournal.cli.output import one_line, say, say_json
from mentorjournal.errors import NotFound

if TYPE_CHECKING:
    from mentorjournal.services.opening import Database
    from mentorjournal.services.reporting.options import Paper

MOST_NAMED = 12
STRUCTURES = ("free", "sbi", "start_stop_continue", "pendleton", "feedforward")


@click.command("feedback-form")
@click.option("--person", default="", metavar="NAME|ID", help="Whom you ask; a new name comes into People.")
@click.option("--on", "on_what", default="", metavar="TEXT", help="What you want feedback on.")
@click.option(
    "--structure",
    type=click.Choice(STRUCTURES),
    default="sbi",
    show_default=True,
    help="Which questions stand on the form.",
)
@click.option("--question", default="", metavar="TEXT", help="One question of your own.")
@paper_options
@journal_option
@json_option
def feedback_form(
    *, out: Path, paper: str, journal: Path, passphrase_file: Path | None, as_json: bool, **asked: str
) -> None:
    """Print a form to ask somebody for feedback: one page, to fill in on screen or by hand.

    The request waits among the feedback until `import` takes the filled file. The page holds your name, theirs and
    what it is about, and nothing else of the journal.
    """
    from mentorjournal.model.types import Person
    from mentorjournal.services.forms import FeedbackAsk, Forms
    from mentorjournal.services.records import Records

    size, person, structure = cast("Paper", paper), asked["person"], asked["structure"]
    with opened(journal, passphrase_file, write=True) as database:
        forms = Forms(database)
        there = Records(database).named(Person)
        known = person if person in there else ""
        name = "" if known else person
        ask = FeedbackAsk(known, asked["on_what"], structure, asked["question"], size, name=name)
        feedback = forms.hand_out_form(ask, forms.save_to(out, size))
    if as_json:
        say_json({"path": str(out), "feedback": feedback.id, "structure": structure})
        return
    if feedback.person is not None and feedback.person not in there:
        say(f"“{one_line(name)}” was not in People, and is now.")
    say(f"Wrote the form to {out}. The request waits until you import the filled file.")


@click.command("statement")
@click.option(
    "--claim", required=True, metavar="ID|TITLE", help="The claim to be confirmed, or how its title begins."
)
@click.option("--provider", default=None, metavar="TEXT", help="Who offered the activity.")
@click.option("--hours", default=None, metavar="TEXT", help="The hours claimed; known ones are put in.")
@paper_options
@journal_option
@json_option
def statement(
    *,
    claim: str,
    provider: str | None,
    hours: str | None,
    out: Path,
    paper: str,
    journal: Path,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Print a statement on which a provider confirms a claim: one page, to fill in on screen or to sign by hand.

    `import` takes the filled file, and the claim is authorised by it. The journal itself is not changed by
    printing, but for the note of what left it.
    """
    from dataclasses import replace

    from mentorjournal.services.forms import Forms

    size = cast("Paper", paper)
    with opened(journal, passphrase_file, write=True) as database:
        forms = Forms(database)
        found = known_claim(database, claim)
        usual = forms.statement_ask(found)
        ask = replace(
            usual,
            provider=usual.provider if provider is None else provider,
            hours=usual.hours if hours is None else hours,
            paper=size,
        )
        forms.hand_out_statement(found, ask, forms.save_to(out, size))
    if as_json:
        say_json({"path": str(out), "claim": found})
        return
    say(f"Wrote the statement to {out}. Import the filled file when it comes back.")


def known_claim(database: Database, which: str) -> str:
    """The id of a claim given by its id, its title or how that begins. Raises NotFound, which names what there is."""
    from mentorjournal.model.types import Claim
    from mentorjournal.services.records import Records

    named = Records(database).named(Claim)
    if which in named:
        return which
    wanted = _plain(which)
    found = [key for key, title in named.items() if _plain(title) == wanted]
    found = found or [key for key, title in named.items() if wanted and _plain(title).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    some = found or list(named)
    told = "; ".join(f"“{one_line(named[key])}” ({key})" for key in some[:MOST_NAMED])
    more = f"; and {len(some) - MOST_NAMED} more, see `claims`" if len(some) > MOST_NAMED else ""
    why = "There are several claims" if found else "There is no claim"
    known = f"Name one with --claim: {told}{more}. " if some else ""
    raise NotFound(f"{why} “{which}”. {known}Nothing was written.")


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
