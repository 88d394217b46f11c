"""Whose journal this is: kept in the file, no part of undo."""

from __future__ import annotations

from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import open_journal


def test_a_new_journal_is_nobodys(services: Services) -> None:
    assert services.profile.owner() == Owner("", "mentee", "", "")
    assert services.profile.owner().role_label == "Mentee"


def test_the_owner_is_kept_in_the_file_and_undo_leaves_it(services: Services) -> None:
    owner = Owner("Amara Osei", "both", "Second year", "City Hospital")
    services.records.save(Goal(title="x"))
    services.profile.save(owner)
    assert services.history.undo() == "New goal"
    assert services.profile.owner() == owner
    services.journal.close()
    with open_journal(services.journal.path) as again:
        assert services_for(again).profile.owner() == owner
    assert owner.role_label == "Mentee and mentor"


def test_a_later_versions_fields_are_left_alone(services: Services) -> None:
    with services.journal.writing("Edit profile") as change:
        change.set_meta("owner", {"name": "Amara", "pronouns": "she"})
    assert services.profile.owner() == Owner("Amara")


def test_pages_are_told(services: Services) -> None:
    heard: list[str] = []
    stop = services.journal.subscribe(lambda changes: heard.append(changes.label))
    services.profile.save(Owner("Amara"))
    stop()
    services.profile.save(Owner("Amara Osei"))
    assert heard == ["Edit profile"]
