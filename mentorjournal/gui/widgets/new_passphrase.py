"""A new passphrase: typed twice, with a word on how long it would stand while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.services.strength import WEAK

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.services.strength import Strength

PAUSE_MS = 120
"""A pause in typing this long is judged; the estimator is too slow for every key."""
BEST: Final = 4
"""The highest score."""
_KINDS: Final[tuple[Literal["late", "warn", "accent", "ok"], ...]] = ("late", "late", "warn", "accent", "ok")


class StrengthMeter(QWidget):
    """A bar and a sentence on the strength of a passphrase, worked out off the window's thread.

    `known` gives words that somebody who knows the reader would try first: the name, the journal's.
    """

    judged = Signal()

    def __init__(self, known: Callable[[], tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._asked = ""
        self.found: Strength | None = None
        """What was found of what stands there now; None while that is not known."""
        self._tasks = TaskRunner(self)
        self.bar = Bar(self.tr("Strength"), 0, BEST)
        self.words = TextLabel("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.hide()

    def ask(self, passphrase: str) -> None:
        """Judge this soon; of several only the last."""
        self._asked, self.found = passphrase, None
        self.setHidden(not passphrase)
        if passphrase:
            self.words.setText(self.words.text() or self.tr("Looking how strong it is…"))
            self._pause.start()
        else:
            self.forget()

    def hurry(self) -> None:
        """Judge it now, where nothing is known yet."""
        if self._pause.isActive():
            self._pause.stop()
            self._judge()

    def forget(self) -> None:
        """Nothing is typed any more."""
        self._asked, self.found = "", None
        self._pause.stop()
        self.words.setText("")
        self.bar.set_amount(0, BEST)
        self.hide()

    def stop(self) -> None:
        """Wait for the worker; nothing is judged any more."""
        self.forget()
        self._tasks.wait()

    def _judge(self) -> None:
        passphrase, known = self._asked, self._known()

        def work(_: object) -> Strength:
            from mentorjournal.services.strength import strength

            return strength(passphrase, known)

        self._tasks.start(work, lambda found: self._show(passphrase, found))

    def _show(self, passphrase: str, found: Strength) -> None:
        if passphrase != self._asked:
            return
        self.found = found
        set_style(self.bar, "kind", _KINDS[found.score])
        self.bar.set_amount(max(found.score, 0.3), BEST)
        said = f"{found.label}. {found.hint}" if found.hint else f"{found.label}."
        self.words.setText(said)
        self.bar.setAccessibleDescription(said)
        self.judged.emit()


class NewPassphrase(HuggingFrame):
    """Both fields and the meter; `edited` at each key."""

    edited = Signal()

    def __init__(self, known: Callable[[], tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = SecretField(self.tr("Passphrase"), placeholder=self.tr("Passphrase"))
        self.again = SecretField(self.tr("Passphrase again"), placeholder=self.tr("Passphrase again"))
        self._row = SecretRow((self.first, self.again))
        self.meter = StrengthMeter(known)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._row)
        column.addWidget(self.meter)
        self.setFocusProxy(self.first)
        self._may_be_weak = False
        self._waiting: tuple[Callable[[], None], Callable[[str], None]] | None = None
        self.first.textChanged.connect(self._begin_anew)
        self.first.textChanged.connect(self.meter.ask)
        self.meter.judged.connect(self._go_on)
        for field in (self.first, self.again):
            field.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        """What was typed first."""
        return self.first.text()

    def agree(self) -> bool:
        """Whether both are the same."""
        return self.first.text() == self.again.text()

    def take(self, use: Callable[[], None], ask: Callable[[str], None]) -> None:
        """Call `use` once it is known how strong it is. Of a weak one `ask` gets the question, and the next call
        takes it all the same."""
        found = self.meter.found
        if not self.value() or self._may_be_weak or (found is not None and found.score > WEAK):
            use()
        elif found is None:
            self._waiting = use, ask
            self.meter.hurry()
        else:
            self._may_be_weak = True
            ask(
                self.tr(
                    "{0}, by whoever has the file. Take a better one, or press the button again to use this one."
                ).format(found.label)
            )

    def _begin_anew(self, _: str) -> None:
        self._may_be_weak, self._waiting = False, None

    def _go_on(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.take(*waiting)

    def wipe(self) -> None:
        """Forget both."""
        self._row.wipe()
        self.meter.stop()
