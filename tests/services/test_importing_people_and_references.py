"""People and resources of other programs come in once, whatever they were called where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import Attachment, Person, Resource, Tag
from mentorjournal.services import importing
from mentorjournal.services.history import History
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Rosa Lind
EMAIL:Rosa@Example.org
TEL:+43 1 2
CATEGORIES:Graz
BDAY:--0203
PHOTO;ENCODING=b:iVBORw0KGgoAAAAN
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ilse Okafor
TITLE:Dean
END:VCARD
"""
BIB = """@article{lind2019, title={Aims}, author={Lind, Rosa}, year=2019, doi={10.5555/ABC.1}, pages={1--2},
 keywords={feedback, aims}}
@book{okafor, title={A book}, author={Okafor, Ilse}, year=2020}
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        yield database


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "book.vcf"
    path.write_text(CARDS, "utf-8")
    return path


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "list.bib"
    path.write_text(BIB, "utf-8")
    return path


def people(database: Database) -> list[Person]:
    with database.reading() as reader:
        return sorted(reader.find(Person), key=lambda person: person.title)


def resources(database: Database) -> list[Resource]:
    with database.reading() as reader:
        return sorted(reader.find(Resource), key=lambda resource: resource.title)


def test_cards_become_people_nobody_has_agreed_for(journal: Database, cards: Path) -> None:
    done = importing.run(journal, cards)
    assert (done.found, done.imported) == (2, 2)
    ilse, rosa = people(journal)
    assert (rosa.email, rosa.phone, ilse.position) == ("Rosa@Example.org", "+43 1 2", "Dean")
    assert (rosa.consent, rosa.visibility) == ("none", "private")
    assert rosa.notes == "- birthday: 3 February"
    with journal.reading() as reader:
        assert [reader.get(Tag, tag).title for tag in rosa.tags] == ["Graz"]
        assert [reader.get(Attachment, one).title for one in rosa.attachments] == ["photo.png"]


def test_reading_them_again_changes_nothing_and_one_undo_takes_all_back(
    journal: Database, cards: Path, bib: Path
) -> None:
    importing.run(journal, cards)
    importing.run(journal, bib)
    for path in (cards, bib):
        seen = importing.preview(journal, path)
        assert (seen.found, seen.new, seen.already_there) == (2, 0, 2)
        assert importing.run(journal, path).imported == 0
    History(journal).undo()
    assert resources(journal) == []
    assert len(people(journal)) == 2


def test_a_person_of_that_name_and_address_is_there_already(journal: Database, cards: Path) -> None:
    with journal.writing("People") as change:
        change.put(Person(title="rosa  lind", email="rosa@example.org"))
        change.put(Person(title="Ilse Okafor"))
    seen = importing.preview(journal, cards)
    assert [(row.title, row.new) for row in seen.rows] == [("Rosa Lind", False), ("Ilse Okafor", True)]
    importing.run(journal, cards)
    assert [person.title for person in people(journal)] == ["Ilse Okafor", "Ilse Okafor", "rosa  lind"]


def test_a_card_that_names_a_record_of_this_journal_is_there_already(
    journal: Database, tmp_path: Path
) -> None:
    with journal.writing("Person") as change:
        person = change.put(Person(title="Rosa Lind"))
    path = tmp_path / "own.vcf"
    path.write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{person.id}\nFN:Rosa\nEND:VCARD\n", "utf-8")
    assert importing.preview(journal, path).new == 0


def test_a_resource_of_that_doi_or_title_and_authors_is_there_already(journal: Database, bib: Path) -> None:
    with journal.writing("Resources") as change:
        change.put(Resource(title="Seen elsewhere", doi="10.5555/abc.1"))
    seen = importing.preview(journal, bib)
    assert [(row.title, row.new) for row in seen.rows] == [("Aims", False), ("A book", True)]
    with journal.writing("Resources") as change:
        change.put(Resource(title="a book", authors="Okafor, Ilse", year=2020.0, kind="book"))
    assert importing.preview(journal, bib).new == 0


def test_the_same_list_from_another_program_is_recognised(
    journal: Database, bib: Path, tmp_path: Path
) -> None:
    importing.run(journal, bib)
    ris = tmp_path / "list.ris"
    ris.write_text(
        "TY  - JOUR\nTI  - Aims of another spelling\nDO  - 10.5555/abc.1\nER  - \n"
        "TY  - BOOK\nTI  - A book\nAU  - Okafor, Ilse\nPY  - 2020\nER  - \n",
        "utf-8",
    )
    assert importing.preview(journal, ris).new == 0


def test_what_has_no_field_of_its_own_stands_in_the_notes(journal: Database, bib: Path) -> None:
    importing.run(journal, bib)
    book, aims = resources(journal)
    assert aims.notes == "- pages: 1–2"
    assert (aims.status, aims.doi, aims.date is not None) == ("to_read", "10.5555/ABC.1", True)
    assert book.kind == "book"
    with journal.reading() as reader:
        assert [reader.get(Tag, tag).title for tag in aims.tags] == ["feedback", "aims"]
