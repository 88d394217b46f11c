"""What an answer brings, in words: before it is taken in, and after."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mentorjournal.gui.words import how_many
from mentorjournal.services.packets.values import Merged


def lines(merged: Merged) -> tuple[str, ...]:
    """One line for each kind of thing that comes, then what asks for a look."""
    return tuple(_lines(merged))


def _lines(merged: Merged) -> Iterator[str]:
    if merged.comments:
        yield how_many(merged.comments, _tr("comment or suggestion"), _tr("comments and suggestions"))
    if merged.gone:
        yield _tr("{0} about words that are not in your text any more: each keeps its quotation").format(
            how_many(merged.gone, _tr("comment"), _tr("comments"))
        )
    if merged.answers:
        yield how_many(
            merged.answers, _tr("answer, feedback or tick"), _tr("answers, parts of feedback, and ticks")
        )
    if merged.texts:
        said = how_many(
            merged.texts, _tr("text with their changes in it"), _tr("texts with their changes in")
        )
        yield f"{said}: {', '.join(merged.into)}" if merged.into else said
    if merged.kept_twice:
        yield _tr("{0} changed on both sides: yours stays, theirs is kept beside it").format(
            how_many(merged.kept_twice, _tr("text"), _tr("texts"))
        )
    if not any((merged.comments, merged.answers, merged.texts, merged.kept_twice)):
        yield _tr("Nothing that is not there already")
    yield from merged.notes


def _tr(text: str) -> str:
    return QCoreApplication.translate("MergedWords", text)
