"""An answer written by hand as JSON, as the command line takes it: only what is answered has to be there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.packet_json import answer_from
from mentorjournal.interchange.packet_plain import Answer, Contents
from mentorjournal.model.ids import new_id
from mentorjournal.services.packets import anchors

_MOST: Final = 4 << 20
_BLANK: Final[dict[str, Any]] = {
    "comments": [],
    "replies": {},
    "feedback": {},
    "consent": False,
    "done": {},
    "agreed_on": None,
    "agreed_name": "",
    "texts": [],
}


def read_answer(contents: Contents, path: Path) -> Answer:
    """The answer in a JSON file. A comment needs its record and text; with `quote` the words it is about.

    Raises ImportRefused where it cannot be read, makes no sense, or quotes words that the packet does not hold.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST + 1)
        plain = json.loads(data.decode("utf-8-sig")) if len(data) <= _MOST else None
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read ({error.strerror}). Nothing was done.") from error
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or not isinstance(plain.get("comments", []), list):
        raise ImportRefused(f"{path.name} is no answer written as JSON. Nothing was done.")
    comments = [_comment(contents, one) for one in plain.get("comments", [])]
    return answer_from({**_BLANK, **plain, "comments": comments})


def _comment(contents: Contents, plain: Any) -> Mapping[str, Any]:
    if not isinstance(plain, dict):
        raise ImportRefused("A comment in the answer makes no sense. Nothing was done.")
    quote, spot = plain.get("quote", ""), (str(plain.get("part", "")), str(plain.get("section", "")))
    anchor = anchors.take("", 0, 0)
    if isinstance(quote, str) and quote:
        sent = contents.sent(str(plain.get("record")))
        text = sent.text(*spot) if sent else ""
        start = text.find(quote)
        if start < 0:
            raise ImportRefused(f"The packet does not hold the words “{quote[:60]}” there. Nothing was done.")
        anchor = anchors.take(text, start, start + len(quote))
    return {
        "id": new_id(),
        "kind": "comment",
        "part": spot[0],
        "section": spot[1],
        "text": "",
        "words": "",
        "edited": dt.datetime.now(dt.UTC).isoformat(),
        **plain,
        **anchor._asdict(),
    }
