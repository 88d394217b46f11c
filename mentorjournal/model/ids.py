"""Record ids: UUID version 7 (RFC 9562), made here and never reused, so journals can meet later."""

from __future__ import annotations

from uuid6 import uuid7


def new_id() -> str:
    """A fresh id, 36 characters, that sorts by the moment it was made."""
    return str(uuid7())
