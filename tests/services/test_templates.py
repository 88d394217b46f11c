"""The templates and prompts that ship are complete, and a day has its prompt."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.templates import CANONICAL_TAGS, GROUPS, KINDS, Template
from mentorjournal.resources import resource_path
from mentorjournal.services.templates import (
    all_prompts,
    prompt_of_the_day,
    prompts,
    template,
    template_from,
    templates,
)

OWN_TAGS: dict[str, set[str]] = {
    "plan": set(),
    "reflection": {
        "action",
        "before",
        "confidence_after",
        "confidence_before",
        "evidence_against",
        "evidence_for",
        "goal",
        "options",
        "result",
        "task",
    },
    "feedback": {
        "aim",
        "behaviour",
        "change_observer",
        "change_self",
        "continue",
        "ideas",
        "impact",
        "start",
        "stop",
        "well_observer",
        "well_self",
    },
    "meeting": {
        "action",
        "actions",
        "boundaries",
        "choices",
        "contract",
        "decided",
        "explore",
        "goal",
        "hopes",
        "listen",
        "options",
        "outcome",
        "reality",
        "review",
        "situation",
        "story",
        "working",
    },
}
SHIPPED = [shape for kind in KINDS for shape in templates(kind)]


def test_every_file_is_a_template_of_the_folder_it_is_in() -> None:
    files = list(resource_path("templates").rglob("*.toml"))
    assert len(files) == len(SHIPPED)
    for kind in KINDS:
        assert {shape.kind for shape in templates(kind)} == {kind}
        assert {path.stem for path in resource_path(f"templates/{kind}").glob("*.toml")} == {
            shape.key for shape in templates(kind)
        }


def test_no_key_and_no_name_within_a_kind_is_used_twice() -> None:
    assert max(Counter(shape.key for shape in SHIPPED).values()) == 1
    assert max(Counter((shape.kind, shape.name) for shape in SHIPPED).values()) == 1


def test_the_reflections_offer_the_known_models_and_our_own_in_menu_order() -> None:
    assert [shape.key for shape in templates("reflection")] == [
        "free_page",
        "what_so_what",
        "gibbs",
        "star",
        "dilemma",
        "challenge",
        "setback",
        "doubt",
        "used_to_think",
        "kept_words",
        "fear_to_step",
        "role_model",
        "letter_to_self",
        "after_meeting",
        "problem_solution",
        "values",
        "career_path",
        "confidential_talk",
        "story_told",
        "story_heard",
        "team_reflection",
        "credit_and_risk",
        "unwritten_rules",
        "perspective",
        "talent_i_see",
        "learned_from_mentee",
        "identity_belonging",
        "opposing_view",
        "letter",
        "research_question",
        "experiment_design",
    ]


def test_feedback_templates_are_the_structures_a_record_may_name() -> None:
    assert [shape.key for shape in templates("feedback")] == list(CHOICES["feedback_model"])


@pytest.mark.parametrize("shape", SHIPPED, ids=lambda shape: str(shape.key))
def test_every_section_has_a_known_tag_and_short_prompts(shape: Template) -> None:
    assert shape.description.endswith(".")
    assert shape.group in GROUPS
    for section in shape.sections:
        assert section.tag in {*CANONICAL_TAGS, *OWN_TAGS[shape.kind]}
        for prompt in (section.prompt_mentee, section.prompt_mentor):
            assert 10 < len(prompt) <= 120
            assert prompt[-1] in ".?"


def test_no_prompt_is_written_twice() -> None:
    words = [w for shape in SHIPPED for s in shape.sections for w in (s.prompt_mentee, s.prompt_mentor)]
    words += [prompt.text for prompt in all_prompts()]
    assert [text for text, times in Counter(words).items() if times > 1] == []


def test_an_entry_without_a_template_is_a_free_page() -> None:
    assert template("").key == "free_page"


def test_an_unknown_template_is_named_and_the_text_said_to_be_safe() -> None:
    with pytest.raises(NotFound, match=r"“kolb”.*keeps its text"):
        template("kolb")


def test_a_template_with_a_tag_twice_is_refused() -> None:
    section = {"tag": "what", "heading": "", "prompt_mentee": "?"}
    with pytest.raises(ValueError, match="tag twice"):
        template_from({"key": "k", "kind": "reflection", "sections": [section, section]})


def test_a_template_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no known kind"):
        template_from({"key": "k", "kind": "poem", "sections": []})


def test_every_prompt_has_its_own_key_a_role_and_a_template_that_exists() -> None:
    assert len(all_prompts()) == 75
    assert max(Counter(prompt.key for prompt in all_prompts()).values()) == 1
    for prompt in all_prompts():
        assert prompt.role in CHOICES["role"]
        assert template(prompt.template).kind == "reflection"
        assert 20 < len(prompt.text) <= 120
        assert prompt.text[-1] in ".?"


def test_a_talk_a_career_values_and_troubles_have_their_prompt_on_each_side() -> None:
    for key in ("after_meeting", "career_path", "values", "problem_solution"):
        assert {p.role for p in all_prompts() if p.template == key} == {"mentee", "mentor", "both"}


def test_each_role_gets_its_own_prompts_and_the_common_ones() -> None:
    assert {prompt.role for prompt in prompts("mentee")} == {"mentee", "both"}
    assert {prompt.role for prompt in prompts("mentor")} == {"mentor", "both"}
    assert set(prompts("both")) == set(all_prompts())


@pytest.mark.parametrize("role", ["mentee", "mentor", "both"])
def test_no_prompt_returns_before_all_have_had_their_day(role: str) -> None:
    start = dt.date(2026, 4, 14)
    days = [start + dt.timedelta(days=n) for n in range(len(prompts(role)))]
    assert {prompt_of_the_day(day, role) for day in days} == set(prompts(role))


def test_a_day_keeps_its_prompt() -> None:
    day = dt.date(2026, 4, 14)
    assert prompt_of_the_day(day, "mentee") is prompt_of_the_day(day, "mentee")
    assert prompt_of_the_day(day, "mentee") != prompt_of_the_day(day + dt.timedelta(days=1), "mentee")
