"""Commands that print: one for each report."""

from __future__ import annotations

import click

from mentorjournal.cli.agreement import agreement
from mentorjournal.cli.brief import brief
from mentorjournal.cli.documents import commands
from mentorjournal.cli.forms import feedback_form, statement
from mentorjournal.cli.meeting_summary import summary


@click.group()
def report() -> None:
    """Print a report of a journal as a PDF.

    Nothing confidential leaves, and people are named only as their display and consent allow; those for whom
    a page is made know their own names.
    """


for command in (*commands(), agreement, summary, brief, feedback_form, statement):
    report.add_command(command)
