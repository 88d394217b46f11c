"""Commands of the review round trip for whoever asks: packet key, make and merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorjournal.cli.options import (
    a_path,
    journal_option,
    json_option,
    new_passphrase,
    opened,
    passphrase_from,
)
from mentorjournal.cli.output import counted, say, say_json
from mentorjournal.cli.packet_reading import answer, force_option, open_, opens_option, out_option
from mentorjournal.cli.packet_words import asked_in, came, files_in, head_of, titles_of, told_in

if TYPE_CHECKING:
    from mentorjournal.interchange.packet_plain import Contents
    from mentorjournal.services.opening import Database
    from mentorjournal.services.packets.values import PacketReview


@click.group()
def packet() -> None:
    """Show chosen records to a mentor as one encrypted file, and take in what they answer."""


packet.add_command(open_)
packet.add_command(answer)


@packet.command()
@journal_option
@click.option("--person", metavar="NAME", help="Keep the key of this person instead of showing the own one.")
@click.option("--set", "public", metavar="KEY", help="Their key, which begins with age1.")
@json_option
def key(
    journal: Path, passphrase_file: Path | None, person: str | None, public: str | None, as_json: bool
) -> None:
    """Show the journal's own key for packets, or keep that of a person.

    Give the key to whoever sends you packets. Compare its fingerprint by voice: whoever reads other digits was
    given another key. The secret half stays inside the journal.
    """
    if (person is None) != (public is None):
        raise click.UsageError("--person and --set belong together.")
    with opened(journal, passphrase_file, write=True) as database:
        if person is not None and public is not None:
            kept = _packets(database).keep_key(_person(database, person), public)
            found, mark = kept.packet_key, _packets(database).fingerprint(kept.packet_key)
        else:
            own = _packets(database).key()
            found, mark = own.public, own.fingerprint
    if as_json:
        say_json({"key": found, "fingerprint": mark})
        return
    say(found)
    say(f"Fingerprint: {mark}")


@packet.command()
@click.argument("records", nargs=-1, metavar="[ID]...")
@out_option
@force_option
@click.option("--for", "person", metavar="NAME", help="Whom it is for; it is encrypted to their key.")
@click.option("--title", default="", help="What it is called.")
@click.option("--purpose", default="", help="What you ask of them.")
@click.option("--question", "questions", multiple=True, help="A question, or the id of one; may be repeated.")
@click.option(
    "--action", "actions", multiple=True, metavar="ID", help="An action item to tick; may be repeated."
)
@click.option("--agreement", default="", metavar="ID", help="An agreement to sign.")
@click.option("--feedback", metavar="ON WHAT", help="Ask for feedback in a form.")
@click.option("--files", is_flag=True, help="Files of these records that may leave go along.")
@click.option(
    "--omit", "omitted", multiple=True, metavar="WORDS", help="Words to leave out; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Only say what would leave, and what in it asks for a look.")
@click.option("--with-passphrase", is_flag=True, help="Encrypt to a new passphrase; asks for it, twice.")
@opens_option
@journal_option
@json_option
def make(
    records: tuple[str, ...],
    out: Path,
    journal: Path,
    passphrase_file: Path | None,
    packet_passphrase_file: Path | None,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Write the records of these IDs into one encrypted file for a reader.

    Only what is exportable goes along, or shared with this person; what is confidential never does. People appear
    as they agreed. `search WORDS --json` shows ids. It is encrypted to the person's key (`packet key --person`), or
    to a passphrase, which you tell them by another way.
    """
    from mentorjournal.services.packets.values import Choice

    passphrase = ""
    if packet_passphrase_file is not None:
        passphrase = passphrase_from(packet_passphrase_file)
    elif wanted["with_passphrase"] and not wanted["dry_run"]:
        passphrase = new_passphrase()
    with opened(journal, passphrase_file, write=not wanted["dry_run"]) as database:
        choice = Choice(
            records=records,
            questions=wanted["questions"],
            form=_form(wanted["feedback"]),
            agreement=wanted["agreement"],
            actions=wanted["actions"],
            person=_person(database, wanted["person"]) if wanted["person"] else "",
            title=wanted["title"],
            purpose=wanted["purpose"],
            words=dict.fromkeys(wanted["omitted"], "omit"),
            files=wanted["files"],
        )
        if wanted["dry_run"]:
            _say_review(database, choice, as_json=as_json)
            return
        made = _packets(database).make(choice, out, passphrase=passphrase, force=wanted["force"])
        count = len(_packets(database).contents(made.id).records)
    if as_json:
        say_json({"id": made.id, "path": str(out), "records": count, "fingerprint": made.fingerprint})
        return
    how = f"the key {made.fingerprint}" if made.fingerprint else "the passphrase"
    say(f"Wrote {counted(count, 'record', 'records')} to {out}, encrypted to {how}.")


def _form(on_what: str | None) -> Any:
    if not on_what:
        return None
    from mentorjournal.services.packets.asking import form_for

    return form_for(on_what)


def _say_review(database: Database, choice: Any, *, as_json: bool) -> None:
    from mentorjournal.errors import InvalidRecord

    seen, contents, refused = _packets(database).review(choice), None, ""
    try:
        contents = _packets(database).preview(choice)
    except InvalidRecord as error:
        refused = error.message
    found = [("person", one.name, one.shown, one.records) for one in seen.people]
    found += [("name", one.words, "", (one.record_id,)) for one in seen.unknown]
    found += [(one.label, one.words, "", (one.record_id,)) for one in seen.identifiers]
    if as_json:
        texts = [{"id": one.id, "type": one.type, **one.plain} for one in seen.records]
        listed = [
            {"what": what, "words": words, "shown": shown, "records": [key for key in where if key]}
            for what, words, shown, where in found
        ]
        files = [{"name": one.name, "size": one.size, "record": one.record} for one in seen.files]
        asked = list(asked_in(contents)) if contents is not None else []
        left = [list(one) for one in seen.left]
        say_json(
            {
                "records": texts,
                "asked": asked,
                "files": files,
                "found": listed,
                "left": left,
                "refused": refused,
            }
        )
        return
    _say_leaving(seen, contents)
    titles = titles_of(seen.records)
    for what, words, shown, where in found:
        inside = ", ".join(f"“{titles[key]}”" for key in where if key in titles)
        say(f"{what}: {words}" + (f" (as “{shown}”)" if shown else "") + (f", in {inside}" if inside else ""))
    for title, why in seen.left:
        say(f"{title} stays: {why}")
    if refused:
        say(refused)


def _say_leaving(seen: PacketReview, contents: Contents | None) -> None:
    say(f"{counted(len(seen.records), 'record', 'records')} would leave. Nothing was written.")
    for one in seen.records:
        say(head_of(one, [found.shown for found in seen.people if one.id in found.records]))
    if contents is not None:
        for text in (contents.title, contents.purpose):
            if text:
                say(text)
        for line in (*asked_in(contents), *told_in(contents)):
            say(line)
    for line in files_in(seen.files, titles_of(seen.records)):
        say(line)


@packet.command()
@click.argument("file", type=a_path())
@click.option(
    "--theirs",
    is_flag=True,
    help="It is theirs, whatever key it carries: what it signs, ticks and agrees to counts.",
)
@journal_option
@json_option
def merge(file: Path, *, theirs: bool, journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Take the answer in FILE into the journal that sent the packet, as one step that one undo takes back.

    Comments hold fast to their words, what they changed in a text alone goes into yours, and the same answer again changes
    nothing. One that carries another key than the one you keep of its writer signs, ticks and agrees to nothing without
    --theirs.
    """
    with opened(journal, passphrase_file, write=True) as database:
        done = _packets(database).merge(file, theirs=theirs)
    counts = {
        "comments": done.comments,
        "answers": done.answers,
        "texts": done.texts,
        "kept_twice": done.kept_twice,
        "gone": done.gone,
    }
    if as_json:
        say_json({"changed": done.changed, **counts, "held": done.held, "notes": list(done.notes)})
        return
    if done.changed:
        for line in came(done):
            say(line)
    for note in done.notes:
        say(note)
    if done.held:
        say("To take that too, undo this step in the window and merge it again with --theirs.")


def _packets(database: Database) -> Any:
    from mentorjournal.services.packets import Packets

    return Packets(database)


def _person(database: Database, name: str) -> str:
    from mentorjournal.services.packets.asking import person_called

    return person_called(database, name)
