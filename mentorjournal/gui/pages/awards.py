"""Awards: what is still missing?"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards_claim import ClaimPanel
from mentorjournal.gui.pages.awards_deeds import ClaimDeeds
from mentorjournal.gui.pages.awards_evidence import Piece, pieces
from mentorjournal.gui.pages.awards_frame import AwardsFrame
from mentorjournal.gui.pages.awards_side import CLAIM, PREVIEW, AwardSide
from mentorjournal.gui.pages.awards_verbs import AwardVerbs
from mentorjournal.gui.pages.awards_view import ClaimsView
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.views import View, Views
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Claim, Recommendation, Scheme
from mentorjournal.services.awards import ClaimLine, Standing

OWN_VIEW, LETTERS = "claims", "letters"
_TEXTS = {"claim": frozenset({"meets", "detail"}), "scheme": frozenset({"result"})}
"""What may be typed without anything else on the page following from it at once."""


class AwardsPage(Page):
    """The scheme chosen with its claims, what is beside them, and the other views of the scheme."""

    PLACE: ClassVar[str] = "awards"
    TITLE: ClassVar[str] = "Awards"
    VIEWS: ClassVar[tuple[View, ...]] = (
        View(OWN_VIEW, "Claims"),
        View("coverage", "Coverage", "mentorjournal.gui.pages.award_coverage", "CoveragePage"),
        View("writing", "Writing", "mentorjournal.gui.pages.award_writing", "WritingPage"),
        View(LETTERS, "Letters", "mentorjournal.gui.pages.award_letters", "LettersPage"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.scheme_id = ""
        self.standing: Standing | None = None
        self.saver = RecordSaver(context, self.origin, self)
        self.deeds = ClaimDeeds(context, self.origin, self)
        self.view = ClaimsView(context)
        self.panel = ClaimPanel(context, self.saver, self.origin)
        self.side = AwardSide(context, self.panel)
        self.empty = EmptyState(
            self.tr(
                "An award asks for so much of this and so much of that. Follow one, and see what is missing."
            ),
            self.tr("Follow a scheme…"),
            self.tr("“64 of 100 points; still missing: one activity in Contribution to community.”"),
            "awards",
        )
        self.frame = AwardsFrame(self.view, self.side, self.empty)
        self.views = Views(context, self.frame, self.VIEWS, self.TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)
        self.verbs = AwardVerbs(self)
        self._connect()
        self.frame.show_empty(on=True)
        self.views.offer(())

    def _connect(self) -> None:
        self.views.wanted.connect(lambda key: self.show_view(key, ""))
        self.view.scheme_wanted.connect(self.show_record)
        self.view.groups.opened.connect(self.open_claim)
        self.side.turned.connect(self.turn)
        self.side.preview.opened.connect(self._open_from_paper)
        self.saver.autosaver.saved.connect(self.context.navigator.saved)
        self.saver.autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self.context.themes.theme_changed.connect(self._rescale)
        for command in self.verbs.all():
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self.frame, command.run)

    def commands(self) -> tuple[Command, ...]:
        """Those of the view that is shown, and of the place while its own is."""
        shown = self.views.shown
        return self.verbs.offered() if shown is None else shown.commands()

    # Following the journal

    def refresh(self) -> None:
        """Read the scheme and its claims again; what is being typed is saved first, but for the name of a new
        claim: that is none before it is ended."""
        if not self._read_claim() and self.saver.record_id and not self.saver.rescue():
            self.saver.open(None)
        self._keep_typed()
        self.show_again()
        if not self.saver.record_id and self.side.current == CLAIM:
            self.turn(PREVIEW)

    def _reload(self) -> None:
        """Behind another view nothing is read."""
        if self.views.shown is None:
            super()._reload()

    def after_own_change(self, changes: ChangeSet) -> None:
        """Sums and rows follow; texts stay as they are."""
        if not self.saver.only_saves(changes, _TEXTS):
            self.show_again(around=True)
        else:
            self._draw()

    def _draw(self) -> None:
        if self.standing is not None:
            held = self.services.awards.held_back(self.standing)
            self.side.preview.show_scheme(self.scheme_id, tuple(piece.id for piece in held))

    def show_again(self, *, around: bool = False) -> None:
        """Read the scheme shown and its claims; with `around` texts are left as they are."""
        cards = self.services.awards.schemes()
        if self.scheme_id not in {card.id for card in cards}:
            self.scheme_id = cards[0].id if cards else ""
        self.frame.show_empty(on=not cards)
        self.views.offer([view.key for view in self.VIEWS[1:]] if cards else ())
        self.standing = None
        if self.scheme_id:
            self.standing = self.services.awards.standing(self.scheme_id, self.context.today())
            self.view.display(self.standing, cards, self.saver.words_of(self.scheme_id))
            self._draw()
        self._show_claim(around=around)

    def _show_claim(self, *, around: bool = False) -> None:
        line = self.line(self.saver.record_id)
        self.view.groups.mark(line.record.id if line else "")
        if line is None or self.standing is None:
            return
        self.saver.record = line.record
        page: tuple[Standing, ClaimLine, tuple[Piece, ...]] = (
            self.standing,
            line,
            pieces(self.context, line),
        )
        if around:
            self.panel.show_around(page)
        else:
            self.panel.display(page)

    def line(self, claim_id: str) -> ClaimLine | None:
        """A claim of the scheme shown, None where it is none."""
        return self.standing.line(claim_id) if self.standing and claim_id else None

    def _read_claim(self) -> bool:
        found = self.services.records.peek(self.saver.record_id) if self.saver.record_id else None
        return found is not None and found.deleted_at is None

    def flush(self) -> bool:
        """Save what is typed, here and in the other views."""
        added = self.context.read_only or self.view.groups.settle()
        return self._keep_typed() and bool(added)

    def _keep_typed(self) -> bool:
        if not self.context.read_only:
            self.view.form.settle()
            self.panel.settle()
        others = self.views.flush()
        return self.saver.flush() and others

    # Going from one to another

    def show_record(self, record_id: str) -> bool:
        """Show a scheme, a claim beside its scheme, or a letter in its view."""
        found = self.services.records.peek(record_id)
        if found is None or found.deleted_at is not None or not self.flush():
            return False
        if isinstance(found, Recommendation):
            return self.show_view(LETTERS, record_id)
        if not isinstance(found, Scheme | Claim):
            return False
        self._show_own()
        self._choose(found.scheme or self.scheme_id if isinstance(found, Claim) else found.id)
        if isinstance(found, Claim):
            self.open_claim(found.id)
        return True

    def show_view(self, view: str, record_id: str) -> bool:
        """Show a view of a scheme: that of the record given, else the one chosen."""
        if view == OWN_VIEW:
            return self.show_record(record_id) if record_id else self._show_own()
        if not self.flush():
            self.views.bar.set_value(self.views.current)
            return False
        found = self.services.records.peek(record_id) if record_id else None
        if self._stale:
            self._stale = False
            self.show_again()
        if isinstance(found, Scheme | Claim | Recommendation):
            chosen = found.id if isinstance(found, Scheme) else found.scheme
            self._choose(chosen or self.scheme_id)
        if not self.scheme_id and not record_id:
            self.views.bar.set_value(self.views.current)
            return False
        if not self.views.show_view(view):
            return False
        page = self.views.page(view)
        shown = page.show_record(self.scheme_id) if self.scheme_id else True
        own = isinstance(found, Recommendation | Claim)
        return page.show_record(record_id) or shown if own else shown

    def _show_own(self) -> bool:
        shown = self.views.show_view(OWN_VIEW)
        if shown and self._stale and self.isVisible():
            super()._reload()
        return shown

    def _choose(self, scheme_id: str) -> None:
        """Show another scheme; no claim of the one before stays open."""
        if scheme_id != self.scheme_id:
            self.scheme_id = scheme_id
            self.saver.open(None)
            self.view.verticalScrollBar().setValue(0)
            if self.side.current == CLAIM:
                self.turn(PREVIEW)
        self._stale = False
        self.show_again()

    def open_claim(self, claim_id: str) -> None:
        """Show a claim beside the list."""
        line = self.line(claim_id)
        if line is None or not self.flush():
            return
        if claim_id != self.saver.record_id:
            self.saver.open(line.record)
            self.panel.verticalScrollBar().setValue(0)
        self._show_claim()
        self.turn(CLAIM)

    def turn(self, key: str) -> None:
        """Show the portfolio, the claim or the records beside the claims."""
        self.side.turn(key, claim_open=bool(self.saver.record_id))
        self.frame.show_side(on=True)

    def _open_from_paper(self, record_id: str) -> None:
        if self.line(record_id) is not None:
            self.open_claim(record_id)
        else:
            self.context.navigator.open_record(record_id)

    def _rescale(self) -> None:
        self.frame.share_out()
