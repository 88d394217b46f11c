"""Record ids: UUID version 7 (RFC 9562), made here and never reused, so journals can meet later."""

from __future__ import annotations


def new_id() -> str:
    """A fresh id, 36 characters, that sorts by the moment it was made."""
    from uuid6 import uuid7  # an opening window needs no new id

    return str(uuid7())
