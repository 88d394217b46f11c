"""Stories in STAR form and the final reflection: how long, for which schemes, and when they were written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorjournal.model.counting import count_sections, count_words
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import SchemeMistake, SchemeRules, rules_of
from mentorjournal.model.types import Claim, Reflection, Scheme
from mentorjournal.services.reporting.words import counted
from mentorjournal.services.written import Moments, moments
from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked_to_any
from mentorjournal.storage.tables import columns

STAR = "star"
"""The template of a story."""
PARTS = {"what": "situation", "task": "task", "action": "action", "result": "result"}
"""The tags of a story's four parts, and the names by which the rules limit them.

What else an entry of this template holds, such as what was learned, is no part of the story: it is neither counted nor told.
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many words of at most `most` (0: no limit); `name` is whose limit it is."""

    name: str
    words: int
    most: int

    @property
    def over(self) -> int:
        """How many words too many."""
        return max(0, self.words - self.most) if self.most else 0

    @property
    def count(self) -> str:
        """`212 of 200 words, 12 too many`, or `212 words, no limit`."""
        if not self.most:
            return f"{counted(self.words, 'word')}, no limit"
        too_many = f", {self.over:,} too many" if self.over else ""
        return f"{self.words:,} of {counted(self.most, 'word')}{too_many}"


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that a story stands in, and its scheme."""

    claim_id: str
    claim: str
    scheme_id: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Following:
    """A scheme a story is written for, with its rules; None where they cannot be read."""

    id: str
    name: str
    rules: SchemeRules | None


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as the list shows it: its words, and the claims it stands in."""

    story: Reflection
    words: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with its uses, the schemes it is for, its moments, and the claims it could stand in as well."""

    story: Reflection
    uses: tuple[Use, ...]
    schemes: tuple[Following, ...]
    moments: Moments
    offered: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class FinalPage:
    """The final reflection of a scheme; `rules` is None where they cannot be read, `trouble` says why."""

    scheme: Scheme
    rules: SchemeRules | None
    trouble: str = ""


class Stories:
    """What a person writes for awards. A story is a reflection of the Journal: there is one text of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[StoryCard, ...]:
        """Every story, the newest first."""
        with self._database.reading() as reader:
            found = reader.find(Reflection, columns(Reflection).template == STAR)
            uses = _uses(reader, [story.id for story in found])
        return tuple(
            StoryCard(story, story_words(story.sections), tuple(uses.get(story.id, ()))) for story in found
        )

    def page(self, story_id: str, scheme_id: str = "") -> StoryPage:
        """A story with what its page shows; `scheme_id` is a scheme it is looked at for. Raises NotFound."""
        with self._database.reading() as reader:
            story = reader.get(Reflection, story_id)
            uses = tuple(_uses(reader, [story_id]).get(story_id, ()))
            schemes = {one.id: one for one in reader.find(Scheme, order=(columns(Scheme).title,))}
            wanted = list(dict.fromkeys([scheme_id, *(use.scheme_id for use in uses)]))
            return StoryPage(
                story,
                uses,
                tuple(_following(schemes[key]) for key in wanted if key in schemes),
                moments(story, revisions.versions(reader, story_id)),
                _offered(reader, {use.claim_id for use in uses}, schemes, scheme_id),
            )

    def final(self, scheme_id: str) -> FinalPage:
        """The final reflection of a scheme. Raises NotFound."""
        with self._database.reading() as reader:
            scheme = reader.get(Scheme, scheme_id)
        try:
            return FinalPage(scheme, rules_of(scheme))
        except SchemeMistake as mistake:
            return FinalPage(scheme, None, mistake.message)

    def use(self, story_id: str, claim_id: str, *, origin: str = "") -> Claim:
        """Let a claim tell this story, in place of another it may have had. Raises NotFound."""
        with self._database.writing("Use story in a claim", origin=origin) as change:
            change.get(Reflection, story_id)
            return change.put(replace(change.get(Claim, claim_id), story=story_id))

    def take_off(self, story_id: str, claim_id: str, *, origin: str = "") -> None:
        """Take a story off a claim; the story stays. Raises NotFound."""
        with self._database.writing("Take story off a claim", origin=origin) as change:
            claim = change.get(Claim, claim_id)
            if claim.story == story_id:
                change.put(replace(claim, story=None))


def parts_told(story: Reflection) -> tuple[Section, ...]:
    """What of an entry is told where it serves as a story: its four parts; of another template's entry, all."""
    if story.template != STAR:
        return story.sections
    return tuple(part for part in story.sections if part.tag in PARTS)


def story_words(sections: Iterable[Section]) -> int:
    """Words in the four parts of a story."""
    return count_sections(part for part in sections if part.tag in PARTS)


def story_limits(sections: Sequence[Section], schemes: Sequence[Following]) -> tuple[Limit, ...]:
    """The whole story against each scheme's limit."""
    words = story_words(sections)
    return tuple(Limit(one.name, words, one.rules.story_words if one.rules else 0) for one in schemes)


def part_limits(part: Section, schemes: Sequence[Following]) -> tuple[Limit, ...]:
    """One part of a story against the schemes that limit it; without any, its words alone."""
    words = count_words(part.text)
    found = tuple(
        Limit(one.name, words, most)
        for one in schemes
        if one.rules and (most := _part_limit(one.rules, part.tag))
    )
    return found or (Limit("", words, 0),)


def final_sections(final: Sequence[Section], rules: SchemeRules | None) -> tuple[Section, ...]:
    """A section for each question the rules ask now, then what was written to those they ask no more."""
    kept = {part.tag: part for part in final}
    asked = () if rules is None else rules.final
    now = tuple(Section(one.key, one.heading, kept[one.key].text if one.key in kept else "") for one in asked)
    keys = {one.key for one in asked}
    return (*now, *(part for part in final if part.tag not in keys and part.text.strip()))


def final_limit(sections: Iterable[Section], rules: SchemeRules | None) -> Limit:
    """The whole final reflection against the rules; what they ask no more is not counted."""
    if rules is None:
        return Limit("", count_sections(sections), 0)
    keys = {one.key for one in rules.final}
    return Limit("", count_sections(part for part in sections if part.tag in keys), rules.final_words)


def _part_limit(rules: SchemeRules, tag: str) -> int:
    limits = dict(rules.story_limits)
    return limits.get(PARTS.get(tag, ""), 0)


def _following(scheme: Scheme) -> Following:
    try:
        return Following(scheme.id, scheme.title, rules_of(scheme))
    except SchemeMistake:
        return Following(scheme.id, scheme.title, None)


def _uses(reader: Reader, stories: Sequence[str]) -> dict[str, list[Use]]:
    claims = (
        reader.find(Claim, linked_to_any("story", stories), order=(columns(Claim).title,)) if stories else ()
    )
    names = reader.titles({claim.scheme for claim in claims if claim.scheme})
    found: dict[str, list[Use]] = {}
    for claim in claims:
        use = Use(claim.id, claim.title, claim.scheme or "", names.get(claim.scheme or "", ""))
        found.setdefault(claim.story or "", []).append(use)
    return found


def _offered(reader: Reader, taken: set[str], schemes: dict[str, Scheme], first: str) -> tuple[Use, ...]:
    """The other claims, those of the scheme looked at before the rest."""
    claims = reader.find(Claim, order=(columns(Claim).title,))
    uses = [
        Use(one.id, one.title, one.scheme, schemes[one.scheme].title)
        for one in claims
        if one.id not in taken and one.scheme in schemes
    ]
    return tuple(sorted(uses, key=lambda use: (use.scheme_id != first, use.scheme.casefold())))
