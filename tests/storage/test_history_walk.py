"""Undo, redo and restore in any order through the service: each depth of the history is one state."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from soak.history import walk


@settings(max_examples=3, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_any_way_through_the_history_leads_to_equal_journals(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        counts = walk(seed, Path(folder), acts=14)
    assert counts.total() >= 14
