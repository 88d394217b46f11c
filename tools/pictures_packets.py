"""Draws a review by packet: asking for it, reading it without a journal, and the comments that came back."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mentorjournal.model.types import Reflection
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.packets.plain import Answer
    from mentorjournal.services.packets.values import Choice
    from tools.pictures import Studio

KEY: Final = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
"""Somebody's public key, the same in every picture; of age's own manual."""
TITLE: Final = "Two pieces for the portfolio"
PURPOSE: Final = "The last part most of all."
QUESTIONS: Final = ("Is it clear what I did myself?", "What would you cut?")
REMARKS: Final = (
    "Say how old they were: others may want to do it after you.",
    "One hour, one question. Good.",
)
BETTER: Final = "I had the children build"
READER: Final = (1120, 720)


class PacketPictures:
    """Of the mentee's journal in a Studio, which gets an answer with comments."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        services = studio.services
        self._entry = _entry(services)
        self._person, self._tie = _mentor(services)
        services.packets.keep_key(self._person, KEY, compared_on=studio.today)

    def draw(self, name: str) -> None:
        """Asking and reading, in the theme and text size worn."""
        self._draw_asking(name)
        self._draw_reading(name)

    def draw_comments(self, name: str) -> None:
        """The record with what was written about it."""
        self._studio.window.open_record(self._entry.id)
        self._studio.keep(self._studio.whole(), f"packet-comments-{name}")

    def take_answer(self) -> None:
        """Send the packet to another journal, answer it there, and take the answer in."""
        from mentorjournal.services.opening import create_services
        from mentorjournal.services.profile import Owner

        packets = self._studio.services.packets
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            there = create_services(Path(folder) / "there.mentorjournal")
            there.profile.save(Owner("Dr Helena Brandt", "mentor"))
            packets.keep_key(self._person, there.packets.key().public, compared_on=self._studio.today)
            packets.make(self._choice(), Path(folder) / "draft.packet")
            came = there.packets.open(Path(folder) / "draft.packet").packet
            there.packets.keep_draft(came.id, self._answer())
            there.packets.answer(came.id, Path(folder) / "answer.packet")
            there.journal.close()
            packets.merge(Path(folder) / "answer.packet")

    def _choice(self) -> Choice:
        from mentorjournal.services.packets.asking import form_for
        from mentorjournal.services.packets.values import Choice

        return Choice(
            records=(self._entry.id, _goal(self._studio.services)),
            questions=QUESTIONS,
            form=form_for("My presentation", "sbi"),
            person=self._person,
            relationship=self._tie,
            title=TITLE,
            purpose=PURPOSE,
        )

    def _answer(self) -> Answer:
        from mentorjournal.services.packets import anchors
        from mentorjournal.services.packets.plain import COMMENT, SUGGESTION, Answer, Remark

        parts = [part for part in self._entry.sections if part.text.strip()]
        at = dt.datetime.combine(self._studio.today, dt.time(9), dt.UTC).isoformat()
        remarks = []
        for number, (part, text) in enumerate(zip(parts, (*REMARKS, ""), strict=False)):
            stop = part.text.find(" ", 24)
            anchor = anchors.take(part.text, 0, stop if stop > 0 else len(part.text))
            kind, words = (COMMENT, "") if text else (SUGGESTION, BETTER)
            key = f"00000000-0000-7000-8000-00000000000{number}"
            remarks.append(Remark(key, self._entry.id, "sections", part.tag, kind, anchor, text, words, at))
        return Answer(comments=tuple(remarks))

    def _draw_asking(self, name: str) -> None:
        from mentorjournal.gui.dialogs.ask_review import AskReviewDialog

        studio, wanted = self._studio, self._choice()
        studio.window.go("people")
        under = studio.whole()
        context = studio.window.context
        if context is None:
            raise SystemExit("The window has no journal.")
        dialog = AskReviewDialog(context, studio.window, person=self._person, relationship=self._tie)
        dialog.open()
        dialog.records.model.set_ticked(wanted.records)
        asked = dialog.asked
        asked.title.set_value(TITLE)
        asked.purpose.set_value(PURPOSE)
        asked.questions.set_value("\n".join(QUESTIONS))
        studio.settle()
        drawn = studio.over(under, dialog)
        dialog.reject()
        studio.keep(drawn, f"packet-ask-{name}")

    def _draw_reading(self, name: str) -> None:
        from mentorjournal.gui.dialogs.packet_alone import Found, PacketAloneDialog

        studio = self._studio
        contents = replace(studio.services.packets.preview(self._choice()), author_key=KEY)
        reader = PacketAloneDialog(Found(contents, {}), lambda: studio.today)
        reader.reader.display(self._answer())
        reader.reader.edited.emit()
        reader.resize(*READER)
        reader.show()
        studio.settle()
        studio.keep(reader.grab(), f"packet-read-{name}")
        reader.close()
        reader.deleteLater()


def _entry(services: Services) -> Reflection:
    """The newest reflection in sections that may leave."""
    from mentorjournal.model.types import Reflection

    found = [
        one
        for one in services.records.all(Reflection)
        if one.visibility == "exportable"
        and sum(bool(part.text.strip()) for part in one.sections) > len(REMARKS)
    ]
    return max(found, key=lambda one: str(one.date))


def _goal(services: Services) -> str:
    """A goal that may leave."""
    from mentorjournal.model.types import Goal

    return min(one.id for one in services.records.all(Goal) if one.visibility == "exportable")


def _mentor(services: Services) -> tuple[str, str]:
    """The person and the relationship most meetings were with."""
    from tools.pictures_chosen import longest

    tie = longest(services)
    if tie is None or not tie.person:
        raise SystemExit("The journal has no mentor.")
    return tie.person, tie.id
