"""The defect of PySide6 that ends the process must not be in the version installed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

# Few enough that the process survives to say so: None starts with some thousand references.
CALLS = 1_000
# Other code that runs in between may move the count by a few; the defect moves it by one a call.
TOLERANCE = CALLS // 10


def test_calls_into_qt_keep_their_references_to_none() -> None:
    """Source: PySide6 6.12.0 on Python 3.11, where each call that returns nothing releases one."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < TOLERANCE
