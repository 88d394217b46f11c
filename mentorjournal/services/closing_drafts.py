"""What is chosen and written at the end of a relationship, kept on the way there: it is in no record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

KEY = "closing_drafts"


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    """`paper` is the handover page in the reader's own words, "" where they wrote none; `fates` give actions
    by their ids what shall become of them."""

    paper: str = ""
    fates: Mapping[str, str] = field(default_factory=dict)


def closing_draft(reader: Reader, relationship_id: str) -> ClosingDraft:
    """What is kept for a relationship."""
    kept = _all(reader).get(relationship_id, {})
    return ClosingDraft(str(kept.get("paper", "")), dict(kept.get("fates", {})))


def keep_closing_draft(change: Writer, relationship_id: str, draft: ClosingDraft) -> None:
    """Keep it; nothing is kept for nothing, and for no relationship that is erased."""
    drafts = {key: value for key, value in _all(change).items() if change.peek(key) is not None}
    drafts.pop(relationship_id, None)
    if draft.paper or draft.fates:
        drafts[relationship_id] = {"paper": draft.paper, "fates": dict(draft.fates)}
    change.set_meta(KEY, drafts)


def forget_closing_drafts(change: Writer, ids: Iterable[str]) -> None:
    """Forget what is kept for these relationships."""
    drafts, gone = _all(change), set(ids)
    if gone & drafts.keys():
        change.set_meta(KEY, {key: value for key, value in drafts.items() if key not in gone})


def _all(reader: Reader) -> dict[str, Any]:
    kept = reader.meta(KEY)
    return kept if isinstance(kept, dict) else {}
