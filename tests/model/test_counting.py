"""Words are counted once, and the same way on screen and for paper."""

from __future__ import annotations

import pytest

from mentorjournal.model.counting import count_sections, count_words
from mentorjournal.model.fields import Section
from mentorjournal.services.reporting.words import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("- [ ] **Dr Brandt** waited", 3),
        ("It's a follow-up.", 3),
        ("See [the slides](https://example.org/a-b-c)", 3),
        ("## Now what?", 2),
        ("naïve Übung 日本", 3),
        ("cafe\u0301 au lait", 3),
        ("हिन्दी में लिखा", 3),
        ("كِتَابٌ جديد", 2),
        ("re\u00adsearch", 1),
    ],
)
def test_words_are_counted_without_marks(text: str, count: int) -> None:
    assert count_words(text) == count


def test_headings_of_sections_are_not_counted() -> None:
    parts = (Section("what", "The whole situation", "Two words"), Section("task", "Task", "*One*"))
    assert count_sections(parts) == 3


def test_paper_counts_as_the_editor_does() -> None:
    text = "- [ ] See [the slides](https://example.org) *twice*"
    assert word_count(text) == count_words(text) == 4
