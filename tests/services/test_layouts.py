"""Own layouts of documents: what they may hold, how they are kept, and what happens when one cannot be read."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Layout as OwnLayout
from mentorjournal.services.bundle import Services
from mentorjournal.services.layouts import sections_for, text_of
from mentorjournal.services.opening import create_services
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.reporting.layout import layout, parsed
from mentorjournal.services.reporting.options import ReportOptions
from tests.services.reporting_journal import page


@pytest.mark.parametrize("document", KINDS)
def test_every_shipped_layout_is_written_and_read_again_as_it_was(document: str) -> None:
    assert parsed(text_of(layout(document)), "again") == layout(document)


@pytest.mark.parametrize("document", KINDS)
def test_a_kind_offers_each_section_once_and_those_it_has_first(document: str) -> None:
    keys = [section.key for section in sections_for(document)]
    own = [section.key for section in layout(document).sections]
    assert keys[: len(own)] == own
    assert len(set(keys[len(own) :])) == len(keys) - len(own)
    assert "signatures" in keys


def test_an_own_layout_is_kept_used_changed_and_taken_back_in_single_steps(tmp_path: Path) -> None:
    services = create_services(tmp_path / "mine.mentorjournal")
    services.records.save(page("The long silence", "I waited."))
    usual = layout("progress")
    made = dataclasses.replace(
        usual, contents=True, language="de", sections=tuple(reversed(usual.sections)), numbered=False
    )
    kept = services.layouts.save("progress", "Backwards", made)
    assert services.layouts.own("progress") == (kept,)
    assert services.layouts.own("idp") == ()
    assert services.layouts.read("progress", kept.id).layout == made
    document = services.reporting.document(ReportOptions(layout=kept.id))
    assert (document.language, document.contents, document.numbered_headings) == ("de", True, False)
    again = services.layouts.save("progress", "Backwards", usual, kept.id)
    assert services.layouts.read("progress", again.id).layout == usual
    services.history.undo()
    assert services.layouts.read("progress", kept.id).layout == made
    services.history.undo()
    assert services.layouts.own("progress") == ()
    services.journal.close()


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("title = ", "Invalid value"),
        ("title = 'A'", "statement"),
        (text_of(layout("progress")).replace("most = 5", 'most = "five"'), "“most” is 'five'"),
        (text_of(layout("progress")).replace('key = "work"', 'key = "palmistry"'), "palmistry"),
        (text_of(layout("progress")).replace("{day}", "{week}"), "week"),
    ],
)
def test_a_layout_that_cannot_be_read_gives_way_to_the_usual_one_and_says_so(
    tmp_path: Path, rules: str, reason: str
) -> None:
    services = create_services(tmp_path / "mine.mentorjournal")
    wrong = services.records.save(OwnLayout(title="Mine", document="progress", rules=rules))
    read = services.layouts.read("progress", wrong.id)
    assert read.layout == layout("progress")
    assert reason in read.trouble
    assert read.trouble.endswith("the usual one is used.")
    with pytest.raises(ReportError):
        services.reporting.document(ReportOptions(layout=wrong.id))
    services.journal.close()


def test_a_layout_of_another_kind_or_in_the_trash_is_not_used(tmp_path: Path) -> None:
    services: Services = create_services(tmp_path / "mine.mentorjournal")
    plan = services.layouts.save("idp", "Plan", layout("idp"))
    assert services.layouts.read("progress", plan.id).trouble
    services.records.trash(plan.id)
    assert services.layouts.read("idp", plan.id).layout == layout("idp")
    assert services.layouts.read("idp", plan.id).trouble
    services.journal.close()


def test_a_kind_offers_nothing_that_its_records_cannot_fill() -> None:
    offered = {document: {section.key for section in sections_for(document)} for document in KINDS}
    assert "figure_hours" in offered["review"]
    assert "figure_coverage" in offered["portfolio"]
    assert "figure_coverage" not in offered["progress"]
    assert {"work", "feedback", "figure_hours"}.isdisjoint(offered["idp"])


def test_whatever_is_offered_can_be_printed(tmp_path: Path) -> None:
    services = create_services(tmp_path / "mine.mentorjournal")
    services.records.save(page("The long silence", "I waited."))
    for document in ("progress", "journal"):
        full = dataclasses.replace(layout(document), sections=sections_for(document))
        kept = services.layouts.save(document, "Full", full)
        made = services.reporting.document(ReportOptions(document=document, layout=kept.id))
        assert made.blocks
    services.journal.close()
