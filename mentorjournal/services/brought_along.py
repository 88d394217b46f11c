"""What an import brought beside records, the owner and settings: it goes where undo takes the import back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mentorjournal.storage.notes import BROUGHT
from mentorjournal.storage.writer import Writer


def bring(change: Writer, values: Mapping[str, Any], record_id: str) -> None:
    """Set values of the journal that belong to the import this record comes in with."""
    from mentorjournal.storage.mending import IDENTITY

    for key, value in values.items():
        change.set_meta(key, value)
    # Backups made since are found by the name of the journal, so that stays.
    kept = {key: value for key, value in values.items() if key != IDENTITY}
    change.set_meta(BROUGHT, {"record": record_id, "values": kept})


@contextmanager
def followed(change: Writer) -> Iterator[None]:
    """Within it records are undone or redone: what came with an import goes and comes back with them.

    A value that was changed since stays, and one that was set anew is not replaced.
    """
    brought = change.meta(BROUGHT)
    if not isinstance(brought, dict):
        yield
        return
    was_here = change.peek(brought["record"]) is not None
    yield
    is_here = change.peek(brought["record"]) is not None
    for key, value in brought["values"].items():
        if was_here and not is_here and change.meta(key) == value:
            change.drop_meta(key)
        elif is_here and not was_here and change.meta(key) is None:
            change.set_meta(key, value)
