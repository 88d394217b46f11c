"""What answers to one packet have brought so far, so that neither their order nor their number matters."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from mentorjournal.services.packets.texts import merged


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an answer said: which version of it is the newest that came (`stamp`), and what became of it.

    Of a text: `theirs` as it came, the journal's own `before` it, and `after` it.
    """

    stamp: str
    theirs: str = ""
    before: str = ""
    after: str = ""


@dataclass
class Taken:
    """Every item by its key; kept with the packet that was sent, so undo takes it back too."""

    items: dict[str, Item] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Taken:
        """Of its JSON; nothing for an empty text."""
        return cls({key: Item(**value) for key, value in json.loads(text or "{}").items()})

    def written(self) -> str:
        """As JSON."""
        plain = {
            key: {"stamp": item.stamp, "theirs": item.theirs, "before": item.before, "after": item.after}
            for key, item in self.items.items()
        }
        return json.dumps(plain, ensure_ascii=False)

    def is_new(self, key: str, stamp: str) -> bool:
        """Whether a version of an item is newer than the newest that came."""
        known = self.items.get(key)
        return known is None or known.stamp < stamp

    def note(self, key: str, stamp: str) -> None:
        """Keep that this version of an item came."""
        self.items[key] = Item(stamp)

    def text(self, key: str, stamp: str, base: str, mine: str, theirs: str) -> tuple[str, bool]:
        """What a text is to be now that this version came, and whether both are in it.

        `base` is what both began from. Where the journal's own was not touched since an earlier version was taken,
        that one is taken back first, so that the newest counts alone, whichever came first. One that never went in
        is nothing to begin from.
        """
        known = self.items.get(key)
        if known is not None and mine == known.after:
            mine = known.before
        elif known is not None and known.after != known.before:
            base = known.theirs
        both = merged(base, mine, theirs)
        after = mine if both is None else both
        self.items[key] = Item(stamp, theirs, mine, after)
        return after, both is not None

    def stayed_out(self, key: str) -> None:
        """Keep that the version which came did not go into the text."""
        self.items[key] = replace(self.items[key], after=self.items[key].before)
