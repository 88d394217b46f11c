"""The passphrase of the open journal is set, changed and removed in the window, and kept in no widget."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.passphrase import PassphraseDialog
from mentorjournal.gui.dialogs.recovery_sheet import RecoverySheetDialog
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services, is_encrypted, open_services
from tests.gui.shell import click, dialog, journal_of

OLD, NEW = "four calm otters", "seven brisk herons wade"


class Memory(KeyringBackend):
    """A keychain for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[str, str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.fixture(autouse=True)
def keychain(monkeypatch: pytest.MonkeyPatch) -> Memory:
    made = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain journal and an encrypted one, each with a goal."""
    folder = tmp_path_factory.mktemp("journals")
    for name, secret in (("plain", ""), ("secret", OLD)):
        made = create_services(folder / f"{name}.mentorjournal", secret)
        made.records.save(Goal(title="Kept throughout"))
        made.journal.close()
    return folder


@pytest.fixture
def plain(session: Session, files: Path, tmp_path: Path) -> Path:
    return _opened(session, files, tmp_path, "plain", "")


@pytest.fixture
def secret(session: Session, files: Path, tmp_path: Path) -> Path:
    return _opened(session, files, tmp_path, "secret", OLD)


def _opened(session: Session, files: Path, folder: Path, name: str, passphrase: str) -> Path:
    path = folder / f"{name}.mentorjournal"
    path.write_bytes((files / path.name).read_bytes())
    assert session.open(path, passphrase)
    return path


def asked(qtbot: QtBot, session: Session) -> PassphraseDialog:
    session.open_dialog("passphrase")
    return dialog(qtbot, session, PassphraseDialog)


def twice(found: PassphraseDialog, secret: str) -> None:
    for field in (found.new.first, found.new.again):
        field.setFocus()
        QTest.keyClicks(field, secret)


def reopened(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.services is not None and session.window.isEnabled(), timeout=20_000)
    assert [goal.title for goal in journal_of(session).records.all(Goal)] == ["Kept throughout"]


def opens_with(path: Path, passphrase: str) -> bool:
    open_services(path, passphrase).journal.close()
    return True


def test_a_passphrase_is_set_with_a_word_on_its_strength(qtbot: QtBot, session: Session, plain: Path) -> None:
    found = asked(qtbot, session)
    assert not found.now.isVisible()
    QTest.keyClicks(found.new.first, "plain")
    qtbot.waitUntil(lambda: "Your name and the name of the file" in found.new.meter.words.text())
    found.new.first.selectAll()
    twice(found, NEW)
    qtbot.waitUntil(lambda: "hard to guess" in found.new.meter.words.text())
    assert found.new.first.echoMode() == QLineEdit.EchoMode.Password
    assert "forgotten passphrase is final" in _said(found)
    first, again = found.new.first, found.new.again
    seen = [field.text() for field in (first, again)]
    click(qtbot, found, "Set passphrase")
    assert seen == [NEW, NEW]
    assert [field.text() for field in (first, again)] == ["", ""]
    reopened(qtbot, session)
    assert journal_of(session).journal.encrypted
    assert is_encrypted(plain)
    assert "The journal is encrypted now" in session.window.toast.text()


def test_slips_are_told_and_change_nothing(qtbot: QtBot, session: Session, secret: Path) -> None:
    found = asked(qtbot, session)
    before = secret.read_bytes()
    for now, new, again, said in (
        (OLD, "", "", "Type the passphrase it shall have"),
        (OLD, NEW, "seven", "The two passphrases differ"),
        (OLD, OLD, OLD, "has already"),
        (OLD, "password1", "password1", "press the button again"),
        ("guessed", NEW, NEW, "not the passphrase it has now"),
    ):
        for field, text in ((found.now, now), (found.new.first, new), (found.new.again, again)):
            field.setText(text)
        click(qtbot, found, "Change passphrase")
        qtbot.waitUntil(partial(_tells, found, said))
    assert session.services is not None
    assert secret.read_bytes() == before


def test_a_passphrase_is_changed_with_sheet_and_keychain(
    qtbot: QtBot, session: Session, secret: Path, keychain: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = secret.with_name("sheet.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(sheet), "PDF"))
    session.preferences.change(in_keychain=(str(secret),))
    found = asked(qtbot, session)
    QTest.keyClicks(found.now, OLD)
    twice(found, NEW)
    found.sheet.click()
    found.on_paper.click()
    assert "Delete the PDF" in _said(found)
    click(qtbot, found, "Change passphrase")
    qtbot.waitUntil(lambda: session.services is None)
    reopened(qtbot, session)
    assert "The recovery sheet is in" in session.window.toast.text()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert list(keychain.kept.values()) == [NEW]
    session.close_journal()
    assert opens_with(secret, NEW)


def test_removing_asks_to_be_sure_and_the_keychain_forgets(
    qtbot: QtBot, session: Session, secret: Path, keychain: Memory
) -> None:
    session._keychain.keep(secret, OLD)
    qtbot.waitUntil(lambda: bool(session.settings.in_keychain))
    found = asked(qtbot, session)
    tall = found.height()
    click(qtbot, found, "Remove it")
    assert found.height() < tall, "what is not asked for leaves no hole"
    assert "its backups, older ones too" in _said(found)
    assert not found.go.isEnabled()
    assert "not encrypted" in _said(found)
    QTest.keyClicks(found.now, OLD)
    found.sure.click()
    click(qtbot, found, "Remove passphrase")
    qtbot.waitUntil(lambda: session.services is None)
    reopened(qtbot, session)
    assert not is_encrypted(secret)
    assert keychain.kept == {}
    assert session.settings.in_keychain == ()


def test_the_keychain_opens_a_journal_by_itself_but_not_once_locked(
    qtbot: QtBot, session: Session, secret: Path
) -> None:
    session.lock()
    locked = dialog(qtbot, session, UnlockDialog)
    qtbot.waitUntil(locked.keep.isVisible)
    locked.keep.click()
    QTest.keyClicks(locked.passphrase, OLD)
    click(qtbot, locked, "Unlock")
    reopened(qtbot, session)
    qtbot.waitUntil(lambda: session.settings.in_keychain == (str(secret),))
    session.close_journal()
    session.begin(secret)
    reopened(qtbot, session)
    session.lock()
    again = dialog(qtbot, session, UnlockDialog)
    assert again.unlock_button.text() == "Unlock"
    assert not session._keychain.busy
    assert session.services is None
    QTest.keyClicks(again.passphrase, NEW)
    click(qtbot, again, "Unlock")
    qtbot.waitUntil(lambda: "not the passphrase of this journal" in again.message.text())
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()
    session.choosing.open_recent(secret)
    asks = dialog(qtbot, session, UnlockDialog)
    assert not session._keychain.busy
    QTest.keyClick(asks, Qt.Key.Key_Escape)
    click(qtbot, session.window, "Unlock…")
    last = dialog(qtbot, session, UnlockDialog)
    assert not session._keychain.busy
    QTest.keyClicks(last.passphrase, OLD)
    click(qtbot, last, "Unlock")
    reopened(qtbot, session)
    session.close_journal()
    session.open(secret)
    reopened(qtbot, session)


@pytest.mark.parametrize("trouble", ["locked", "gone", "old"])
def test_a_keychain_that_cannot_help_is_told_and_the_passphrase_asked(
    qtbot: QtBot, session: Session, secret: Path, keychain: Memory, trouble: str
) -> None:
    session.close_journal()
    session._keychain.keep(secret, "another passphrase" if trouble == "old" else OLD)
    qtbot.waitUntil(lambda: bool(session.settings.in_keychain))
    keychain.locked = trouble == "locked"
    if trouble == "gone":
        keychain.kept.clear()
    session.open(secret)
    found = dialog(qtbot, session, UnlockDialog)
    said = {
        "locked": "did not give",
        "gone": "no passphrase for this journal",
        "old": "does not open this journal",
    }
    qtbot.waitUntil(lambda: said[trouble] in found.message.text())
    QTest.keyClicks(found.passphrase, OLD)
    click(qtbot, found, "Unlock")
    reopened(qtbot, session)


def test_the_settings_keep_and_forget_and_lead_to_the_passphrase(
    qtbot: QtBot, session: Session, secret: Path, keychain: Memory
) -> None:
    session.show_settings()
    found = dialog(qtbot, session, SettingsDialog)
    part = found.security
    qtbot.waitUntil(part.in_keychain.isEnabled)
    part.in_keychain.click()
    QTest.keyClicks(part.secret, "guessed")
    click(qtbot, part, "Keep it")
    qtbot.waitUntil(lambda: "not the passphrase" in part.keychain_hint.text())
    assert keychain.kept == {}
    part.secret.setText(OLD)
    click(qtbot, part, "Keep it")
    qtbot.waitUntil(lambda: list(keychain.kept.values()) == [OLD] and part.in_keychain.isChecked())
    assert part.secret.text() == ""
    part.in_keychain.click()
    qtbot.waitUntil(lambda: keychain.kept == {})
    assert session.settings.in_keychain == ()
    part.minutes.setCurrentIndex(part.minutes.findData("5"))
    part.minutes.edited.emit("5")
    part.system.click()
    assert (session.settings.lock_minutes, session.settings.lock_with_system) == (5, False)
    click(qtbot, part, "Change or remove the passphrase…")
    assert dialog(qtbot, session, PassphraseDialog).isVisible()


def test_settings_say_why_nothing_can_be_locked(qtbot: QtBot, session: Session, plain: Path) -> None:
    session.show_settings()
    part = dialog(qtbot, session, SettingsDialog).security
    assert not part.minutes.isEnabled()
    assert not part.in_keychain.isEnabled()
    assert "nothing to lock" in part.lock_hint.text()
    assert part.passphrase.text() == "Set a passphrase…"


def test_the_sheet_takes_only_the_right_passphrase(
    qtbot: QtBot, session: Session, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = secret.with_name("for the drawer")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), "PDF"))
    session.open_dialog("recovery-sheet")
    found = dialog(qtbot, session, RecoverySheetDialog)
    found.on_paper.click()
    QTest.keyClicks(found.secret, "guessed")
    click(qtbot, found, "Save the sheet…")
    qtbot.waitUntil(lambda: "not the passphrase" in found.message.text())
    found.secret.setText(OLD)
    click(qtbot, found, "Save the sheet…")
    qtbot.waitUntil(lambda: "The recovery sheet is in" in session.window.toast.text(), timeout=20_000)
    assert target.with_name(target.name + ".pdf").read_bytes().startswith(b"%PDF")


def _tells(found: PassphraseDialog, said: str) -> bool:
    return said in found.message.text()


def _said(found: PassphraseDialog) -> str:
    return " ".join(label.text() for label in found.findChildren(QLabel) if label.isVisible())
