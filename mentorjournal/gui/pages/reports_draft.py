"""How the choices of each kind of document are kept with the journal, and read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mentorjournal.gui.pages.reports_choices import DISPLAYS, PERIODS, Choices
from mentorjournal.services.reporting.kinds import KINDS

FIRST: Final = "progress"
MOST_KEPT: Final = 5000
_TEXTS: Final = ("scheme", "layout", "purpose", "for_whom", "own_words", "period")
_SETS: Final = ("added", "dropped", "whole", "seen")
_PAPERS: Final = ("", "a4", "letter")


@dataclass(frozen=True)
class Drafts:
    """The choices of every kind that was used, and the kind that is shown."""

    document: str = FIRST
    kinds: Mapping[str, Choices] = field(default_factory=dict)

    @property
    def choices(self) -> Choices:
        """Those of the kind that is shown."""
        first = Choices(document=self.document, period=KINDS[self.document].period)
        return self.kinds.get(self.document, first)

    def on(self, document: str) -> Drafts:
        """The same with another kind shown."""
        return replace(self, document=document if document in KINDS else self.document)

    def taking(self, choices: Choices) -> Drafts:
        """The same with these choices of their kind, which is shown."""
        return Drafts(choices.document, {**self.kinds, choices.document: choices})

    def as_json(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "document": self.document,
            "kinds": {key: _as_json(choices) for key, choices in self.kinds.items()},
        }


def drafts_from(kept: Mapping[str, Any]) -> Drafts:
    """What was kept, also by the version that knew one kind only; what makes no sense gives way to defaults."""
    kinds = kept.get("kinds", {FIRST: kept} if kept else {})
    known = {key: kinds[key] for key in KINDS if isinstance(kinds, dict) and key in kinds}
    document = kept.get("document")
    return Drafts(
        str(document) if document in KINDS else FIRST,
        {key: from_json(key, draft) for key, draft in known.items() if isinstance(draft, dict)},
    )


def from_json(document: str, draft: Mapping[str, Any]) -> Choices:
    """The choices of one kind as kept."""
    texts: dict[str, Any] = {name: _text(draft.get(name)) for name in _TEXTS}
    sets: dict[str, Any] = {name: _ids(draft.get(name)) for name in _SETS}
    known = draft.get("period") in (*PERIODS, "")
    paper = _text(draft.get("paper"))
    return Choices(
        document=document,
        **{**texts, "period": texts["period"] if known else "twelve"},
        since=_day(draft.get("since")),
        until=_day(draft.get("until")),
        paper=paper if paper in _PAPERS else "",
        evidence=draft.get("evidence") is not False,
        own_copy=draft.get("own_copy") is True,
        names=_names(draft.get("names")),
        **sets,
    )


def _as_json(choices: Choices) -> dict[str, Any]:
    return {
        **{name: getattr(choices, name) for name in _TEXTS},
        "since": choices.since.isoformat() if choices.since else "",
        "until": choices.until.isoformat() if choices.until else "",
        "paper": choices.paper,
        "evidence": choices.evidence,
        "own_copy": choices.own_copy,
        "names": dict(sorted(choices.names.items())),
        **{name: sorted(getattr(choices, name))[:MOST_KEPT] for name in _SETS},
        # Whatever was unticked stays so: what is forgotten here would be printed.
        "dropped": sorted(choices.dropped),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _ids(value: object) -> frozenset[str]:
    return frozenset(filter(None, map(_text, value))) if isinstance(value, list) else frozenset()


def _names(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key): shown for key, shown in value.items() if shown in DISPLAYS}
