"""What may leave in a packet: the decrypted bytes are searched for what may not."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.interchange import age_keys
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Agreement,
    Attachment,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Observation,
    Person,
    Pulse,
    Question,
    Reflection,
    Relationship,
    Tag,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.packets.keys import identity_of
from mentorjournal.services.packets.leaving import revision_of
from mentorjournal.services.packets.plain import Form, FormPart
from mentorjournal.services.packets.values import Choice
from tests.services.packets.conftest import Pair

HIDDEN = "zinnober"


def said(services: Services, path: Path) -> bytes:
    """Every byte of a packet, decrypted and unpacked."""
    with services.journal.reading() as reader:
        data = age_keys.unseal(path.read_bytes(), identity=identity_of(reader))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def test_nothing_private_or_confidential_stands_in_a_packet(pair: Pair) -> None:
    records = pair.mentee.records
    tag = records.save(Tag(title=f"{HIDDEN} tag"))
    secret = records.save(Reflection(title=f"{HIDDEN} secret", visibility="exportable", confidential=True))
    goal = records.save(Goal(title=f"{HIDDEN} goal"))
    before = records.save(Reflection(title=f"{HIDDEN} before"))
    with pair.mentee.journal.writing("File") as change:
        sha256 = change.put_blob(HIDDEN.encode())
        file = change.put(Attachment(title=f"{HIDDEN}.txt", sha256=sha256, size=8, media_type="text/plain"))
    entry = pair.entry(
        f"See [{HIDDEN}](attachment:{file.id}). Ben Carter ({HIDDEN}@example.org) said so; MRN 12345678.",
        tags=(tag.id,),
        related=(secret.id, goal.id),
        attachments=(file.id,),
        source_id=f"{HIDDEN}-id",
    )
    ben = next(one for one in records.all(Person) if one.title == "Ben Carter")
    records.save(Person(id=ben.id, title="Ben Carter", email=f"{HIDDEN}@example.org", notes=HIDDEN))
    aim = records.save(
        Goal(title="Open aim", visibility="exportable", origin=before.id, changed_in_me=HIDDEN)
    )
    packet = pair.sent(
        records=(entry.id, aim.id),
        files=True,
        questions=(f"What did Ben Carter say, {HIDDEN}@example.org?",),
        form=Form(title="By Ben Carter", parts=(FormPart("start", "Ben Carter?"),)),
        title="For Ben Carter",
        purpose="About Ben Carter",
        words={"12345678": "omit"},
    )
    found = said(pair.mentor, packet)
    assert b"Open aim" in found
    for words in (HIDDEN, "Carter", "12345678", "AGE-SECRET", goal.id, secret.id, before.id, file.id, tag.id):
        assert words.encode() not in found, words


@pytest.mark.parametrize("how", ["private", "confidential", "trash", "shared"])
def test_a_record_that_may_not_leave_stops_the_packet(pair: Pair, how: str) -> None:
    values: dict[str, dict[str, Any]] = {
        "private": {"visibility": "private"},
        "shared": {"visibility": "shared"},
        "confidential": {"confidential": True},
    }
    entry = pair.entry(**values.get(how, {}))
    if how == "trash":
        pair.mentee.records.trash(entry.id)
    else:
        found = {one.id: one.blocked for one in pair.mentee.packets.candidates(Choice(person=pair.mentor_id))}
        assert found[entry.id] == how
    with pytest.raises(InvalidRecord, match="may leave"):
        pair.sent(records=(entry.id,))
    assert not list(pair.folder.glob("*.age"))


def test_what_is_shared_goes_to_whom_it_is_shared_with(pair: Pair) -> None:
    entry = pair.entry(visibility="shared", people=(pair.mentor_id,))
    assert b"the plan" in said(pair.mentor, pair.sent(records=(entry.id,)))


def test_what_belongs_to_something_confidential_never_goes(pair: Pair) -> None:
    records = pair.mentee.records
    tie = records.save(Relationship(title="Tie", person=pair.mentor_id, confidential=True))
    goal = records.save(Goal(title="Goal", confidential=True))
    talk = records.save(Meeting(title="Talk", relationship=tie.id, visibility="exportable"))
    open_kinds = (
        talk,
        records.save(ActionItem(title="Act", meeting=talk.id, visibility="exportable")),
        records.save(Milestone(title="Mile", goal=goal.id, visibility="shared", people=(pair.mentor_id,))),
    )
    found = {one.id: one.blocked for one in pair.mentee.packets.candidates(Choice(person=pair.mentor_id))}
    for record in open_kinds:
        assert found[record.id] == "belongs"
        with pytest.raises(InvalidRecord, match="belongs to something confidential"):
            pair.sent(records=(record.id,))


def test_what_is_between_me_and_another_goes_to_nobody_else(pair: Pair) -> None:
    records = pair.mentee.records
    ben = next(one.id for one in records.all(Person) if one.title == "Ben Carter")
    tie = records.save(Relationship(title="With Ben", person=ben))
    mine = records.save(Relationship(title="With Ruth", person=pair.mentor_id))
    both = (ben, pair.mentor_id)
    talk = records.save(Meeting(title="Talk", relationship=tie.id, people=both, visibility="shared"))
    agreed = Agreement(title="Ours", sections=(Section("x", "X", "between us"),), people=both)
    stays = (
        (talk.id, ""),
        (records.save(ActionItem(title="Act", meeting=talk.id, visibility="shared")).id, ""),
        (records.save(replace(agreed, relationship=tie.id)).id, ""),
        (records.save(replace(agreed, relationship=tie.id, visibility="shared")).id, mine.id),
    )
    for key, between in stays:
        with pytest.raises(InvalidRecord, match=r"not with this person|It is private"):
            pair.sent(records=(key,), relationship=between)
    with pytest.raises(InvalidRecord, match="not one with this person"):
        pair.sent(records=(talk.id,), relationship=tie.id)
    own = records.save(replace(agreed, relationship=mine.id))
    assert b"between us" in said(pair.mentor, pair.sent(records=(own.id,)))


def test_no_hash_in_a_packet_proves_a_guess_of_what_was_taken_out(pair: Pair) -> None:
    entry = pair.entry("Ben Carter was late in bed 4711.")
    packet = pair.sent(records=(entry.id,), words={"4711": "omit"})
    assert revision_of(pair.mentee.records.get(Reflection, entry.id)).encode() not in said(
        pair.mentor, packet
    )


def test_thoughts_about_others_and_ratings_never_go(pair: Pair) -> None:
    for record in (
        Observation(title="x", visibility="exportable"),
        Pulse(title="y", visibility="exportable"),
    ):
        with pytest.raises(InvalidRecord, match="do not go into packets"):
            pair.sent(records=(pair.mentee.records.save(record).id,))


def test_the_review_names_people_and_identifiers_and_heeds_the_choice(pair: Pair) -> None:
    entry = pair.entry(
        "Ben Carter and Dr Zoe Quill met at 020 7946 0123.",
        sections=(Section("what", "What", "Ben Carter met Dr Zoe Quill, phone 020 7946 0123."),),
    )
    ben = next(one.id for one in pair.mentee.records.all(Person) if one.title == "Ben Carter")
    packets = pair.mentee.packets

    def text(**how: str) -> str:
        choice = Choice(records=(entry.id,), person=pair.mentor_id, names=how, words={"Zoe Quill": "omit"})
        return packets.review(choice).records[0].text("sections", "what")

    seen = packets.review(Choice(records=(entry.id,), person=pair.mentor_id))
    assert [(one.name, one.display, one.times) for one in seen.people] == [("Ben Carter", "role", 1)]
    assert [one.words for one in seen.unknown] == ["Zoe Quill"]
    assert [one.key for one in seen.identifiers] == ["phone"]
    assert text(**{ben: "keep"}).startswith("Ben Carter met Dr [left out]")
    assert text(**{ben: "omit"}).startswith("[name left out] met")
    assert text(**{ben: "pseudonym"}).startswith("Colleague B met")
    assert packets.review(Choice(records=(entry.id,), names={ben: "keep"})).people[0].warning


def test_the_review_looks_at_questions_and_forms_too(pair: Pair) -> None:
    question = pair.mentee.records.save(
        Question(title="Ask Mabel Thorne?", detail="MRN 12345678", visibility="exportable")
    )
    choice = Choice(
        person=pair.mentor_id,
        questions=(question.id,),
        form=Form(on_what="What Ben Carter saw", parts=(FormPart("start", "Start"),)),
    )
    found = pair.mentee.packets.review(choice)
    assert {"Mabel Thorne"} <= {one.words for one in found.unknown}
    assert any("12345678" in one.words for one in found.identifiers)
    assert {"Ben Carter"} <= {one.name for one in found.people}


def test_a_picture_leaves_without_what_the_camera_wrote_and_files_are_listed(pair: Pair) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = f"{HIDDEN} the artist"
    photo = BytesIO()
    Image.new("RGB", (20, 20)).save(photo, "JPEG", exif=exif)
    kept = {
        "Ben Carter.bin": photo.getvalue(),
        "notes.txt": b"plain words",
        "broken.png": photo.getvalue()[:60],
        "own.txt": HIDDEN.encode(),
    }
    files = []
    with pair.mentee.journal.writing("File") as change:
        for name, data in kept.items():
            file = Attachment(title=name, sha256=change.put_blob(data), size=len(data))
            shown = replace(file, visibility="exportable") if name != "own.txt" else file
            files.append(change.put(shown).id)
    entry = pair.entry(attachments=tuple(files))
    seen = pair.mentee.packets.review(Choice(records=(entry.id,), person=pair.mentor_id, files=True))
    assert [one.name for one in seen.files] == ["Another colleague.bin", "notes.txt"]
    assert [title for title, _ in seen.left] == ["broken.png", "own.txt"]
    packet = pair.sent(records=(entry.id,), files=True)
    found = said(pair.mentor, packet)
    assert HIDDEN.encode() not in found
    assert b"plain words" in found
    assert pair.mentor.packets.open(packet).contents.files == seen.files


def test_without_a_key_a_passphrase_is_asked_for(pair: Pair) -> None:
    insight = pair.mentee.records.save(Insight(title="Ask earlier", visibility="exportable"))
    pair.mentee.packets.keep_key(pair.mentor_id, "")
    with pytest.raises(InvalidRecord, match="no key of Ruth Lind"):
        pair.sent(records=(insight.id,))
    with pytest.raises(InvalidRecord, match="no key for packets"):
        pair.mentee.packets.keep_key(pair.mentor_id, "age1nonsense")
