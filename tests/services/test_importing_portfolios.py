"""Portfolios and badges come into a journal once, with their ties, and a journal's own portfolio comes home."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Activity, Attachment, Feedback, Goal, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.history import History
from mentorjournal.services.taking_away import Choice, take_away
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.interchange.made_badges import credential, png, text_chunk
from tests.interchange.made_exports import PNG, zipped
from tests.interchange.made_portfolios import category, date, entry, feed, link, mahara

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        yield database


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    whole = feed(
        entry("portfolio:1", "Board", content='<p>Seen <img href="portfolio:2" alt="it"/></p>', content_type="xhtml",
              inside=link("related", "portfolio:2") + category("lab")),
        entry("portfolio:2", "board.png", "leap2:resource", inside=link("enclosure", "files/0-b.png")),
        entry("portfolio:3", "Thesis", "leap2:plan", "Because.", inside=link("leap2:has_part", "portfolio:4")),
        entry("portfolio:4", "Protocol", "leap2:plan", inside=mahara("task", "plans") + date("target", "2026-05-01")),
        entry("portfolio:5", "Good", content="Well said", inside=mahara("comment", "comment") + link("leap2:reflects_on", "portfolio:1")),
        entry("portfolio:6", "Tutor", "leap2:activity", inside=date("start", "", "1.4.2024")),
    )  # fmt: skip
    return zipped(tmp_path / "mahara.zip", {"leap2a.xml": whole, "files/0-b.png": PNG})


def test_a_portfolio_comes_in_with_its_ties(journal: Database, portfolio: Path) -> None:
    done = importing.run(journal, portfolio)
    assert (done.found, done.imported, done.problems) == (5, 5, ())
    with journal.reading() as reader:
        [board] = reader.find(Reflection)
        [goal], [task] = reader.find(Goal), reader.find(ActionItem)
        [comment], [work] = reader.find(Feedback), reader.find(Activity)
        [picture] = reader.find(Attachment)
        assert [reader.get(Tag, tag).title for tag in board.tags] == ["lab"]
    assert board.attachments == (picture.id,)
    assert board.sections[0].text == f"Seen ![it](attachment:{picture.id})"
    assert (task.goal, task.due) == (goal.id, dt.date(2026, 5, 1))
    assert comment.related == (board.id,)
    assert comment.on_what == "Board"
    assert work.date == dt.date(2024, 4, 1)
    assert "from: 1.4.2024" in work.detail
    assert {one.visibility for one in (board, goal, task, comment, work)} == {"private"}


def test_reading_it_again_changes_nothing_and_one_undo_takes_all_back(
    journal: Database, portfolio: Path
) -> None:
    importing.run(journal, portfolio)
    seen = importing.preview(journal, portfolio)
    assert (seen.found, seen.new, seen.already_there) == (5, 0, 5)
    assert importing.run(journal, portfolio).imported == 0
    History(journal).undo()
    with journal.reading() as reader:
        assert not [
            one for kind in (Reflection, Goal, ActionItem, Feedback, Activity) for one in reader.find(kind)
        ]


def test_a_badge_is_an_activity_and_stays_with_its_file(journal: Database, tmp_path: Path) -> None:
    path = tmp_path / "badge.png"
    path.write_bytes(png(text_chunk("openbadgecredential", json.dumps(credential()))))
    importing.run(journal, path)
    assert importing.run(journal, path).imported == 0
    with journal.reading() as reader:
        [badge] = reader.find(Activity)
        [file] = reader.find(Attachment)
        assert b"".join(reader.blob(file.sha256)) == path.read_bytes()
    assert (badge.title, badge.category, badge.provider) == ("Mentoring well", "learning", "School of Aims")
    assert "- signature: not checked\n" in badge.detail
    assert badge.attachments == (file.id,)


def test_a_portfolio_of_ones_own_comes_home_into_another_journal_and_is_known_in_this(
    journal: Database, portfolio: Path, tmp_path: Path
) -> None:
    importing.run(journal, portfolio)
    with journal.writing("More") as change:
        goal = change.put(Goal(title="Grant", why="To *go on*.", target=DAY, status="planned", date=DAY))
        change.put(ActionItem(title="Ask", goal=goal.id, date=DAY))
        change.put(Reflection(title="Plain", date=DAY, sections=(Section("what", "", "One\n\nTwo"),)))
    target = tmp_path / "away.zip"
    taken = take_away(journal, target, Choice("leap2a", "everything"))
    assert taken.files == 1
    seen = importing.preview(journal, target)
    assert (seen.new, seen.already_there) == (0, seen.found)
    with create(tmp_path / "other.journal") as other:
        assert importing.run(other, target).problems == ()
        assert importing.run(other, target).imported == 0
        with other.reading() as reader:
            goals = {one.title: one for one in reader.find(Goal)}
            assert goals["Grant"].why == "To *go on*."
            assert (goals["Grant"].target, goals["Grant"].status) == (DAY, "planned")
            tasks = {one.title: one.goal for one in reader.find(ActionItem)}
            assert tasks == {"Ask": goals["Grant"].id, "Protocol": goals["Thesis"].id}
            texts = {one.title: one.sections[0].text for one in reader.find(Reflection)}
            [picture] = reader.find(Attachment)
            assert texts == {"Plain": "One\n\nTwo", "Board": f"Seen ![it](attachment:{picture.id})"}
