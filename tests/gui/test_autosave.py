"""Saving by itself goes on trying, whatever went wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui import autosave
from mentorjournal.gui.autosave import Autosaver


class Shelf(QObject):
    """Keeps what is saved, unless something stands in the way."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble: Exception | None = None
        self.saved = 0

    def save(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.saved += 1


@pytest.mark.parametrize("trouble", [StorageFailed("The disk is full."), ValueError("unforeseen")])
def test_a_change_that_could_not_be_saved_is_tried_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    monkeypatch.setattr(autosave, "RETRY_MS", 1)
    shelf = Shelf()
    saver = Autosaver(shelf.save, shelf)
    saver.touch()
    shelf.trouble = trouble
    if isinstance(trouble, StorageFailed):
        assert not saver.flush()
    else:
        with pytest.raises(ValueError, match="unforeseen"):
            saver.flush()
    assert saver.pending
    shelf.trouble = None
    with qtbot.waitSignal(saver.saved):
        pass
    assert shelf.saved == 1
    assert not saver.pending
