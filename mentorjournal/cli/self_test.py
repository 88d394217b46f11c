"""The command that says whether this installation works."""

from __future__ import annotations

import click

from mentorjournal.cli.group import Refused
from mentorjournal.cli.options import json_option
from mentorjournal.cli.output import counted, say, say_json


@click.command("self-test")
@json_option
def self_test(as_json: bool) -> None:
    """Try this installation out with a journal of its own, in a folder that is removed afterwards."""
    from mentorjournal.services.self_test import self_test as steps

    done = []
    for step in steps():
        done.append(step)
        if not as_json:
            say(
                f"{'FAILED' if step.trouble else 'ok':6}  {step.name}"
                + (f": {step.trouble}" if step.trouble else "")
            )
    failed = sum(1 for step in done if step.trouble)
    if as_json:
        steps_plain = [{"name": step.name, "ok": not step.trouble, "trouble": step.trouble} for step in done]
        say_json({"ok": not failed, "steps": steps_plain})
    if failed:
        raise Refused(
            f"{counted(failed, 'part', 'parts')} of this installation did not work. No journal was touched."
        )
