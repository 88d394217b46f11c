"""Writing for an award: stories in STAR form with their limits, and the final reflection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from mentorjournal.errors import NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.award_writing_view import WritingView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.record import Record
from mentorjournal.model.types import Claim, Reflection, Scheme
from mentorjournal.services.stories import (
    STAR,
    FinalPage,
    Following,
    Limit,
    StoryCard,
    StoryPage,
    final_limit,
    story_words,
)
from mentorjournal.services.templates import template


class WritingPage(RecordPlace):
    """The list, a story or the final reflection, the inspector.

    `show_record` takes a scheme, a story, or a claim, whose story is shown or begun.
    """

    PLACE: ClassVar[str] = "awards"
    TITLE: ClassVar[str] = "Writing"
    TYPE: ClassVar[type[Record]] = Reflection
    WATCHES: ClassVar[tuple[str, ...]] = ("reflection", "scheme", "claim", "tag", "person", "attachment")
    view: WritingView

    def __init__(self, context: Context) -> None:
        self.scheme_id = ""
        self._for_claim = ""
        super().__init__(context)
        self.view.story.claim_wanted.connect(self.use_in)
        self.view.story.claim_off.connect(self.take_off)
        self.saver.made.connect(self._give_to_claim)

    @property
    def record_id(self) -> str:
        """The story or scheme whose text is shown, or an empty string."""
        return self.saver.record_id

    def make_list(self) -> CardList:
        """The final reflection, the stories of the scheme, and the others."""
        return CardList(self.tr("Stories and final reflection"), self.tr("New story"))

    def make_view(self) -> WritingView:
        """The page of one text."""
        return WritingView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What a story is for."""
        return EmptyState(
            self.tr("Tell what happened in four short parts; several awards can use the same story."),
            self.tr("New story"),
            self.tr(
                "“Three first-years asked for help with reports… All three passed; one now mentors others.”"
            ),
            "edit",
        )

    def items(self) -> Sequence[CardItem]:
        """The final reflection first."""
        page = self._final()
        cards = self.services.stories.cards()
        here = [card for card in cards if self._is_here(card)]
        others = [card for card in cards if not self._is_here(card)]
        name = page.scheme.title if page is not None else ""
        self.view.schemes = (Following(page.scheme.id, name, page.rules),) if page is not None else ()
        most = page.rules.story_words if page is not None and page.rules is not None else 0
        rest = self.tr("Other stories") if here else self.tr("Stories")
        return [
            *self._final_items(page),
            *(self._item(card, self.tr("In this scheme"), most) for card in here),
            *(self._item(card, rest, most) for card in others),
        ]

    def _is_here(self, card: StoryCard) -> bool:
        return bool(self.scheme_id) and any(use.scheme_id == self.scheme_id for use in card.uses)

    def _final(self) -> FinalPage | None:
        try:
            page = self.services.stories.final(self.scheme_id) if self.scheme_id else None
        except NotFound:
            return None
        return page if page is not None and page.scheme.deleted_at is None else None

    def _final_items(self, page: FinalPage | None) -> list[CardItem]:
        if page is None or not (page.scheme.final or (page.rules is not None and page.rules.final)):
            return []
        limit = final_limit(page.scheme.final, page.rules)
        text = self.tr("Final reflection")
        return [CardItem(page.scheme.id, text, limit.count, "", *self._badge(limit), page.scheme.title)]

    def _item(self, card: StoryCard, group: str, most: int) -> CardItem:
        story = card.story
        used = how_many(len(card.uses), self.tr("claim"), self.tr("claims")) if card.uses else ""
        second = [
            how_many(card.words, self.tr("word"), self.tr("words")),
            used,
            day_short(story.date, self.context.today()) if story.date else "",
        ]
        badge = self._badge(Limit("", card.words, most))
        return CardItem(
            story.id, story.title or self.tr("Story"), " · ".join(filter(None, second)), "", *badge, group
        )

    def _badge(self, limit: Limit) -> tuple[str, str]:
        return (self.tr("{0} too many").format(limit.over), "late") if limit.over else ("", "plain")

    def read(self, record_id: str) -> StoryPage | FinalPage:
        """A story or, by the id of its scheme, a final reflection."""
        if record_id == self.scheme_id:
            return self.services.stories.final(record_id)
        return self.services.stories.page(record_id, self.scheme_id)

    def record_of(self, page: StoryPage | FinalPage) -> Record:
        """The story, or the scheme that keeps the final reflection."""
        return page.story if isinstance(page, StoryPage) else page.scheme

    def draft(self) -> Reflection:
        """An empty story of today."""
        clinical = self.services.profile.owner().clinical
        return Reflection(
            template=STAR, date=self.context.today(), sections=template(STAR).blank(), clinical=clinical
        )

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """Title, day and length."""
        if isinstance(record, Reflection):
            return record.title, record.date, story_words(record.sections), record.template
        return (record,)

    def show_record(self, record_id: str) -> bool:
        """Show the writing of a scheme, a story, or the story of a claim."""
        found = self.services.records.peek(record_id)
        if found is None or found.deleted_at is not None:
            return False
        if isinstance(found, Scheme):
            return self._show_scheme(record_id)
        if isinstance(found, Claim):
            return self._show_claim(found)
        return isinstance(found, Reflection) and found.template == STAR and super().show_record(record_id)

    def _show_scheme(self, scheme_id: str) -> bool:
        if scheme_id == self.scheme_id or not self.flush():
            return True
        self.scheme_id = scheme_id
        self.reload_list()
        self._show_first(*self.keys())
        return True

    def _show_claim(self, claim: Claim) -> bool:
        if claim.scheme:
            self._show_scheme(claim.scheme)
        story = self.services.records.peek(claim.story) if claim.story else None
        if story is not None and story.deleted_at is None:
            return super().show_record(story.id)
        self.new_record()
        self._for_claim = claim.id
        self.view.caption.setText(self.tr("Story for the claim “{0}”").format(claim.title))
        return True

    def new_record(self) -> None:
        """An empty story to write; it is for no claim unless one asked for it."""
        self._for_claim = ""
        super().new_record()

    def delete_record(self) -> None:
        """Delete the story shown; a scheme is never deleted from here."""
        if not isinstance(self.saver.record, Scheme):
            super().delete_record()

    def use_in(self, claim_id: str) -> None:
        """Let a claim tell the story shown."""
        key = self.saver.ensure()
        if key:
            self.guarded(lambda: self.services.stories.use(key, claim_id, origin=self.origin))
            self._show_again()

    def take_off(self, claim_id: str) -> None:
        """Take the story shown off a claim."""
        key = self.saver.record_id
        if key and self.flush():
            self.guarded(lambda: self.services.stories.take_off(key, claim_id, origin=self.origin))
            self._show_again()

    def write_final(self) -> None:
        """Go on with the final reflection."""
        if self.scheme_id and self.flush():
            self._open(self.scheme_id)
            self.view.start()

    def commands(self) -> tuple[Command, ...]:
        """Those of a story only where one is shown."""
        names = {"reflection-new": self.tr("New story"), "reflection-delete": self.tr("Delete story")}
        found = tuple(replace(item, text=names.get(item.key, item.text)) for item in super().commands())
        if isinstance(self.saver.record, Scheme):
            found = tuple(command for command in found if command.key != "reflection-delete")
        if self._final_items(self._final()):
            found = (
                *found,
                Command("final-write", self.tr("Write the final reflection"), self.write_final, "edit"),
            )
        return found

    def more_commands(self) -> tuple[Command, ...]:
        """Use the story, and see it in the Journal."""
        if isinstance(self.saver.record, Scheme):
            return ()
        story = self.view.story
        there = Command(
            "story-journal", self.tr("Open this story in the Journal"), story.journal.click, "journal"
        )
        if self.context.read_only:
            return (there,)
        return (
            there,
            Command("story-use", self.tr("Use this story in a claim"), story.claims.setFocus, "claim"),
        )

    def _give_to_claim(self, story_id: str) -> None:
        """A story begun for a claim is that claim's with its first word."""
        claim, self._for_claim = self._for_claim, ""
        if claim:
            self.guarded(lambda: self.services.stories.use(story_id, claim, origin=self.origin))
            self.view.show_around(self.read(story_id))
