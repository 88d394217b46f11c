"""Files inside texts: pictures that may leave are drawn, of all others not even the name is printed."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Attachment, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.sealing import FILE_LEFT_OUT, sealed
from mentorjournal.storage import journal_file
from tests.services.reporting_journal import DAY, NOW, drawn, everything, page, text_of

NAME = "biopsy-of-anna.png"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with journal_file.create(tmp_path / "mine.journal", clock=lambda: NOW) as made:
        yield services_for(made)


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (40, 90, 160)).save(out, "PNG")
    return out.getvalue()


def images(data: bytes) -> int:
    """How many pictures the pages hold."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(len(sheet.get_images()) for sheet in pdf.pages)


def attached(services: Services, name: str = NAME, **fields: Any) -> Attachment:
    """A picture of an exportable page; `fields` say whether it may leave."""
    holder = services.records.save(Reflection(title="The holder", date=DAY))
    made = services.attachments.add_bytes(holder.id, name, photograph())
    return services.records.save(dataclasses.replace(made, **{"visibility": "exportable", **fields}))


def test_a_picture_that_may_leave_is_drawn(services: Services) -> None:
    made = attached(services)
    services.records.save(page("Open", f"Before.\n\n![{NAME}](attachment:{made.id})\n\nAfter."))
    data = drawn(services)
    assert images(data) == 1
    assert NAME in everything(data)


@pytest.mark.parametrize(
    "fields", [{"visibility": "private"}, {"visibility": "shared"}, {"confidential": True}]
)
def test_a_picture_that_may_not_leave_is_neither_drawn_nor_named(
    services: Services, fields: dict[str, Any]
) -> None:
    made = attached(services, **fields)
    services.records.save(page("Open", f"Before.\n\n![{NAME}](attachment:{made.id})\n\nAfter."))
    data = drawn(services)
    assert images(data) == 0
    assert "Before. [Picture left out] After." in everything(data)
    assert "biopsy" not in everything(data)


def test_a_picture_in_the_trash_is_neither_drawn_nor_named(services: Services) -> None:
    made = attached(services)
    services.records.trash(made.id)
    services.records.save(page("Open", f"Before.\n\n![{NAME}](attachment:{made.id})"))
    data = drawn(services)
    assert images(data) == 0
    assert "biopsy" not in everything(data)


@pytest.mark.parametrize(
    "written",
    [
        "see [{name}](attachment:{id})",
        "see [the *{name}*](<attachment:{id}> 'the {name}')",
        "see [{name} \\] [1]](attachment://{id} (kept))",
        "see <attachment:{name}>",
        "see [{name}][scan]\n\n[scan]: attachment:{id} '{name}'",
        "see [![{name}](attachment:{id})](attachment:{id})",
    ],
)
def test_a_link_to_a_file_that_may_not_leave_does_not_tell_its_name(services: Services, written: str) -> None:
    made = attached(services, visibility="private")
    services.records.save(page("Open", written.format(name=NAME, id=made.id)))
    text = text_of(services)
    assert f"see {FILE_LEFT_OUT}" in text
    assert "biopsy" not in text


def test_a_link_to_a_file_that_may_leave_keeps_its_words(services: Services) -> None:
    made = attached(services)
    services.records.save(page("Open", f"see [{NAME}](attachment:{made.id}) and [this](https://example.org)"))
    text = text_of(services)
    assert f"see {NAME} and this (https://example.org)" in text
    assert FILE_LEFT_OUT not in text


def test_an_excerpt_an_untitled_page_and_own_words_do_not_tell_it_either(services: Services) -> None:
    made = attached(services, "a biopsy of anna with many words.png", visibility="private")
    link = f"[a biopsy of anna with many words.png](attachment:{made.id})"
    services.records.save(page("", f"!{link}\n\n{link} {'word ' * 400}"))
    data = drawn(services, ReportOptions(own_words=f"All is in {link}."))
    assert "biopsy" not in everything(data)
    assert f"All is in {FILE_LEFT_OUT}." in everything(data)


def test_the_check_of_a_file_finds_the_name_of_a_hidden_file(services: Services) -> None:
    made = attached(services, visibility="private")
    services.records.save(page("Open", f"see [{NAME}](attachment:{made.id})"))
    report = services.reporting.make(ReportOptions())
    assert services.reporting.findings(report, drawn(services)) == ()
    leaky = drawn(services, ReportOptions(own_words=f"Look at {NAME}."))
    assert [item.what for item in services.reporting.findings(report, leaky)] == [NAME]


def test_brackets_without_an_opening_are_left_alone() -> None:
    text = "](attachment:x) and [a\n\nb](attachment:y) \\[c](attachment:z)"
    assert sealed(text, lambda _address: True) == text
    assert sealed("![a](attachment:x)[b](attachment:y)", lambda address: address == "x") == (
        "![](attachment:x)[b](attachment:y)"
    )


@pytest.mark.parametrize("end", ["", "-wal"])
def test_no_report_lands_on_a_file_of_the_journal(services: Services, end: str) -> None:
    path = services.journal.path
    target = path.with_name(path.name + end)
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        services.reporting.save(ReportOptions(), target)
    assert (target.read_bytes() if target.exists() else None) == before
