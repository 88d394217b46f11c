"""Default deny, shown: secrets planted in a sample journal are in no file of any format that others may see."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    Insight,
    Meeting,
    Observation,
    Person,
    Pulse,
    Reflection,
    Relationship,
    Resource,
    Scheme,
    Tag,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.taking_away import FORMATS, Choice, ExportFormat, take_away
from mentorjournal.storage import journal_file
from mentorjournal.storage.by_pages import heads
from tests.services import test_leaks as planting
from tests.services.reporting_journal import NOW

DAY = NOW.date()
UID = "organiser.tremblay@hospital.example-uid"
NEVER_NAMED, NEVER_A_TAG = "Quokka Zinnober", "mauve matter"
SECRETS = (*planting.SECRETS, "Sulky in Messidor", "Rated a two", UID, NEVER_NAMED, NEVER_A_TAG)
_CODED = re.compile(rb"[A-Za-z0-9+/]{60,}={0,2}")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A journal full of secrets, and somebody and something of every format that may be shown."""
    with journal_file.create(tmp_path_factory.mktemp("leaks") / "a.journal", clock=lambda: NOW) as journal:
        services = services_for(journal)
        with journal.writing("Plant") as change:
            planting._hide(change)
            hidden = change.put(
                Person(title=planting.HIDDEN_NAME, display="omit", email="q.vanterpool@nowhere.example")
            )
            tie = change.put(Relationship(title="The thesis", person=hidden.id, visibility="exportable"))
            scheme = change.put(Scheme(title="An award", visibility="exportable"))
            planting._tell(change, hidden, tie, scheme)
            change.put(Meeting(title=f"Before {planting.HIDDEN_NAME}", date=DAY, visibility="exportable"))
            change.put(Person(title=NEVER_NAMED, display="name", consent="given", confidential=True))
            tag = change.put(Tag(title=NEVER_A_TAG, confidential=True))
            said = Reflection(
                title=f"{NEVER_NAMED} said so", date=DAY, visibility="exportable", tags=(tag.id,)
            )
            change.put(said)
            kept = f"see [the plan](record:{tie.person}), record:{tie.person} and <attachment:{hidden.id}>"
            change.put(Insight(title="Addressed", detail=kept, date=DAY, visibility="exportable"))
        shown: tuple[Record, ...] = (
            Person(title="Rosa Lind", display="name", consent="given", email="rosa@example.org"),
            Resource(title="A book that may be seen", notes=f"Lent by {planting.HIDDEN_NAME}."),
            *(Meeting(title="Every week", date=DAY, series=UID, rule="FREQ=WEEKLY") for _ in range(2)),
            Observation(title="Sulky in Messidor"),
            Pulse(title="Checked", note="Rated a two"),
        )
        for record in shown:
            services.records.amend(services.records.save(record).id, {"visibility": "exportable"})
        yield services


def everything_in(path: Path) -> bytes:
    """All bytes of a file or folder, names too, and what is packed or coded in them."""
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    parts: list[bytes] = []
    for file in files:
        data = file.read_bytes()
        parts += file.name.encode(), data
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts += [part for name in archive.namelist() for part in (name.encode(), archive.read(name))]
    whole = b"\n".join(parts)
    # Calendars and cards fold their lines, and bytes of files stand there in base64.
    unfolded = re.sub(rb"\r?\n[ \t]", b"", whole)
    decoded = [base64.b64decode(found + b"=" * (-len(found) % 4)) for found in _CODED.findall(unfolded)]
    return b"\n".join((whole, unfolded, *decoded)).lower()


@pytest.mark.parametrize("known", FORMATS, ids=[known.key for known in FORMATS])
def test_no_secret_is_in_what_may_be_shown(services: Services, tmp_path: Path, known: ExportFormat) -> None:
    target = tmp_path / f"out{known.ending}"
    taken = take_away(services.journal, target, Choice(known.key))
    assert taken.records > 0
    assert taken.stayed
    found = everything_in(target)
    assert [secret for secret in SECRETS if secret.lower().encode() in found] == []
    with services.journal.reading() as reader:
        staying = [
            head.id for head in heads(reader) if head.visibility != "exportable" and head.type != "tag"
        ]
    assert [key for key in staying if key.encode() in found] == []


def test_a_series_is_one_by_a_name_that_holds_in_one_file_only(services: Services, tmp_path: Path) -> None:
    found: list[str] = []
    for name in ("one.json", "two.json"):
        take_away(services.journal, tmp_path / name, Choice("json"))
        records = json.loads((tmp_path / name).read_bytes())["records"]
        found += {one["series"] for one in records if one["title"] == "Every week"}
    assert len(found) == 2
    assert all(found)


@pytest.mark.parametrize("key", ["json", "markdown", "html"])
def test_everything_for_me_holds_what_may_not_be_shown(services: Services, tmp_path: Path, key: str) -> None:
    target = tmp_path / ("out.json" if key == "json" else "out")
    take_away(services.journal, target, Choice(key, "everything"))
    found = everything_in(target)
    for words in ("Xylophonic Ambition", "Kept between us in Floréal", "Vanterpool", "Sulky in Messidor"):
        assert words.lower().encode() in found
    if key != "html":
        assert b"nightshade" in found, "a picture for oneself is as the camera wrote it"
