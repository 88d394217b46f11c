"""An answer written by hand as JSON, as the command line takes it: only what is answered has to be there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.packet_json import answer_from
from mentorjournal.interchange.packet_plain import Answer, Contents, Passage, Sent
from mentorjournal.model.ids import new_id
from mentorjournal.services.packets import anchors

_MOST: Final = 4 << 20
MOST_NAMED: Final = 20
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

_EXPECTED: Final = {
    "comments": "it is a list; each has a record, a text, and a kind that is comment or suggestion.",
    "replies": "it has a text for each question, by its id.",
    "feedback": "it has a text for each question of the form, by its tag.",
    "consent": "it is true or false.",
    "done": "it has a day for each action, by its id, as 2026-04-14.",
    "agreed_on": "it is a day, as 2026-04-14.",
    "agreed_name": "it is a name.",
    "texts": "it is a list; each has a record, a part, a section and a text.",
}
_OF_A_COMMENT: Final = ("record", "part", "section", "quote", "text", "kind", "words", "id", "edited")


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
    _refuse_unknown("The answer", plain, [name for name in _BLANK if name != "agreed_name"])
    if plain.get("agreed_on") is not None and not contents.agreement:
        raise ImportRefused(
            "The packet asks for no signature, so “agreed_on” has no place. Nothing was done."
        )
    comments = [_comment(contents, one) for one in plain.get("comments", [])]
    answer = _read({**_BLANK, **plain, "comments": comments})
    form = contents.form.parts if contents.form is not None else ()
    _refuse_others("question", answer.replies, [one.id for one in contents.questions])
    _refuse_others("question of the form", answer.feedback, [part.tag for part in form])
    _refuse_others("action item to tick", answer.done, contents.actions)
    for record, part, section in answer.texts:
        _refuse_place(_sent(contents, record), part, section)
    return answer


def laid_over(begun: Answer, said: Answer) -> Answer:
    """What was begun before and what is said now, which counts where both say something of the same."""
    known = {replace(remark, id="", edited="") for remark in begun.comments}
    new = tuple(one for one in said.comments if replace(one, id="", edited="") not in known)
    return Answer(
        comments=(*(one for one in begun.comments if one.id not in {other.id for other in new}), *new),
        replies={**begun.replies, **said.replies},
        feedback={**begun.feedback, **said.feedback},
        consent=begun.consent or said.consent,
        done={**begun.done, **said.done},
        agreed_on=said.agreed_on or begun.agreed_on,
        agreed_name=said.agreed_name or begun.agreed_name,
        texts={**begun.texts, **said.texts},
    )


def _read(plain: Mapping[str, Any]) -> Answer:
    """The answer. Raises ImportRefused, which names the field whose value makes no sense."""
    for name, value in plain.items():
        try:
            answer_from({**_BLANK, name: value})
        except ImportRefused:
            raise ImportRefused(
                f"“{name}” in the answer makes no sense: {_EXPECTED[name]} Nothing was done."
            ) from None
    return answer_from(plain)


def _refuse_unknown(what: str, plain: Mapping[str, Any], known: Sequence[str]) -> None:
    """Raise ImportRefused for a field of a name that means nothing: it may be one that was misspelt."""
    for name in plain:
        if name not in known:
            there = ", ".join(known)
            raise ImportRefused(
                f"{what} has a field “{str(name)[:60]}”. It may have {there}. Nothing was done."
            )


def _comment(contents: Contents, plain: Any) -> Mapping[str, Any]:
    if not isinstance(plain, dict):
        raise ImportRefused("A comment in the answer makes no sense. Nothing was done.")
    _refuse_unknown("A comment in the answer", plain, _OF_A_COMMENT)
    quote, spot = plain.get("quote", ""), (str(plain.get("part", "")), str(plain.get("section", "")))
    anchor = anchors.take("", 0, 0)
    sent = _sent(contents, str(plain.get("record", "")))
    if any(spot) or quote:
        _refuse_place(sent, *spot)
    if isinstance(quote, str) and quote:
        text = sent.text(*spot)
        start = text.find(quote)
        if start < 0:
            at = [one for one in sent.passages() if quote in one.text]
            where = f" They stand in {_places(at)}." if at else ""
            raise ImportRefused(
                f"The packet does not hold the words “{quote[:60]}” there.{where} Nothing was done."
            )
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


def _sent(contents: Contents, record_id: str) -> Sent:
    sent = contents.sent(record_id)
    if sent is None:
        raise _other("record", record_id, [one.id for one in contents.records])
    return sent


def _refuse_place(sent: Sent, part: str, section: str) -> None:
    """Raise ImportRefused, which lists the places there are, where a record has no text at one."""
    there = sent.passages()
    if not any((one.part, one.section) == (part, section) for one in there):
        named = f"section “{section[:60]}” of part “{part[:60]}”" if section else f"part “{part[:60]}”"
        raise ImportRefused(f"Record {sent.id} has no {named}. It has {_places(there)}. Nothing was done.")


def _places(there: Iterable[Passage]) -> str:
    """`part “title”; part “sections”, section “what”`."""
    named = (f"part “{one.part}”" + (f", section “{one.section}”" if one.section else "") for one in there)
    return "; ".join(named) or "no text"


def _refuse_others(what: str, given: Iterable[str], known: Sequence[str]) -> None:
    for one in given:
        if one not in known:
            raise _other(what, one, known)


def _other(what: str, given: str, known: Sequence[str]) -> ImportRefused:
    """An answer is about something that the packet has not: the error lists what there is."""
    there = ", ".join(known[:MOST_NAMED]) + (", …" if len(known) > MOST_NAMED else "")
    has = f"It has {there}." if known else "It has none."
    return ImportRefused(f"The packet has no {what} “{given[:60]}”. {has} Nothing was done.")
