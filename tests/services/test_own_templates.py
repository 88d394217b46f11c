"""The reader's own templates stand beside those that ship; what was written with one stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.templates import refit
from mentorjournal.model.types import Feedback, OwnTemplate, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.instruments import instruments
from mentorjournal.services.own_templates import SHAPES
from mentorjournal.services.templates import all_prompts, template, templates


def keys(services: Services, kind: str = "reflection") -> list[str]:
    return [one.key for one in services.templates.offered(kind)]


def test_without_own_ones_those_that_ship_are_offered_as_they_came(services: Services) -> None:
    for kind in SHAPES:
        assert services.templates.offered(kind) == templates(kind)
        assert not any(line.own or line.hidden for line in services.templates.lines(kind))
    assert set(services.templates.prompts("both")) == set(all_prompts())
    assert services.templates.get("") == template("free_page")
    assert len(services.templates.lines("pulse")) == len(instruments())
    with pytest.raises(NotFound):
        services.templates.get("kolb")
    assert services.templates.find("kolb") is None


def test_a_changed_one_stands_in_for_the_shipped_until_that_is_brought_back(services: Services) -> None:
    own = services.templates.change("reflection", "setback")
    assert services.templates.get("setback").sections_for("mentor")[0].heading == "What went wrong"
    services.records.amend(own.id, {"title": "A bad day", "sections": (Section("what", "The day", "How?"),)})
    changed = services.templates.get("setback")
    assert (changed.name, changed.own, len(changed.sections)) == ("A bad day", True, 1)
    assert keys(services) == [one.key for one in templates("reflection")]
    (line,) = (line for line in services.templates.lines("reflection") if line.changed)
    assert (line.key, line.ships, line.name) == ("setback", True, "A bad day")
    assert services.templates.change("reflection", "setback").id == own.id
    services.templates.bring_back("reflection", "setback")
    assert services.templates.get("setback") == template("setback")
    services.history.undo()
    assert services.templates.get("setback").name == "A bad day"


def test_a_copy_stands_beside_and_a_copy_of_a_confidential_one_is_confidential(services: Services) -> None:
    copy = services.templates.copy("reflection", "confidential_talk")
    again = services.templates.copy("reflection", copy.key)
    assert keys(services)[-2:] == [copy.key, again.key]
    assert services.templates.get(again.key).confidential
    assert services.templates.get(copy.key).name == "A talk in confidence, copied"
    first = services.templates.get(copy.key).sections_for("mentor")[0]
    assert first.prompt == template("confidential_talk").sections[0].prompt_mentor
    assert services.history.next_undo() == "Copy “A talk in confidence, copied”"


def test_hidden_ones_are_not_offered_and_entries_keep_theirs(services: Services) -> None:
    services.templates.hide("reflection", "gibbs", hidden=True)
    assert "gibbs" not in keys(services)
    assert services.templates.get("gibbs").name == "Gibbs, six headings"
    (line,) = (line for line in services.templates.lines("reflection") if line.hidden)
    assert (line.key, line.changed) == ("gibbs", False)
    services.templates.hide("reflection", "gibbs", hidden=False)
    assert services.records.all(OwnTemplate) == ()
    *rest, last = services.templates.lines("feedback")
    for one in rest:
        services.templates.hide("feedback", one.key, hidden=True)
    with pytest.raises(InvalidRecord, match="last one"):
        services.templates.hide("feedback", last.key, hidden=True)


def test_where_the_last_one_offered_is_deleted_those_that_ship_are_offered_again(services: Services) -> None:
    own = services.templates.begin("meeting", "Mine")
    for line in services.templates.lines("meeting"):
        if line.key != own.key:
            services.templates.hide("meeting", line.key, hidden=True)
    assert keys(services, "meeting") == [own.key]
    services.records.trash(own.id)
    assert services.templates.offered("meeting") == templates("meeting")


def test_the_order_is_the_readers_and_each_move_one_step(services: Services) -> None:
    services.templates.move("reflection", "gibbs", -1)
    services.templates.move("reflection", "gibbs", -1)
    assert keys(services)[:3] == ["gibbs", "free_page", "what_so_what"]
    services.templates.move("reflection", "gibbs", -1)
    own = services.templates.begin("reflection", "My ward round")
    assert keys(services)[-1] == own.key
    services.templates.move("reflection", own.key, 1)
    services.templates.move("reflection", own.key, -1)
    assert keys(services)[-2] == own.key
    services.history.undo()
    assert keys(services)[-1] == own.key
    assert services.templates.get("gibbs").sections == template("gibbs").sections


def test_places_that_are_the_same_are_given_anew(services: Services) -> None:
    made = [services.records.save(OwnTemplate(kind="meeting", key=f"k{n}", title=f"T{n}")) for n in range(3)]
    services.templates.move("meeting", "k2", -1)
    assert keys(services, "meeting")[-3:] == ["k0", "k2", "k1"]
    assert {one.id for one in made} <= {one.id for one in services.records.all(OwnTemplate)}


def test_an_entry_keeps_its_words_when_its_template_is_changed_or_deleted(services: Services) -> None:
    own = services.templates.begin("reflection", "My ward round")
    parts = (Section("what", "The round", "Who was there?"), Section("own-1", "The joke", "Word for word."))
    services.records.amend(own.id, {"sections": parts, "mentor_sections": ()})
    shape = services.templates.get(own.key)
    entry = services.records.save(
        Reflection(
            template=own.key,
            sections=tuple(replace(part, text=f"Text of {part.tag}") for part in shape.blank()),
        )
    )
    services.records.amend(own.id, {"sections": (Section("felt", "How", ""),)})
    assert services.records.get(Reflection, entry.id).sections == entry.sections
    moved = refit(entry.sections, services.templates.get("gibbs"))
    back = refit(moved, shape)
    assert [part for part in back if part.text] == list(entry.sections)
    services.records.trash(own.id)
    assert services.templates.find(own.key) is None
    assert services.records.get(Reflection, entry.id).sections == entry.sections
    services.history.undo()
    assert services.templates.get(own.key).sections[0].heading == "How"


def test_own_prompts_take_their_turn_and_hidden_ones_are_not_asked(services: Services) -> None:
    own = services.templates.begin("prompt", "What did the ward teach you before noon?")
    assert own.key in {one.key for one in services.templates.prompts("mentor")}
    assert len({one.key for one in services.templates.prompts("both")}) == 76
    first = services.templates.prompts("mentee")[0]
    services.templates.hide("prompt", first.key, hidden=True)
    assert first.key not in {one.key for one in services.templates.prompts("both")}
    changed = services.templates.change("prompt", services.templates.prompts("mentee")[0].key)
    services.records.amend(changed.id, {"title": "In my own words?"})
    assert "In my own words?" in {one.text for one in services.templates.prompts("both")}


def test_a_self_rating_of_ones_own_has_items_a_scale_and_a_rhythm(services: Services) -> None:
    with pytest.raises(InvalidRecord, match="Copy it"):
        services.templates.change("pulse", "mentor_six")
    copy = services.templates.copy("pulse", "mentor_six")
    offered = services.templates.self_rating(copy.key)
    assert (offered.key, offered.low, offered.high, offered.rhythm_days) == (copy.key, 0, 10, 182)
    assert len(services.templates.self_rating(copy.key).items) == 6
    services.records.amend(copy.id, {"low": 5.0, "high": 5.0})
    assert services.templates.self_rating(copy.key).high == 10
    assert services.templates.self_rating("fit").name
    new = services.templates.begin("pulse", "Sleep")
    services.records.amend(new.id, {"sections": (Section("rested", "Rested", "I woke before the alarm."),)})
    assert {copy.title, "Sleep"} <= {one.instrument.name for one in services.pulses.offered()}
    assert len(new.sections) == 1


def test_what_is_gone_or_never_shipped_is_said(services: Services) -> None:
    own = services.templates.begin("reflection", "Mine")
    with pytest.raises(NotFound, match="does not come"):
        services.templates.bring_back("reflection", own.key)
    for act in (services.templates.change, services.templates.copy, services.templates.written):
        with pytest.raises(NotFound, match="Nothing was changed"):
            act("reflection", "none")


def test_feedback_is_kept_in_a_structure_of_ones_own_and_in_no_unknown_one(services: Services) -> None:
    own = services.templates.begin("feedback", "Three plain questions")
    kept = services.records.save(Feedback(title="My talk", model=own.key))
    assert services.records.get(Feedback, kept.id).model == own.key
    with pytest.raises(InvalidRecord, match="Structure cannot be"):
        services.records.save(Feedback(title="My talk", model="none"))
