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
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.reporting.layout import layout, parsed
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.words import long_date
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
        ("title = 'A'", "it has no sections"),
        ("title = 'A'\nsignatures = []\nsection = []", "it lacks “statement”"),
        ("signatures = [1]\nsection = []", "“signatures” is no list of texts"),
        ("section = [1]", "it has no sections"),
        ("a = " + "[" * 20_000, "too deep"),
        (text_of(layout("progress")).replace("most = 5", "limit = 5"), "has “limit”, which is not known"),
        (text_of(layout("progress")).replace("most = 5", "most = -5"), "“most” is -5, not 0 or more"),
        (text_of(layout("progress")).replace("level = 2", "level = 99"), "“level” is 99, not 1 or 2"),
        ("paper = 'A9'\n" + text_of(layout("progress")), "“paper” is “A9”, neither “a4” nor “letter”"),
        ("language = '<xx>'\n" + text_of(layout("progress")), "“language” is “<xx>”"),
        (text_of(layout("progress")).replace("most = 5", 'most = "five"'), "“most” is 'five'"),
        (text_of(layout("progress")).replace('key = "work"', 'key = "palmistry"'), "palmistry"),
        (text_of(layout("progress")).replace("{day}", "{week}"), "{week}"),
        (text_of(layout("progress")).replace("{day}", "{day:>999999999}"), "has other words in braces"),
        (text_of(layout("progress")).replace("{day}", "{owner.__class__}"), "has other words in braces"),
        (text_of(layout("progress")).replace("{day}", "{0}"), "has other words in braces"),
        (text_of(layout("progress")).replace("{day}", "{day"), "has a single brace"),
        (text_of(layout("progress")).replace("{owner}", "{records}"), "in braces than {owner} and {day}"),
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


def test_owner_and_day_are_filled_in_where_people_sign_and_in_the_footer(tmp_path: Path) -> None:
    services = create_services(tmp_path / "mine.mentorjournal")
    services.profile.save(Owner("Amara Osei"))
    services.records.save(page("The long silence", "I waited."))
    mine = dataclasses.replace(
        layout("progress"), footer="{owner}, {records} {{x}}", signatures=("{owner}, {day}",)
    )
    kept = services.layouts.save("progress", "Mine", mine)
    made = services.reporting.document(ReportOptions(layout=kept.id))
    assert made.footer == "Amara Osei, 1 selected record {x}"
    assert f"Amara Osei, {long_date(made.created.astimezone().date())}" in repr(made.cover)
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
