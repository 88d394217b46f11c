"""Opens the dialogs of the search, the check, the closing and the deleting of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.ask_review import AskReviewDialog
from mentorjournal.gui.dialogs.check_journal import CheckJournalDialog
from mentorjournal.gui.dialogs.closure import ClosureDialog
from mentorjournal.gui.dialogs.first_letter import FirstLetterDialog
from mentorjournal.gui.dialogs.fit_check import FitCheckDialog
from mentorjournal.gui.dialogs.fit_criteria import FitCriteriaDialog
from mentorjournal.gui.dialogs.key_of import KeyOfDialog
from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog
from mentorjournal.gui.dialogs.packet_alone import OpenAloneDialog
from mentorjournal.gui.dialogs.packet_reader import PacketReaderDialog
from mentorjournal.gui.dialogs.packets import PacketsDialog
from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog
from mentorjournal.gui.dialogs.remove_person import RemovePersonDialog
from mentorjournal.gui.dialogs.rescue import RescueDialog
from mentorjournal.gui.dialogs.scheme_rules import SchemeRulesDialog
from mentorjournal.gui.dialogs.table_columns import TableColumnsDialog
from mentorjournal.gui.dialogs.template_editor import TemplateDialog
from mentorjournal.gui.session import Session
from mentorjournal.interchange.csv_mapping import guess
from mentorjournal.interchange.csv_table import read_table
from mentorjournal.model.types import Goal, Person, Relationship
from mentorjournal.services.opening import create_services
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.plain import Answer, Remark
from mentorjournal.services.packets.values import Choice


def _asked(session: Session) -> tuple[Context, Relationship]:
    """What a dialog is given, and a relationship with somebody who stands in meetings."""
    context = session.window.context
    assert context is not None
    ties = [tie for tie in context.services.records.all(Relationship) if tie.person]
    return context, ties[0]


def _check(session: Session) -> None:
    context, tie = _asked(session)
    RelationshipCheckDialog(context, tie.id, session.window).open()


def _close(session: Session) -> None:
    context, tie = _asked(session)
    ClosureDialog(context, tie.id, session.window).open()


def _fit(session: Session) -> None:
    context, _ = _asked(session)
    tie = context.services.mentor_search.add("Ravi Menon")
    FitCheckDialog(context, tie.id, session.window).open()


def _criteria(session: Session) -> None:
    context, _ = _asked(session)
    FitCriteriaDialog(context, session.window).open()


def _letter(session: Session) -> None:
    context, _ = _asked(session)
    tie = context.services.mentor_search.add("Ravi Menon")
    FirstLetterDialog(context, tie.id, session.window).open()


def _remove(session: Session) -> None:
    context, tie = _asked(session)
    standing = context.services.person_removal.where(tie.person or "")
    RemovePersonDialog(context, standing, "test", session.window).open()


def _rules(session: Session) -> None:
    context = session.window.context
    assert context is not None
    scheme = context.services.awards.schemes()[0]
    SchemeRulesDialog(context, scheme.id, session.window).open()


def _rescue(session: Session) -> None:
    assert session.services is not None
    RescueDialog(session.services.journal.path, session.window, open_here=session.services).open()


def _columns(session: Session) -> None:
    table = read_table(b"Date,Hours,What\n03/04/2024,2,Aims\nsoon,1,Lost\n", "hours.csv")
    TableColumnsDialog(table, guess(table), session.window).open()


def _ask_review(session: Session) -> None:
    context, tie = _asked(session)
    AskReviewDialog(context, session.window, person=tie.person or "", relationship=tie.id).open()


def _key(session: Session) -> None:
    context, tie = _asked(session)
    offered = context.services.packets.key().public
    KeyOfDialog(context, tie.person or "", session.window, offered=offered).open()


def _read_packet(session: Session) -> None:
    """A packet of somebody else, with everything that can be asked and a remark begun."""
    context, _ = _asked(session)
    packets, folder = context.services.packets, context.services.journal.path.parent
    other = create_services(folder / "other.mentorjournal")
    goal = other.records.save(Goal(title="Present alone", why="To be heard.", visibility="exportable"))
    person = other.records.save(Person(title="Helena", packet_key=packets.key().public))
    choice = Choice(
        records=(goal.id,),
        questions=("Is the reason clear?",),
        form=form_for("My talk", "sbi"),
        person=person.id,
        title="A goal",
    )
    other.packets.make(choice, folder / "for me.packet")
    other.journal.close()
    kept = packets.open(folder / "for me.packet").packet
    edited = dt.datetime(2026, 4, 14, tzinfo=dt.UTC).isoformat()
    remark = Remark("r1", goal.id, "why", text="For whom?", edited=edited)
    packets.keep_draft(kept.id, Answer(comments=(remark,)))
    session.window.open_record(kept.id)


CYCLE_DIALOGS: dict[type[QDialog], Callable[[Session], object]] = {
    AskReviewDialog: _ask_review,
    CheckJournalDialog: lambda session: session.open_dialog("check"),
    ClosureDialog: _close,
    FirstLetterDialog: _letter,
    FitCheckDialog: _fit,
    FitCriteriaDialog: _criteria,
    KeyOfDialog: _key,
    OpenAloneDialog: lambda session: session.packets_alone.open(),
    OpenPacketDialog: lambda session: session.open_dialog("open-packet"),
    PacketReaderDialog: _read_packet,
    PacketsDialog: lambda session: session.open_dialog("packets"),
    RelationshipCheckDialog: _check,
    RemovePersonDialog: _remove,
    RescueDialog: _rescue,
    SchemeRulesDialog: _rules,
    TableColumnsDialog: _columns,
    TemplateDialog: lambda session: session.open_dialog("templates"),
}
