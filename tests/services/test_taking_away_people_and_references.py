"""People and resources taken away come back as they were, and only who agreed is in an address book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from mentorjournal.model.types import Person, Resource, Tag
from mentorjournal.services import importing
from mentorjournal.services.taking_away import EVERYTHING, SHAREABLE, Choice, take_away
from mentorjournal.services.taking_away.choice import Scope
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        with database.writing("All") as change:
            tag = change.put(Tag(title="feedback"))
            rosa = Person(title="Rosa Lind", consent="given", display="name", visibility="exportable")
            change.put(rosa)
            change.put(Person(title="Ilse Okafor", email="ilse@example.org", visibility="exportable"))
            change.put(
                Resource(
                    title="Aims & means",
                    authors="Lind, Rosa; Okafor, Ilse",
                    year=2019.0,
                    published_in="Journal of {Careers}",
                    visibility="exportable",
                    tags=(tag.id,),
                )
            )
            change.put(Resource(title="Private", kind="book"))
        yield database


def taken(journal: Database, path: Path, key: str, scope: Scope) -> str:
    take_away(journal, path, Choice(key, scope))
    return path.read_text("utf-8")


def test_only_who_agreed_has_a_card_unless_it_is_for_me(journal: Database, tmp_path: Path) -> None:
    shared = taken(journal, tmp_path / "shared.vcf", "vcard", SHAREABLE)
    assert "FN:Rosa Lind" in shared
    assert "Ilse" not in shared
    mine = taken(journal, tmp_path / "mine.vcf", "vcard", EVERYTHING)
    assert mine.count("BEGIN:VCARD") == 2


@pytest.mark.parametrize(("key", "ending"), [("bibtex", ".bib"), ("csl-json", ".json")])
def test_resources_taken_away_come_back(journal: Database, tmp_path: Path, key: str, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    assert "Private" not in taken(journal, tmp_path / f"shared{ending}", key, SHAREABLE)
    taken(journal, path, key, EVERYTHING)
    assert importing.preview(journal, path).new == 1
    with create(tmp_path / "other.journal") as other:
        importing.run(other, path)
        with other.reading() as reader:
            aims, private = sorted(reader.find(Resource), key=lambda one: one.title)
            assert [*reader.titles(aims.tags).values()] == ["feedback"]
    assert (aims.title, aims.authors, aims.year) == ("Aims & means", "Lind, Rosa; Okafor, Ilse", 2019)
    assert (aims.published_in, private.kind) == ("Journal of {Careers}", "book")


def test_the_word_document_obeys_what_may_be_shown(journal: Database, tmp_path: Path) -> None:
    path = tmp_path / "journal.docx"
    take_away(journal, path, Choice("docx", SHAREABLE))
    said = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "Aims & means" in said
    assert not {"Private", "Ilse Okafor"} & set(said)
