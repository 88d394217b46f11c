"""Picked records: added by name, made where there is none, and taken out again."""

from __future__ import annotations

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import CareerOption, Goal, Person, Skill
from mentorjournal.services.bundle import Services


def test_a_name_is_found_or_made_and_taken_out_in_one_step_each(services: Services) -> None:
    naming = services.naming
    known = services.records.save(Person(title="Efua Mensah"))
    option = services.records.save(CareerOption(title="Ward"))
    naming.add(option.id, "ask", " efua  mensah ")
    naming.add(option.id, "ask", "Dr Sahin")
    kept = services.records.get(CareerOption, option.id)
    assert kept.ask[0] == known.id
    assert len(services.records.all(Person)) == 2
    naming.take_out(option.id, "ask", known.id)
    mine, others = naming.choices(services.records.get(CareerOption, option.id), "ask")
    assert [title for _, title in mine] == ["Dr Sahin"]
    assert others == ("Efua Mensah",)
    for _ in range(2):
        services.history.undo()
    assert services.records.get(CareerOption, option.id).ask == (known.id,)
    assert len(services.records.all(Person)) == 1


def test_each_role_names_what_it_is_for(services: Services) -> None:
    goal = services.records.save(Goal(title="Study"))
    services.naming.add(goal.id, "skills", "Defending a number")
    assert [one.title for one in services.records.all(Skill)] == ["Defending a number"]
    for role in ("related", "title", "nothing"):
        with pytest.raises(InvalidRecord):
            services.naming.add(goal.id, role, "x")
    with pytest.raises(InvalidRecord):
        services.naming.add(goal.id, "skills", "  ")
    with pytest.raises(NotFound):
        services.naming.add("none", "skills", "x")
