"""What is kept between drawings changes nothing in them, and has a limit."""

from __future__ import annotations

import io

import pytest

from mentorjournal.reports import foreign, pictures
from mentorjournal.reports.blocks import Evidence
from mentorjournal.reports.draw import draw
from mentorjournal.reports.kept import Kept
from tests.reports.reading import document
from tests.services.award_journal import pdf, picture

FILES = {"a": picture(), "b": pdf(2)}


def evidence(first: str) -> list[Evidence]:
    kinds = {"a": "image/png", "b": "application/pdf"}
    order = [first, *(key for key in FILES if key != first)]
    return [Evidence(f"E{at}", key, key, kinds[key]) for at, key in enumerate(order, 1)]


def drawn(first: str, kept: Kept | None) -> bytes:
    out = io.BytesIO()
    draw(document(*evidence(first)), out, attachments=FILES.get, kept=kept)
    return out.getvalue()


def test_a_second_drawing_makes_nothing_again_and_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [drawn(first, None) for first in FILES]
    kept = Kept()
    assert [drawn(first, kept) for first in FILES] == alone

    def again(*_: object) -> None:
        raise AssertionError("made a second time")

    monkeypatch.setattr(pictures, "coded", again)
    monkeypatch.setattr(foreign.ForeignPdf, "_seen_on", again)
    assert [drawn(first, kept) for first in FILES] == alone


def test_what_was_used_last_stays_where_there_is_no_room_for_all() -> None:
    kept = Kept(10)
    made: list[str] = []

    def get(key: str, size: int) -> str:
        def make() -> str:
            made.append(key)
            return key

        return kept.get(key, make, lambda _: size)

    for key, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("huge", 11), ("a", 4), ("b", 4)):
        assert get(key, size) == key
    assert made == ["a", "b", "c", "huge", "b"]
