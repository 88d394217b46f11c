"""Figures of skills, one for each set and one for my own: where each began and stands, and how much shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mentorjournal.model.types import Framework, Skill
from mentorjournal.services.frameworks import levels_of
from mentorjournal.services.reporting.words import counted
from mentorjournal.storage.figure_skills import Rated, read_evidence, read_rated
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.reports.figure_blocks import DumbbellFigure

OWN_TITLE = "My own skills"
OWN_KEY = "own"


def skill_figures(
    reader: Reader, scrub: Callable[[str], str], most: int
) -> Iterator[tuple[str, str, DumbbellFigure, tuple[str, ...]]]:
    """(id of the set, title, figure, ids of its skills) of each set with a rating; confidential skills never."""
    from mentorjournal.reports.figure_blocks import DumbbellFigure, DumbbellRow

    rated, shown = read_rated(reader), read_evidence(reader)
    frames = {one.id: one for one in reader.find(Framework) if not one.set_aside}
    groups: dict[str, list[Skill]] = {}
    for skill in reader.find(Skill):
        if not (skill.set_aside or skill.confidential or (skill.framework and skill.framework not in frames)):
            groups.setdefault(skill.framework or "", []).append(skill)
    for frame_id in sorted(groups, key=lambda key: (key != "", frames[key].title if key else "")):
        frame = frames.get(frame_id)
        skills = sorted(groups[frame_id], key=lambda one: (one.place or 0.0, one.title.casefold()))
        if not any(one.id in rated for one in skills) or (frame is not None and frame.confidential):
            continue
        rows = tuple(
            DumbbellRow(
                scrub(one.title),
                rated.get(one.id, Rated()).first,
                rated.get(one.id, Rated()).now,
                one.wanted,
                shown.get(one.id, 0),
            )
            for one in skills[:most]
        )
        gaps = [row.label for row in rows if row.wanted is not None and (row.now or 0.0) < row.wanted]
        bare = sum(row.now is not None and not row.shown for row in rows)
        said = f" Not there yet: {', '.join(gaps)}." if gaps else ""
        lacking = f" Without evidence: {counted(bare, 'skill')}." if bare else ""
        yield (
            frame_id or OWN_KEY,
            scrub(frame.title) if frame is not None else OWN_TITLE,
            DumbbellFigure(
                rows,
                tuple((float(step), scrub(words)) for step, words in levels_of(frame)),
                f"First and newest rating of each skill, by myself.{said}{lacking}",
                f"Lines from the first to the newest rating of {counted(len(rows), 'skill')}.{said}{lacking}",
            ),
            tuple(one.id for one in skills[:most]),
        )
