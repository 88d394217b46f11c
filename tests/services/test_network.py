"""The network: who is in it, where everybody stands on the map, which roles are missing, and what introductions brought."""

from __future__ import annotations

import datetime as dt
import math

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Connection, Meeting, Opportunity, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.network import meanings
from mentorjournal.services.network_layout import RINGS, placed, sectors_of
from mentorjournal.services.opening import veiled

TODAY = dt.date(2026, 4, 15)
ARENAS = tuple(key for key in CHOICES["arena"] if key)


def crowd(count: int) -> list[tuple[str, str, str]]:
    """People spread over arenas and strengths, most of them in one arena."""
    ties = ("strong", "medium", "new", "")
    return [
        (f"p{number:04}", ARENAS[0] if number % 3 else ARENAS[number % len(ARENAS)], ties[number % 4])
        for number in range(count)
    ]


def spots(people: list[tuple[str, str, str]]) -> dict[str, tuple[float, float]]:
    counts = {arena: sum(one[1] == arena for one in people) for arena in ARENAS}
    return {one.id: (one.x, one.y) for one in placed(people, sectors_of(ARENAS, counts))}


def test_everybody_stands_in_the_ring_of_their_tie_and_apart_from_each_other() -> None:
    people = crowd(150)
    where = spots(people)
    assert len(where) == 150
    for person, _, tie in people:
        low, high = RINGS[tie]
        assert low - 1e-6 <= math.hypot(*where[person]) <= high + 1e-6
    places = list(where.values())
    nearest = min(math.dist(a, b) for at, a in enumerate(places) for b in places[:at])
    assert nearest > 0.012


def test_the_map_stays_still_and_somebody_new_moves_one_ring_of_one_sector() -> None:
    people = crowd(60)
    before = spots(people)
    assert spots(list(reversed(people))) == before
    after = spots([*people, ("p9999", ARENAS[3], "strong")])
    moved = {person for person, place in before.items() if after[person] != place}
    assert moved <= {person for person, arena, tie in people if (arena, tie) == (ARENAS[3], "strong")}


def test_nobody_and_one_arena_are_maps_too() -> None:
    assert placed((), sectors_of(ARENAS, {})) == ()
    (one,) = placed([("a", ARENAS[2], "medium")], sectors_of(ARENAS, {ARENAS[2]: 1}))
    assert 0.4 < math.hypot(one.x, one.y) < 0.8


def test_roles_filled_and_missing_are_told_with_what_each_is(services: Services) -> None:
    services.records.save(Person(title="Helena Brandt", roles=("mentor", "sponsor"), arena="department"))
    services.records.save(Person(title="Only a name", roles=("coach",), archived=True))
    view = services.network.view(TODAY)
    assert [one.name for one in view.people] == ["Helena Brandt"]
    assert {role.key for role in view.roles if role.people} == {"mentor", "sponsor"}
    missing = {role.key for role in view.missing}
    assert "coach" in missing
    assert "mentee" not in missing
    assert meanings().keys() == CHOICES["roles"].keys()
    assert all(role.means.endswith(".") for role in view.roles)


def test_what_an_introduction_brought_and_who_opened_doors(services: Services) -> None:
    helena = services.records.save(Person(title="Helena Brandt", arena="department", tie="strong"))
    yusuf = services.records.save(Person(title="Yusuf Adeyemi", arena="institution", champion=True))
    tie = services.records.save(Connection(title="Alerts", introducer=helena.id, introduced=yusuf.id))
    services.records.save(Opportunity(title="First talk", stage="applied", found_through=tie.id))
    services.records.save(
        Meeting(title="Met", date=TODAY - dt.timedelta(days=9), status="held", people=(yusuf.id,))
    )
    view = services.network.view(TODAY)
    by_name = {one.name: one for one in view.people}
    assert by_name["Yusuf Adeyemi"].by == "Helena Brandt"
    assert by_name["Yusuf Adeyemi"].last_met == TODAY - dt.timedelta(days=9)
    assert by_name["Helena Brandt"].opened == 1
    (opened,) = view.opened
    assert (opened.by, opened.met, opened.chances[0][1]) == ("Helena Brandt", "Yusuf Adeyemi", "First talk")
    only = services.network.view(TODAY, champions=True)
    assert [one.name for one in only.people] == ["Yusuf Adeyemi"]
    assert services.network.view(TODAY, arena="department", role="coach").people == ()
    assert [sector.arena for sector in services.network.view(TODAY, arena="department").sectors] == [
        "department"
    ]


def test_on_a_shared_screen_nobody_private_stands_on_the_map(services: Services) -> None:
    services.records.save(Person(title="Helena Brandt", arena="department", visibility="exportable"))
    services.records.save(Person(title="Ines Duarte", arena="department", confidential=True))
    seen = veiled(services)
    shown = seen.network.view(TODAY)
    assert "Ines Duarte" not in {one.name for one in shown.people}
    assert "Ines Duarte" not in {name for role in shown.roles for name in role.people}
    assert len(shown.places) == len(shown.people)
