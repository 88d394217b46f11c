"""How a relationship stands in the list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.widgets.agreement_card import review_badge
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.types import Agreement
from mentorjournal.services.relationships import TieCard


def card_item(card: TieCard, today: dt.date, tr: Callable[[str], str]) -> CardItem:
    """Whose it is, where we are, and a review that is due or when we met."""
    tie = card.relationship
    groups = {
        "active": tr("Active"),
        "search": tr("In search"),
        "paused": tr("Paused"),
        "archived": tr("Archived"),
        "declined": tr("Declined"),
        "closed": tr("Closed"),
    }
    review, kind = review_badge(Agreement(review_on=card.review_on), today)
    badge = review if card.group == "active" else ""
    if not badge and card.last_met is not None:
        badge, kind = tr("met {0}").format(day_short(card.last_met, today)), "plain"
    second = label("phase", tie.phase)
    if card.group == "search" and tie.stage:
        second = label("search_stage", tie.stage)
    elif card.group == "declined":
        second = ""
    elif card.group == "paused" and tie.paused_until:
        second = tr("until {0}").format(day_short(tie.paused_until, today))
    first, more = card.lines
    below = ", ".join(part for part in (more, second) if part)
    return CardItem(tie.id, first, below, "", badge, kind, groups[card.group])
