"""What a relationship adds up to: hours, kinds of support, roles played, promises kept; worded for my side."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.role_pills import RolePills
from mentorjournal.gui.widgets.share_bar import ShareBar
from mentorjournal.gui.words import how_many
from mentorjournal.services.relationship_sums import Kept, TimeSpent
from mentorjournal.services.relationships import TiePage


class RelationshipSums:
    """Three groups, to be laid out by the page: `time`, `support` and `roles`."""

    def __init__(self, tr: QWidget) -> None:
        self._tr = tr.tr
        self.hours = ShareBar(self._tr("Time together"))
        self.balance = ShareBar(self._tr("Kinds of support"))
        self.balance.set_split(True)
        self.pills = RolePills(
            self._tr("Roles played"),
            self._tr("Tick the roles played at a meeting, and say above which you want here."),
        )
        self._labels = {
            "time": SectionLabel(self._tr("Time")),
            "support": SectionLabel(""),
            "roles": SectionLabel(""),
        }
        self.time = self._group("time", self.hours)
        self.support = self._group("support", self.balance)
        self.roles = self._group("roles", self.pills)

    def _group(self, name: str, part: QWidget) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._labels[name])
        column.addWidget(part)
        column.addStretch(1)
        return group

    def display(self, page: TiePage) -> None:
        """Show what it adds up to."""
        tr = self._tr
        mentor = page.relationship.my_role == "mentor"
        self._labels["support"].setText(tr("Support given") if mentor else tr("Support received"))
        self._labels["roles"].setText(tr("Roles I play") if mentor else tr("Roles they play"))
        self._show_time(page.time, mentor=mentor)
        self._show_balance(*page.balance)
        self.pills.display(page.roles)

    def _show_time(self, time: TimeSpent, *, mentor: bool) -> None:
        tr = self._tr
        spent = tr("{0} h a month lately").format(f"{time.recent:.1f}".removesuffix(".0"))
        planned = time.planned or time.offered
        words = tr("{0}, {1} h planned").format(spent, f"{time.planned:g}") if time.planned else spent
        more = [tr("{0} h in all.").format(f"{time.total:.1f}".removesuffix(".0"))]
        if time.offered:
            offer = tr("I offer {0} h a month.") if mentor else tr("They offer {0} h a month.")
            more.append(offer.format(f"{time.offered:g}"))
        most = max(time.recent, planned or 0.0)
        mark = planned / most if planned and most and time.recent > planned else -1.0
        self.hours.display(
            words, time.recent / most if planned and most else None, more=" ".join(more), mark=mark
        )

    def _show_balance(self, career: int, person: int) -> None:
        tr = self._tr
        if not career + person:
            self.balance.display(tr("Nothing noted yet."), None, more=tr("Meetings say what was given."))
            return
        words = tr("Career {0}, personal {1}").format(career, person)
        more = ""
        if not person:
            more = tr("All of it for the career so far.")
        elif not career:
            more = tr("All of it personal so far.")
        self.balance.display(words, career / (career + person), more=more)


def kept_words(kept: Kept) -> str:
    """Such as "5 of 6 kept"; "" while none was due."""
    return f"{kept.kept} of {how_many(kept.of, 'promise', 'promises')} kept" if kept.of else ""
