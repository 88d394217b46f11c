"""Which names stand on the mentoring map, and where: the closer ones first, none upon another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from mentorjournal.gui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QFontMetrics

    from mentorjournal.services.network import Tie

DOT = QPointF(5, 5)
GAP = 12


def name_boxes(
    people: Sequence[Tie],
    points: Mapping[str, QPointF],
    taken: Sequence[QRectF],
    metrics: QFontMetrics,
    room: tuple[float, tuple[str, ...]],
) -> list[tuple[str, QRectF]]:
    """(id, place) of every name that is drawn, in pixels; `taken` is where none may lie.

    `room` is the width there is, and whose names stand there whatever they lie on.
    """
    width, always = room
    filled = [*taken, *(QRectF(point - DOT, point + DOT) for point in points.values())]
    found: list[tuple[str, QRectF]] = []
    for one in _by_weight(people, always):
        for box in _beside(points[one.id], metrics.horizontalAdvance(one.name) + 4, metrics.height(), width):
            inside = box.left() >= 0 and box.right() <= width
            if inside and (one.id in always or not any(box.intersects(other) for other in filled)):
                found.append((one.id, box))
                filled.append(box)
                break
    return found


def _beside(point: QPointF, wide: float, high: float, width: float) -> tuple[QRectF, QRectF]:
    """Where a name may stand, the outer side first."""
    gap = scaled(GAP)
    right = QRectF(point.x() + gap, point.y() - high / 2, wide, high)
    left = QRectF(point.x() - gap - wide, point.y() - high / 2, wide, high)
    return (right, left) if point.x() >= width / 2 else (left, right)


def _by_weight(people: Sequence[Tie], first: tuple[str, ...]) -> list[Tie]:
    order = {"strong": 0, "medium": 1}
    return sorted(
        people,
        key=lambda one: (one.id not in first, order.get(one.tie, 2), not one.champion, one.name.casefold()),
    )
