"""What the reader can do on the page of claims, by pointer, by key and from the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentorjournal.gui.pages.awards_preview import PORTFOLIO
from mentorjournal.gui.pages.awards_side import CLAIM, PREVIEW, TRAY
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.widgets.taking import Taken
from mentorjournal.model.types import Claim

if TYPE_CHECKING:
    from mentorjournal.gui.pages.awards import AwardsPage


class AwardVerbs:
    """Listens to the parts of a page of awards, and does what they ask for."""

    def __init__(self, page: AwardsPage) -> None:
        self.page, self.deeds = page, page.deeds
        self._context = page.context
        self._connect_view()
        self._connect_claim()

    def _connect_view(self) -> None:
        page, view, deeds = self.page, self.page.view, self.deeds
        page.empty.action_clicked.connect(self.follow)
        page.empty.button.setDisabled(bool(self._context.read_only))
        page.empty.button.setToolTip(self._context.read_only)
        view.follow_wanted.connect(self.follow)
        view.rules_wanted.connect(self.open_rules)
        view.delete_wanted.connect(self.delete_scheme)
        view.expire_wanted.connect(lambda: self._for_scheme(deeds.expire))
        view.state_wanted.connect(
            lambda key: self._for_scheme(lambda scheme: deeds.set_scheme_state(scheme, key))
        )
        view.form.typed.connect(lambda name, value: page.saver.type_other(page.scheme_id, name, value))
        view.form.picked.connect(self._pick_for_scheme)
        view.portfolio.clicked.connect(self.open_portfolio)
        view.statement.clicked.connect(self.open_statement)
        groups = view.groups
        groups.ticked.connect(self._tick)
        groups.added.connect(lambda category, words: self.claim(category, words))  # noqa: PLW0108
        groups.dropped_into.connect(lambda category, found: self.claim(category, "", found))
        groups.dropped_on.connect(self._drop_on)

    def _connect_claim(self) -> None:
        panel, deeds, side = self.page.panel, self.deeds, self.page.side
        side.preview.allow_wanted.connect(self.let_leave)
        side.tray.picked.connect(self._pick_from_tray)
        panel.chosen.connect(lambda values, step: self.page.saver.pick(values, step))  # noqa: PLW0108
        panel.delete_wanted.connect(self.delete_claim)
        panel.side_wanted.connect(self.page.frame.toggle_side)
        panel.state_wanted.connect(lambda key: self._for_claim(lambda claim: deeds.set_state(claim, key)))
        panel.moved.connect(lambda key: self._for_claim(lambda claim: deeds.move(claim, key)))
        panel.authoriser_named.connect(
            lambda name: self._for_claim(lambda claim: deeds.name_authoriser(claim, name))
        )
        panel.statement_wanted.connect(lambda: self._for_claim(deeds.statement))
        panel.scan_wanted.connect(lambda: self._for_claim(deeds.choose_scan))
        panel.story_wanted.connect(
            lambda: self._for_claim(lambda claim: self._context.navigator.open_view(claim, "writing"))
        )
        evidence = panel.evidence
        evidence.opened.connect(deeds.open)
        evidence.allowed.connect(lambda piece: deeds.allow(piece.id))
        evidence.removed.connect(lambda piece: self._for_claim(lambda claim: deeds.remove(claim, piece)))
        evidence.file_wanted.connect(lambda: self._for_claim(deeds.choose_files))
        evidence.record_wanted.connect(lambda: self._for_claim(deeds.choose_record))
        evidence.dropped.connect(lambda found: self._drop_on(self.page.saver.record_id, found))

    # Deeds

    def _for_claim(self, deed: Callable[[str], object]) -> None:
        """Do something to the claim that is open, once what is typed is saved."""
        if self.page.saver.record_id and self.page.saver.flush():
            deed(self.page.saver.record_id)

    def _for_scheme(self, deed: Callable[[str], object]) -> None:
        """Do something to the scheme shown, once what is typed is saved."""
        if self.page.scheme_id and self.page.flush():
            deed(self.page.scheme_id)

    def claim(self, category: str, words: str, found: Taken | None = None) -> None:
        """A new claim; what was dropped is shown beside, for it wants a look, and a name other than its file's."""
        page = self.page
        made = self.deeds.claim(page.scheme_id, category, words, found) if page.scheme_id else None
        if made is not None and not found:
            page.view.groups.clear_line(category)
        elif made is not None:
            page.open_claim(made.id)
            page.panel.start()

    def _tick(self, claim_id: str, on: bool) -> None:
        line = self.page.line(claim_id)
        if line is not None and self.page.saver.flush():
            self.deeds.tick(line.record, on=on)

    def _drop_on(self, claim_id: str, found: Taken) -> None:
        if claim_id and self.page.saver.flush() and self.deeds.add(claim_id, found.ids, found.paths):
            self.page.open_claim(claim_id)

    def _pick_from_tray(self, record_id: str) -> None:
        claim = self.page.line(self.page.saver.record_id)
        if claim is None:
            words = self.page.tr("Open a claim first, or drag the record onto one.")
            self._context.navigator.tell("info", words)
        elif self.deeds.add(claim.record.id, (record_id,)) is not None:
            words = self.page.tr("Added to “{0}”.").format(claim.record.title)
            self._context.navigator.tell("ok", words)

    def _pick_for_scheme(self, name: str, value: object) -> None:
        page = self.page
        if page.scheme_id and page.saver.flush():
            page.saver.pick_other(page.scheme_id, {name: value}, page.tr("Change a scheme’s day"))

    def let_leave(self) -> None:
        """Look through what of the scheme may not leave yet, and let what is ticked leave, as one step."""
        page = self.page
        if page.standing is None or self._context.read_only or not page.flush():
            return
        held = page.services.awards.held_back(page.standing)
        if held:
            from mentorjournal.gui.dialogs.let_leave import LetLeaveDialog

            dialog = LetLeaveDialog(held, page.window())
            dialog.chosen.connect(lambda ids: self.deeds.allow(*ids))
            dialog.open()

    def new_claim(self) -> None:
        """The cursor goes to the line of a new claim: of the category one is in, else of the first."""
        line = self.page.line(self.page.saver.record_id)
        adders = self.page.view.groups.adders
        chosen = adders.get(line.record.category) if line else None
        found = chosen or next(iter(adders.values()), None)
        if found is not None:
            self.page.frame.show_side(on=False)
            found.setFocus()

    def delete_claim(self) -> None:
        """Move the claim that is open to the trash."""
        self._delete(self.page.saver.record_id)

    def delete_scheme(self) -> None:
        """Move the scheme shown to the trash, with its claims."""
        self._delete(self.page.scheme_id)

    def _delete(self, key: str) -> None:
        """The claim that is open is let go of first: it goes either way."""
        page = self.page
        if not key or self._context.read_only or not page.flush():
            return
        record = page.saver.record
        page.saver.open(None)
        if self.deeds.delete(key):
            page.turn(PREVIEW)
            self._stay_among_claims(record)
        else:
            page.saver.open(record)

    def _stay_among_claims(self, gone: object) -> None:
        """The cursor goes to the line of a new claim in the same category, never to a button of the preview."""
        adders = self.page.view.groups.adders
        chosen = adders.get(gone.category) if isinstance(gone, Claim) else None
        found = chosen or next(iter(adders.values()), None)
        if found is not None:
            found.setFocus()

    def open_portfolio(self) -> None:
        """Go to Reports with the portfolio of this scheme."""
        if self.page.flush():
            self._context.navigator.open_document(PORTFOLIO, self.page.scheme_id)

    def open_statement(self) -> None:
        """A statement for the claim that is open, else for one to choose."""
        page = self.page
        if page.line(page.saver.record_id) is not None:
            self._for_claim(self.deeds.statement)
        elif page.standing is not None:
            self.deeds.offer_statements(page.standing, page.view.statement)

    def follow(self) -> None:
        """Choose another scheme to follow."""
        from mentorjournal.gui.dialogs.scheme_rules import SchemeRulesDialog

        if self._context.read_only or not self.page.flush():
            return
        dialog = SchemeRulesDialog(self._context, "", self.page.window())
        dialog.finished.connect(lambda _done: dialog.followed and self.page.show_record(dialog.followed))
        dialog.open()

    def open_rules(self) -> None:
        """Read and change the rules of the scheme shown."""
        from mentorjournal.gui.dialogs.scheme_rules import SchemeRulesDialog

        if self.page.scheme_id and self.page.flush():
            SchemeRulesDialog(self._context, self.page.scheme_id, self.page.window()).open()

    # Commands

    def offered(self) -> tuple[Command, ...]:
        """What can be done now."""
        page, may = self.page, not self._context.read_only
        wanted = {"scheme-follow"} if may else set()
        if page.scheme_id:
            wanted |= {"award-portfolio", "scheme-rules", "award-side", "award-preview", "award-records"}
            wanted |= {"claim-new", "award-statement", "scheme-delete"} if may else set()
        if page.saver.record_id:
            wanted |= {"award-claim"}
            wanted |= {"claim-delete", "claim-file", "claim-record"} if may else set()
        return tuple(command for command in self.all() if command.key in wanted)

    def all(self) -> tuple[Command, ...]:
        """Everything that can be done here at any time."""
        page, tr = self.page, self.page.tr
        return (
            Command("claim-new", tr("New claim"), self.new_claim, "add", "Ctrl+Shift+N"),
            Command("claim-delete", tr("Delete claim"), self.delete_claim, "trash", "Ctrl+Shift+Backspace"),
            Command(
                "claim-file",
                tr("Add a file as evidence…"),
                lambda: self._for_claim(self.deeds.choose_files),
                "attach",
            ),
            Command(
                "claim-record",
                tr("Add a record as evidence…"),
                lambda: self._for_claim(self.deeds.choose_record),
                "link",
            ),
            Command("award-portfolio", tr("Make the portfolio"), self.open_portfolio, "reports"),
            Command("award-statement", tr("Provider statement…"), self.open_statement, "print"),
            Command("scheme-follow", tr("Follow a scheme…"), self.follow, "awards"),
            Command("scheme-rules", tr("Rules of this scheme…"), self.open_rules, "edit"),
            Command("scheme-delete", tr("Delete this scheme and its claims"), self.delete_scheme, "trash"),
            Command("award-preview", tr("Show the portfolio beside"), lambda: page.turn(PREVIEW), "eye"),
            Command("award-claim", tr("Show the claim beside"), lambda: page.turn(CLAIM), "claim"),
            Command("award-records", tr("Show records to drag"), lambda: page.turn(TRAY), "list"),
            Command(
                "award-side", tr("Toggle side column"), page.frame.toggle_side, "inspector", "Ctrl+Shift+I"
            ),
        )
