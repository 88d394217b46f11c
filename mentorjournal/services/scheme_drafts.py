"""The text of rules that cannot be used yet, kept while it is written: the scheme follows its last right text."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

KEY = "scheme_drafts"


def scheme_draft(reader: Reader, scheme_id: str) -> str | None:
    """What is kept for a scheme, None where its text is right."""
    return _all(reader).get(scheme_id)


def keep_scheme_draft(change: Writer, scheme_id: str, text: str | None) -> None:
    """Keep a text, or forget the one kept; nothing is kept for a scheme that is erased."""
    drafts = _all(change)
    wanted = {
        key: value for key, value in drafts.items() if key != scheme_id and change.peek(key) is not None
    }
    if text is not None:
        wanted[scheme_id] = text
    if wanted != drafts:
        change.set_meta(KEY, wanted)


def forget_scheme_drafts(change: Writer, ids: Iterable[str]) -> None:
    """Forget what is kept for these schemes."""
    drafts, gone = _all(change), set(ids)
    if gone & drafts.keys():
        change.set_meta(KEY, {key: value for key, value in drafts.items() if key not in gone})


def _all(reader: Reader) -> dict[str, str]:
    kept = reader.meta(KEY)
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}
