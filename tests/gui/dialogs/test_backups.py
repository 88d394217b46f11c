"""The backups dialog: what lies where, what would change, and the ways back, by clicking and typing."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal import settings as preferences
from mentorjournal.errors import Cancelled, NotAJournal
from mentorjournal.gui.dialogs.backups import BackupsDialog
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Insight, Milestone, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.services.restoring import Restoring
from tests.gui.shell import button, click, dialog, journal_of, keys, texts

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000
"""Milliseconds that a backup or a comparison may take on a computer that has much to do."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a journal that was backed up two days ago, since when much was done to it."""
    home = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as place:
        place.setenv(preferences.HOME_VARIABLE, str(home))
        fill(create_services(home / "mine.mentorjournal"))
    return home


def fill(services: Services) -> None:
    services.journal.clock = lambda: dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    changed = services.records.save(Goal(title="Submit the series", why="It spares others a delay."))
    gone = [services.records.save(Insight(title=title)) for title in ("Silence helps", "Ask before advising")]
    services.backups.make("hourly")
    services.journal.clock = lambda: dt.datetime.now(dt.UTC)
    services.records.amend(changed.id, {"why": "It spares <others> a long delay."}, "Edit why")
    for record in gone:
        services.records.trash(record.id)
        services.records.erase_for_good(record.id)
    services.records.save(Reflection(title="Written since"))
    services.journal.close()


@pytest.fixture
def path(session: Session, made: Path, tmp_path: Path) -> Path:
    """That journal, with its backup where this test keeps everything."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "mine.mentorjournal"


@pytest.fixture
def opened(session: Session, path: Path) -> Services:
    assert session.open(path)
    return journal_of(session)


def ask(qtbot: QtBot, session: Session) -> BackupsDialog:
    """The dialog, when it has looked."""
    session.open_dialog("backups")
    found = dialog(qtbot, session, BackupsDialog)
    rest(qtbot, found)
    return found


def rest(qtbot: QtBot, asked: BackupsDialog) -> None:
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=PATIENCE)


@pytest.fixture
def asked(qtbot: QtBot, session: Session, opened: Services) -> BackupsDialog:
    return ask(qtbot, session)


@pytest.fixture
def inside(qtbot: QtBot, asked: BackupsDialog) -> BackupsDialog:
    """The dialog with the backup compared."""
    click(qtbot, asked, "See what would change")
    rest(qtbot, asked)
    return asked


def lines(asked: BackupsDialog) -> list[str]:
    """The backups as they are listed: when, how large, and what of it."""
    model = asked.backups._model
    found = [model.entry(model.index(row)) for row in range(model.rowCount())]
    return [f"{entry.title}: {entry.snippet}" for entry in found if entry is not None]


def records(asked: BackupsDialog) -> list[str]:
    model = asked.contents.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def tick(asked: BackupsDialog, row: int) -> None:
    """Click the box of a line."""
    shown = asked.contents.list
    line = shown.visualRect(asked.contents.model.index(row))
    QTest.mouseClick(shown.viewport(), LEFT, pos=QPoint(line.left() + 18, line.center().y()))


def test_the_list_says_when_how_much_and_where(asked: BackupsDialog) -> None:
    (line,) = lines(asked)
    day = dt.datetime.now().astimezone() - dt.timedelta(days=2)
    assert line.startswith(f"{day.day} {day:%b} ")
    assert line.endswith(": 3 records, on this computer")
    assert "It holds 2 insights, 1 goal." in asked.backups.about.text()
    assert "no second place is chosen" in " ".join(texts(asked)).lower()


def test_back_up_now_makes_one_that_is_listed_and_brought_to_the_second_place(
    qtbot: QtBot, session: Session, asked: BackupsDialog, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    session.preferences.change(second_place=str(tmp_path / "stick"))
    # The keeper may make one for the new second place at the same time; one waits for the other.
    click(qtbot, asked, "Back up now")
    qtbot.waitUntil(lambda: any("made by hand" in line for line in lines(asked)), timeout=PATIENCE)
    (made,) = [line for line in lines(asked) if "made by hand" in line]
    assert made.startswith("Today ")
    assert made.endswith(": 2 records, on this computer and in the second place, made by hand")
    assert asked.backups.list.currentIndex().row() == 0
    assert "counted: 2 records. A copy lies in the second place." in asked.message.text()
    assert preferences.load().second_seen


def test_what_would_change_is_said_in_counts_and_shown_word_by_word(
    qtbot: QtBot, inside: BackupsDialog
) -> None:
    assert inside.contents.summary.text().splitlines() == [
        "The backup has, and the journal has not: 2 insights.",
        "They differ in: 1 goal.",
        "Only the journal has: 1 reflection.",
    ]
    assert sorted(records(inside)) == ["Ask before advising", "Silence helps"]
    click(qtbot, inside, "Different: 1")
    preview = inside.contents.preview
    qtbot.waitUntil(lambda: any("<s " in text for text in texts(preview)))
    shown = " ".join(texts(preview))
    assert "&lt;others&gt;" in shown, "text of the journal is never read as markup"
    assert "<u " in shown
    click(qtbot, inside, "Only in the journal: 1")
    assert "“Written since” came after this backup." in " ".join(texts(preview))
    assert inside.contents.model.index(0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert not inside.take.isEnabled()


def test_a_ticked_record_comes_back_alone_as_one_step(
    qtbot: QtBot, session: Session, opened: Services, inside: BackupsDialog
) -> None:
    row = records(inside).index("Silence helps")
    tick(inside, row)
    assert inside.take.text() == "Restore 1 record"
    click(qtbot, inside, "Restore 1 record")
    qtbot.waitUntil(lambda: inside.message.isVisible() and not inside.work.busy)
    assert [insight.title for insight in opened.records.all(Insight)] == ["Silence helps"]
    assert opened.records.all(Goal)[0].why == "It spares <others> a long delay."
    assert "1 record is back" in inside.message.text()
    assert records(inside) == ["Ask before advising"], "what came back differs no more"
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not inside.isVisible())
    keys(qtbot, session, Qt.Key.Key_Z)
    assert opened.records.all(Insight) == ()


def test_what_lies_in_the_trash_shows_its_text_and_comes_back_with_what_it_needs(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    plan = opened.records.save(Goal(title="Plan a study", why="To learn <how>."))
    opened.records.save(Milestone(title="Question found", goal=plan.id))
    opened.backups.make("before")
    opened.records.trash(plan.id)
    found = ask(qtbot, session)
    assert "made before a restore" in lines(found)[0]
    click(qtbot, found, "See what would change")
    rest(qtbot, found)
    row = records(found).index("Plan a study")
    found.contents.list.setCurrentIndex(found.contents.model.index(row))
    qtbot.waitUntil(lambda: any("To learn &lt;how&gt;." in text for text in texts(found.contents.preview)))
    assert not any("Struck out" in text for text in texts(found.contents.preview))
    tick(found, row)
    click(qtbot, found, "Restore 1 record")
    qtbot.waitUntil(lambda: found.message.isVisible() and not found.work.busy)
    assert "1 record is back, with 1 more that it needs." in found.message.text()


def test_space_ticks_and_ticks_of_both_kinds_are_restored_together(
    qtbot: QtBot, opened: Services, inside: BackupsDialog
) -> None:
    qtbot.waitUntil(inside.contents.list.hasFocus)
    QTest.keyClick(inside.contents.list, Qt.Key.Key_Space)
    assert len(inside.contents.ticked()) == 1
    QTest.keyClick(inside.contents.list, Qt.Key.Key_Space)
    assert inside.contents.ticked() == ()
    click(qtbot, inside, "Tick all")
    click(qtbot, inside, "Different: 1")
    click(qtbot, inside, "Tick all")
    click(qtbot, inside, "Restore 3 records")
    qtbot.waitUntil(lambda: inside.message.isVisible() and not inside.work.busy)
    assert len(opened.records.all(Insight)) == 2
    assert opened.records.all(Goal)[0].why == "It spares others a delay."
    assert [entry.title for entry in opened.records.all(Reflection)] == ["Written since"]
    assert opened.history.next_undo() == "Restore 3 records from a backup"


def test_the_whole_journal_is_restored_after_a_question_and_the_present_is_kept(
    qtbot: QtBot, session: Session, inside: BackupsDialog
) -> None:
    click(qtbot, inside, "Restore the whole journal…")
    assert "A backup of the journal as it is now is made first" in " ".join(texts(inside))
    assert inside.no.hasFocus()
    click(qtbot, inside, "Leave it as it is")
    assert inside.question.isHidden()
    click(qtbot, inside, "Restore the whole journal…")
    click(qtbot, inside, "Restore the journal")
    qtbot.waitUntil(lambda: session.services is not None and session.window.toast.isVisible())
    here = journal_of(session)
    assert len(here.records.all(Insight)) == 2
    assert here.records.all(Reflection) == ()
    newest = here.backups.all()[0]
    assert newest.kind == "before"
    with open_services(newest.path).journal as before, before.reading() as reader:
        assert [entry.title for entry in reader.find(Reflection)] == ["Written since"]


def test_a_backup_elsewhere_under_another_passphrase_is_asked_for_it(
    qtbot: QtBot,
    session: Session,
    opened: Services,
    asked: BackupsDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = create_services(tmp_path / "other" / "old.mentorjournal", "four calm otters")
    other.records.save(Insight(title="From another drawer"))
    other.journal.close()
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other" / "old.mentorjournal"), "")
    )
    click(qtbot, asked, "Open another…")
    qtbot.waitUntil(asked.asking.isVisible)
    assert asked.contents.isHidden()
    assert not asked.whole.isVisible()
    qtbot.waitUntil(asked.passphrase.hasFocus)
    QTest.keyClicks(asked.passphrase, "wrong")
    QTest.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(asked.message.isVisible)
    QTest.keyClicks(asked.passphrase, "four calm otters")
    click(qtbot, asked, "Look inside")
    qtbot.waitUntil(asked.contents.isVisible)
    assert records(asked) == ["From another drawer"]
    preview = asked.contents.preview
    qtbot.waitUntil(lambda: "From another drawer" in " ".join(texts(preview)))
    click(qtbot, asked, "Tick all")
    click(qtbot, asked, "Restore 1 record")
    rest(qtbot, asked)
    assert "From another drawer" in [insight.title for insight in opened.records.all(Insight)]
    click(qtbot, asked, "All backups")
    assert asked.passphrase.text() == asked._passphrase == ""


def test_a_backup_under_an_older_passphrase_leaves_the_journal_its_own(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path, backup = tmp_path / "mine.mentorjournal", tmp_path / "old.mentorjournal"
    create_services(path, "seven loud herons").journal.close()
    older = create_services(backup, "four calm otters")
    older.records.save(Insight(title="Of that time"))
    older.journal.close()
    assert session.open(path, "seven loud herons")
    asked = ask(qtbot, session)
    asked.look_into(backup, "old")
    qtbot.waitUntil(asked.asking.isVisible)
    QTest.keyClicks(asked.passphrase, "four calm otters")
    click(qtbot, asked, "Look inside")
    qtbot.waitUntil(asked.contents.isVisible)
    click(qtbot, asked, "Restore the whole journal…")
    click(qtbot, asked, "Restore the journal")
    qtbot.waitUntil(lambda: session.services is not None and session.window.toast.isVisible())
    assert [insight.title for insight in journal_of(session).records.all(Insight)] == ["Of that time"]
    assert not session.window.notice.isVisible()


def test_what_is_no_backup_is_said_and_nothing_else_happens(
    qtbot: QtBot, asked: BackupsDialog, tmp_path: Path
) -> None:
    (tmp_path / "notes.mentorjournal").write_text("not a journal at all")
    asked.look_into(tmp_path / "notes.mentorjournal", "notes")
    rest(qtbot, asked)
    assert asked.message.text()
    assert asked.backups.isVisible()


def test_a_comparison_can_be_stopped(
    qtbot: QtBot, asked: BackupsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def compare(_: Restoring, *given: object) -> None:
        on, pause = given[-1], threading.Event()
        assert callable(on)
        begun.set()
        while on(1, 100):
            pause.wait(0.01)
        raise Cancelled("The comparison was stopped. Nothing was changed.")

    monkeypatch.setattr(Restoring, "compare", compare)
    click(qtbot, asked, "See what would change")
    qtbot.waitUntil(begun.is_set)
    click(qtbot, asked.work, "Cancel")
    rest(qtbot, asked)
    assert "was stopped" in asked.message.text()
    assert asked.look.isEnabled()


def test_a_journal_without_a_backup_says_how_to_get_one(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    create_services(tmp_path / "new.mentorjournal").journal.close()
    session.open(tmp_path / "new.mentorjournal")
    found = ask(qtbot, session)
    assert found.backups.empty.isVisible()
    assert not found.look.isEnabled()
    assert found.make.hasFocus()


def test_a_journal_that_is_only_read_is_compared_and_not_changed(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    holder = open_services(path)
    session.open(path)
    found = ask(qtbot, session)
    assert not found.make.isEnabled()
    assert "open for writing" in found.make.toolTip()
    click(qtbot, found, "See what would change")
    rest(qtbot, found)
    assert len(records(found)) == 2
    assert found.contents.model.index(0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert not found.whole.isEnabled()
    assert not found.take.isEnabled()
    holder.journal.close()


def test_a_damaged_backup_is_marked_in_the_list(qtbot: QtBot, session: Session, opened: Services) -> None:
    (good,) = opened.backups.all()
    good.path.write_bytes(good.path.read_bytes()[:5_000] + b"\xa5" * (good.size - 5_000))
    found = ask(qtbot, session)
    assert lines(found)[0].endswith(": cannot be read, on this computer")
    assert "damaged" in found.backups.about.text()
    click(qtbot, found, "See what would change")
    rest(qtbot, found)
    assert found.message.text()
    assert found.backups.isVisible()


def zero_resources(path: Path) -> None:
    """Write nothing but zeros over the first page of the resources."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'resource'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(data)


def test_the_file_of_another_journal_does_not_take_the_place_of_this_one(
    qtbot: QtBot, session: Session, opened: Services, asked: BackupsDialog, tmp_path: Path
) -> None:
    other = create_services(tmp_path / "other.mentorjournal")
    other.records.save(Insight(title="From another drawer"))
    other.journal.close()
    before = opened.records.all(Reflection)
    asked.look_into(tmp_path / "other.mentorjournal", "other")
    qtbot.waitUntil(asked.contents.isVisible)
    click(qtbot, asked, "Restore the whole journal…")
    click(qtbot, asked, "Restore the journal")
    qtbot.waitUntil(lambda: session.services is not None and session.window.notice.isVisible())
    assert "is no backup of" in session.window.notice.text()
    assert journal_of(session).records.all(Reflection) == before


def test_a_damaged_journal_gives_way_to_a_whole_backup_and_is_kept_beside_it(
    qtbot: QtBot, session: Session, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise NotAJournal("The journal file is damaged.")

    zero_resources(path)
    session.open(path)
    monkeypatch.setattr(Restoring, "compare", unreadable)
    assert journal_of(session).journal.damaged
    found = ask(qtbot, session)
    assert not found.make.isEnabled()
    click(qtbot, found, "See what would change")
    rest(qtbot, found)
    assert "cannot be compared" in found.contents.summary.text()
    click(qtbot, found, "Restore the whole journal…")
    click(qtbot, found, "Restore the journal")
    qtbot.waitUntil(
        lambda: session.services is not None and session.window.toast.isVisible(), timeout=PATIENCE
    )
    here = journal_of(session)
    assert not here.journal.read_only_because
    assert len(here.records.all(Insight)) == 2
    assert len(list(tmp_path.glob("mine (damaged*"))) == 1


def test_room_and_second_place_are_chosen_in_the_settings(
    qtbot: QtBot, session: Session, opened: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.show_settings()
    asked = dialog(qtbot, session, SettingsDialog)
    section = asked.backups
    assert "memory stick" in section.place.text()
    assert section.none.isHidden()
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))
    click(qtbot, section, "Choose a folder…")
    assert section.place.text() == str(tmp_path / "stick")
    assert "No copy was made there yet" in section.seen.text()
    section.room.setFocus()
    QTest.keyClick(section.room, Qt.Key.Key_Up)
    kept = preferences.load()
    assert (kept.backup_megabytes, kept.second_place) == (1_000, str(tmp_path / "stick"))
    assert button(section, "No second place").isVisible()
    click(qtbot, section, "No second place")
    assert preferences.load().second_place == ""
    asked.done(0)


def test_one_that_lies_in_two_places_is_one_line(session: Session, opened: Services, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    session.preferences.change(second_place=str(tmp_path / "stick"))
    (here,) = opened.backups.all()
    shutil.copytree(here.path.parent, tmp_path / "stick" / here.path.parent.name)
    assert len(opened.backups.all()) == 2
    from mentorjournal.gui.dialogs.backup_list import shelved

    (line,) = shelved(opened.backups.all())
    assert line.places == ("here", "second")
    assert line.backup.place == "here"
