"""Entries of a portfolio that are no journal entries: plans, activities, people, resources, comments."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from mentorjournal.interchange.leap2a_feed import Item
from mentorjournal.interchange.leap2a_fields import OWN, record_of
from mentorjournal.interchange.leap2a_tree import Tree, kind_of
from mentorjournal.interchange.leap2a_when import Dates, published, updated
from mentorjournal.interchange.references import one_line
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Activity, Feedback, Goal, Milestone, Person, Resource

_STAGES: Final = {
    "planned": "planned",
    "started": "active",
    "in_progress": "active",
    "completed": "achieved",
    "achieved": "achieved",
    "abandoned": "dropped",
    "cancelled": "dropped",
    "postponed": "paused",
}
_AREAS: Final = {
    "Education": "learning",
    "Volunteering": "community",
    "Community": "community",
    "Work": "other",
    "Placement": "other",
}
_CATEGORIES: Final = {"achievement": "learning", "affiliation": "service"}
_RESOURCES: Final = {"Printed": "book", "Web": "link", "Offline": "file", "Human": "talk"}
_PHONES: Final = ("workphone", "mobile", "homephone", "phone")


class Records:
    """Makes the record of an entry, without its tags, files and links."""

    def __init__(self, tree: Tree, dates: Dates) -> None:
        self._tree, self._dates = tree, dates

    def of(self, item: Item, kind: str, text: str, ours: str) -> Record:
        """The record; what our own export wrote has its fields as they were."""
        make = OWN.get(ours)
        if make is not None:
            return self._own(item, make, text)
        title = item.title or one_line(text.strip().partition("\n")[0])[:80]
        made: dict[str, Any] = {
            "title": title or kind.capitalize(),
            "date": self._day(item, kind),
            "source_id": self._tree.source_id(item),
        }
        if kind == "plan":
            return self._plan(item, text, made)
        if kind in ("activity", "achievement", "affiliation"):
            return self._activity(item, kind, text, made)
        if kind == "person":
            return self._person(item, text, made)
        if kind == "comment":
            return self._comment(item, text, made)
        return self._resource(item, kind, text, made)

    def _day(self, item: Item, kind: str) -> dt.date | None:
        points = {"plan": (), "achievement": ("end", "start", "target")}.get(kind, ("start", "end", "target"))
        when = self._dates.point(item, *points) or published(item)
        return when.day if when else None

    def _plan(self, item: Item, text: str, made: dict[str, Any]) -> Record:
        stage = item.values.get("stage", "")
        due = self._dates.day(item, "target")
        changed = updated(item)
        done = (
            self._dates.day(item, "end") or (changed.day if changed else due)
            if stage == "completed"
            else None
        )
        if self._tree.plan_above(item) is None:
            status = _STAGES.get(stage, "active")
            start = self._dates.day(item, "start")
            return Goal(**made, why=text, status=status, start=start, target=due, closed_on=done)
        if self._tree.has_plans(item) and not text:
            return Milestone(**made, due=due, original_due=due, done_on=done)
        let_go = (changed.day if changed else due) if _STAGES.get(stage) == "dropped" else None
        return ActionItem(**made, due=due, done_on=done, let_go_on=let_go, detail=text)

    def _activity(self, item: Item, kind: str, text: str, made: dict[str, Any]) -> Activity:
        areas = (_AREAS[term] for term in item.terms("life_area") if term in _AREAS)
        organisation = self._tree.behind(item, "organization", "supported_by", "related", "has_agent")
        role = item.values.get("myrole", "")
        return Activity(
            **made,
            category=_CATEGORIES.get(kind) or next(areas, "other"),
            role=one_line(role),
            provider=organisation.title if organisation else "",
            output=made["title"] if kind == "achievement" else "",
            detail=text,
        )

    def _person(self, item: Item, text: str, made: dict[str, Any]) -> Person:
        said = {name: one_line(value) for name, _, value in reversed(item.data)}
        return Person(
            **made,
            email=said.get("email", ""),
            phone=next((said[name] for name in _PHONES if said.get(name)), ""),
            notes=text,
        )

    def _comment(self, item: Item, text: str, made: dict[str, Any]) -> Feedback:
        about = next((one for key in item.hrefs("reflects_on") if (one := self._tree.get(key))), None)
        on_what = about.title if about else ""
        made["title"] = item.title or (f"Comment on {on_what}" if on_what else "Comment")
        return Feedback(**made, on_what=on_what, sections=(Section("free", "", text),) if text else ())

    def _resource(self, item: Item, kind: str, text: str, made: dict[str, Any]) -> Resource:
        kinds = (_RESOURCES[term] for term in item.terms("resource_type") if term in _RESOURCES)
        end = self._dates.day(item, "end", "start")
        published_kind = kind == "publication"
        address = address_of(item)
        other = "article" if published_kind else "link" if address or not item.hrefs("enclosure") else "file"
        return Resource(
            **made,
            kind=next(kinds, other),
            year=float(end.year) if end and published_kind else None,
            url=address,
            status="done" if published_kind else "to_read",
            notes=text,
        )

    def _own(self, item: Item, make: type[Record], text: str) -> Record:
        """A record our own export wrote."""
        when = published(item)
        given = {
            "title": item.title,
            "source_id": self._tree.source_id(item),
            "date": when.day if when else None,
        }
        return record_of(make, item.categories, text, given)


def address_of(item: Item) -> str:
    """The address on the network that an entry stands for."""
    found = (item.source, *item.hrefs("alternate", "related", "enclosure", "via"))
    return one_line(next((href for href in found if href.startswith(("http://", "https://"))), ""))[:2_000]


def is_merged(tree: Tree, item: Item) -> bool:
    """Whether an organisation is no more than the place of an activity."""
    supported = (tree.get(key) for key in item.hrefs("supports", "related"))
    return any(
        one is not None and kind_of(one) in ("activity", "achievement", "affiliation") for one in supported
    )
