"""Commands of the review round trip for whoever is asked: packet open and answer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorjournal.cli.options import a_path, json_option, opened, passphrase_from
from mentorjournal.cli.output import say, say_json
from mentorjournal.cli.packet_words import asked_in, files_in, head_of, texts_of, titles_of, told_in
from mentorjournal.errors import PassphraseNeeded

if TYPE_CHECKING:
    from mentorjournal.interchange.packet_plain import Contents

opens_option = click.option(
    "--packet-passphrase-file", type=a_path(), metavar="FILE", help="Read the packet's passphrase from FILE."
)
out_option = click.option("--out", type=a_path(), required=True, metavar="FILE", help="The file to write.")
force_option = click.option("--force", is_flag=True, help="Replace a file of that name.")


@click.command("open")
@click.argument("file", type=a_path())
@click.option(
    "--journal", type=a_path(), metavar="FILE", help="The journal whose key opens it, and that keeps it."
)
@click.option(
    "--passphrase-file", type=a_path(), metavar="FILE", help="Read the journal's passphrase from FILE."
)
@opens_option
@json_option
def open_(
    file: Path,
    journal: Path | None,
    passphrase_file: Path | None,
    packet_passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Open a packet that somebody sent, and show what it holds.

    With --journal it is kept there to be answered; its records stay inside it. Without one it opens with its
    passphrase and is only shown.
    """
    from mentorjournal.services.packets import Packets
    from mentorjournal.services.packets.reading import read

    said = ""
    if journal is None:
        contents, _ = read(file, passphrase=_passphrase_of(file, packet_passphrase_file))
    else:
        with opened(journal, passphrase_file, write=True) as database:
            found = Packets(database).open(file, _passphrase_of(file, packet_passphrase_file))
        contents = found.contents
        said = " ".join((f"Kept in {journal.name}." if found.new else "It was there already.", *found.notes))
    _say_contents(contents, said, as_json=as_json)


@click.command()
@click.argument("file", type=a_path())
@click.argument("written", type=a_path(), metavar="ANSWER")
@out_option
@force_option
@click.option("--name", default="", help="Whose answer it is, where no journal says so.")
@click.option(
    "--journal", type=a_path(), metavar="FILE", help="The journal whose key opens it, and that keeps it."
)
@click.option(
    "--passphrase-file", type=a_path(), metavar="FILE", help="Read the journal's passphrase from FILE."
)
@opens_option
def answer(
    file: Path,
    written: Path,
    out: Path,
    *,
    force: bool,
    name: str,
    journal: Path | None,
    passphrase_file: Path | None,
    packet_passphrase_file: Path | None,
) -> None:
    """Answer the packet in FILE with what the JSON file ANSWER says.

    It has "comments" (each with record, part, section, text, and quote for the words it is about), "replies" by
    question, "feedback" by question of the form, "done" with a day by action, "agreed_on", and "texts"; `packet
    open` shows all these ids, and the user guide has an example. What is written is encrypted to whoever made the
    packet. What was begun in the journal's window goes along.
    """
    from mentorjournal.services.packets import Packets
    from mentorjournal.services.packets.reading import answer_file, read
    from mentorjournal.services.packets.written_answer import laid_over, read_answer

    passphrase = _passphrase_of(file, packet_passphrase_file)
    if journal is None:
        contents, _ = read(file, passphrase=passphrase)
        answer_file(contents, read_answer(contents, written), name, out, force=force)
    else:
        with opened(journal, passphrase_file, write=True) as database:
            packets = Packets(database)
            found = packets.open(file, passphrase)
            said = laid_over(packets.draft(found.packet.id), read_answer(found.contents, written))
            packets.keep_draft(found.packet.id, said)
            packets.answer(found.packet.id, out, force=force)
    say(f"Wrote the answer to {out}. Send it to whoever sent you the packet.")


def _passphrase_of(file: Path, passphrase_file: Path | None) -> str:
    """The passphrase of a packet that needs one: from a file, or asked for."""
    from mentorjournal.services.packets.reading import needs

    if needs(file) != "passphrase":
        return ""
    if passphrase_file is not None:
        return passphrase_from(passphrase_file)
    if not sys.stdin.isatty():
        raise PassphraseNeeded(
            f"{file.name} opens with a passphrase and nobody is there to ask. Put it in the first line of a file and "
            "name that with --packet-passphrase-file."
        )
    return str(click.prompt(f"Passphrase of {file.name}", hide_input=True, err=True))


def _say_contents(contents: Contents, said: str, *, as_json: bool) -> None:
    from mentorjournal.interchange.packet_json import contents_plain

    plain = contents_plain(contents)
    if as_json:
        say_json(plain)
        return
    say(f"{contents.title or 'A review packet'}, from {contents.author or 'somebody without a name'}. {said}")
    if contents.purpose:
        say(contents.purpose)
    for line in (
        *asked_in(contents),
        *told_in(contents),
        *files_in(contents.files, titles_of(contents.records)),
    ):
        say(line)
    for sent in contents.records:
        click.echo("")
        say(head_of(sent))
        for line in texts_of(sent):
            say(line)
