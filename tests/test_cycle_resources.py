"""The files of the mentoring cycle that ship load, are whole, and say nothing twice."""

from __future__ import annotations

import string
import tomllib
from collections import Counter
from typing import Any

import pytest

from mentorjournal.model.choices import CHOICES
from mentorjournal.resources import resource_path
from mentorjournal.services.templates import templates

STEPS = {
    "grow": {"Goal", "Reality", "Options", "Will"},
    "oscar": {"Outcome", "Situation", "Choices", "Actions", "Review"},
    "clear": {"Contract", "Listen", "Explore", "Action", "Review"},
}
INSTRUMENTS = {
    "relationship_check": (10, ["trust", "honesty", "respect", "comfort", "clarity", "time"]),
    "fit": (5, ["field", "knowledge", "comfort", "time", "kindness", "commitment", "mirrors"]),
    "career_option": (10, ["work", "strengths", "people", "life", "ground", "doors"]),
    "mentor_six": (
        10,
        ["listening", "expectations", "understanding", "difference", "independence", "growth"],
    ),
    "confidence": (10, ["work", "speaking", "writing", "deciding", "asking", "ahead"]),
    "satisfaction": (10, ["direction", "tasks", "learning", "credit", "life"]),
    "mentor_motivation": (10, ["purpose", "joy", "energy", "learning", "room"]),
    "workload": (10, ["amount", "pressure", "switching", "tired"]),
    "belonging": (10, ["place", "myself", "heard", "like_me", "ease"]),
}
UNASKED = ("belonging",)
MESSAGES = ("first_contact", "thank_you", "introduction", "summary")
ENDS = (".", "?")


def read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(name).read_text("utf-8"))


def test_the_agreement_has_six_domains_confidentiality_limits_and_an_ending() -> None:
    sections = read("agreements/standard.toml")["sections"]
    assert [section["tag"] for section in sections] == [
        "research",
        "education",
        "career",
        "support",
        "communication",
        "conduct",
        "confidentiality",
        "off_limits",
        "ending",
    ]
    for section in sections:
        assert set(section) == {"tag", "heading", "prompt_mentee", "prompt_mentor"}
        assert section["prompt_mentee"] != section["prompt_mentor"]
        assert section["prompt_mentee"].endswith(ENDS)
        assert section["prompt_mentor"].endswith(ENDS)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_says_its_scale_its_rhythm_and_a_prompt_for_each_item(name: str) -> None:
    table = read(f"instruments/{name}.toml")
    high, keys = INSTRUMENTS[name]
    assert (table["key"], table["low"], table["high"]) == (name, 0, high)
    assert [item["key"] for item in table["items"]] == keys
    assert all(table[word] for word in ("name", "low_label", "high_label", "intro"))
    assert table["rhythm_days"] == 0 if name in UNASKED else 13 < table["rhythm_days"] < 366
    for item in table["items"]:
        assert item["label"]
        assert item["prompt"].endswith(ENDS)
        assert ("weight" in item) == (name in ("fit", "career_option"))
        assert 0 < item.get("weight", 1) <= 5


def test_the_instruments_are_all_there_and_no_others() -> None:
    assert {path.stem for path in resource_path("instruments").glob("*.toml")} == set(INSTRUMENTS)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_names_every_place_that_is_filled_from_the_journal(name: str) -> None:
    table = read(f"messages/{name}.toml")
    text = table["subject"] + table["body"]
    used = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    assert used == set(table["placeholders"])
    filled = text.format_map(dict.fromkeys(used, "Zoë"))
    assert "{" not in filled
    assert table["body"].endswith("{me}\n")
    assert table["body"].split("\n\n")[1][0].isupper()


def test_the_checklist_of_a_first_meeting_goes_from_before_to_after_it() -> None:
    lines = [item["text"] for item in read("checklists/first_meeting.toml")["items"]]
    assert len(lines) >= 10
    assert max(Counter(lines).values()) == 1
    assert all(line.endswith(ENDS) for line in lines)
    assert "two days ahead" in lines[0]
    assert "thanks within a day" in lines[-1]


def test_coaching_questions_cover_every_phase_and_every_step() -> None:
    questions = read("prompts/coaching.toml")["questions"]
    assert len(questions) >= 40
    assert max(Counter(question["text"] for question in questions).values()) == 1
    for question in questions:
        assert set(question) == {"text", "phase", "model", "step"}
        assert question["phase"] in {*CHOICES["phase"], "any"}
        assert question["step"] in STEPS[question["model"]]
        assert question["text"].endswith(ENDS)
        assert len(question["text"]) <= 110
    for phase in ("initiation", "cultivation", "separation", "redefinition"):
        fitting = [q for q in questions if q["phase"] in (phase, "any")]
        assert {(q["model"], q["step"]) for q in fitting} == {
            (model, step) for model, steps in STEPS.items() for step in steps
        }
        assert sum(q["phase"] == phase for q in fitting) >= 5


@pytest.mark.parametrize("model", ["oscar", "clear"])
def test_the_notes_of_a_coaching_talk_have_the_steps_of_its_questions(model: str) -> None:
    shape = next(shape for shape in templates("meeting") if shape.key == model)
    assert {section.heading.split(":")[0] for section in shape.sections} == STEPS[model]
