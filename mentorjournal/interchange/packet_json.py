"""A review packet and its answer as JSON values and back; nothing of a strange one is believed unchecked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange import age_keys
from mentorjournal.interchange.packet_plain import (
    REMARKS,
    Anchor,
    Answer,
    Asked,
    Contents,
    Form,
    FormPart,
    PacketFile,
    Remark,
    Reply,
    Sent,
    Told,
)
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.plain import from_plain, to_plain
from mentorjournal.model.record import STAMPS
from mentorjournal.model.types import RECORD_TYPES

FORMAT: Final = "mentorjournal-packet"
VERSION: Final = 1
MOST_ITEMS: Final = 20_000
_LINE: Final = 2_000
_NOTE: Final = 1_000_000
_ID: Final = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
T = TypeVar("T")


class _Wrong(ValueError):
    """A value of the wrong shape."""


def contents_plain(said: Contents) -> dict[str, Any]:
    """A packet as a JSON object."""
    form = said.form
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": "review",
        "id": said.id,
        "made_at": said.made_at.isoformat(),
        "author": said.author,
        "author_key": said.author_key,
        "for_whom": said.for_whom,
        "title": said.title,
        "purpose": said.purpose,
        "records": [
            {"id": r.id, "type": r.type, "revision": r.revision, "plain": dict(r.plain)} for r in said.records
        ],
        "questions": [{"id": q.id, "text": q.text} for q in said.questions],
        "form": None if form is None else asdict(form),
        "agreement": said.agreement,
        "actions": list(said.actions),
        "comments": [{name: getattr(one, name) for name in Told.__slots__} for one in said.comments],
        "files": [{name: getattr(one, name) for name in PacketFile.__slots__} for one in said.files],
    }


def contents_from(plain: Mapping[str, Any]) -> Contents:
    """A packet of its JSON object. Raises ImportRefused."""
    return _read(_contents, plain)


def _contents(plain: Mapping[str, Any]) -> Contents:
    form = plain.get("form")
    made = Contents(
        id=_id(plain["id"]),
        made_at=_moment(plain["made_at"]),
        author=_line(plain["author"]),
        author_key=_key(plain["author_key"]),
        for_whom=_line(plain["for_whom"]),
        title=_line(plain["title"]),
        purpose=_note(plain["purpose"]),
        records=tuple(map(_sent, _list(plain["records"]))),
        questions=tuple(Asked(_id(one["id"]), _note(one["text"])) for one in _list(plain["questions"])),
        form=None if form is None else _form(form),
        agreement=_id(plain["agreement"]) if plain["agreement"] else "",
        actions=tuple(map(_id, _list(plain["actions"]))),
        comments=tuple(map(_told, _list(plain["comments"]))),
        files=tuple(map(_file, _list(plain["files"]))),
    )
    ids = [one.id for one in made.records]
    if len(set(ids)) != len(ids) or not {*made.actions, *filter(None, (made.agreement,))} <= set(ids):
        raise _Wrong("ids")
    return made


def _sent(plain: Mapping[str, Any]) -> Sent:
    name, values = _id(plain["type"]), plain["plain"]
    if name not in RECORD_TYPES or not isinstance(values, dict):
        raise _Wrong(name)
    record_id = _id(plain["id"])
    # Read and written once, so that nothing is kept that no record of ours has.
    clean = to_plain(from_plain({**values, "type": name, "id": record_id}))
    known = {key: value for key, value in clean.items() if key not in ("type", "id", *STAMPS)}
    made = Sent(record_id, name, _hex(plain["revision"]), known)
    for one in made.passages():  # none is larger than a text may be
        _note(one.text), _line(one.heading), _line(one.section)
    return made


def _form(plain: Mapping[str, Any]) -> Form:
    model = _line(plain["model"])
    parts = tuple(FormPart(_id(one["tag"]), _line(one["heading"])) for one in _list(plain["parts"]))
    waits = _id(plain["feedback_id"]) if plain["feedback_id"] else ""
    known = model if model in CHOICES["feedback_model"] else "free"
    return Form(waits, _line(plain["title"]), _note(plain["on_what"]), known, parts)


def _told(plain: Mapping[str, Any]) -> Told:
    texts = (_note(plain[name]) for name in ("quote", "text", "author", "reply"))
    quote, text, author, reply = texts
    spot = (_id(plain["record"]), _line(plain["part"]), _line(plain["section"]))
    return Told(_id(plain["id"]), *spot, quote, text, author, reply, _flag(plain["settled"]))


def _file(plain: Mapping[str, Any]) -> PacketFile:
    size = plain["size"]
    if type(size) is not int or size < 0:
        raise _Wrong("size")
    name = _line(plain["name"]).replace("/", "_").replace("\\", "_")
    return PacketFile(_hex(plain["sha256"]), name, size, _line(plain["media_type"]), _id(plain["record"]))


def answer_plain(answer: Answer) -> dict[str, Any]:
    """An answer as a JSON object: what is kept of one that is being written."""
    return {
        "comments": [
            {
                **{name: getattr(one, name) for name in Remark.__slots__ if name != "anchor"},
                **one.anchor._asdict(),
            }
            for one in answer.comments
        ],
        "replies": dict(answer.replies),
        "feedback": dict(answer.feedback),
        "consent": answer.consent,
        "done": {key: day.isoformat() for key, day in answer.done.items()},
        "agreed_on": answer.agreed_on.isoformat() if answer.agreed_on else None,
        "agreed_name": answer.agreed_name,
        "texts": [
            {"record": record, "part": part, "section": section, "text": text}
            for (record, part, section), text in answer.texts.items()
        ],
    }


def reply_plain(reply: Reply) -> dict[str, Any]:
    """An answer packet as a JSON object."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": "answer",
        "id": reply.id,
        "to": reply.to,
        "number": reply.number,
        "made_at": reply.made_at.isoformat(),
        "author": reply.author,
        "author_key": reply.author_key,
        "answer": answer_plain(reply.answer),
    }


def reply_from(plain: Mapping[str, Any]) -> Reply:
    """An answer packet of its JSON object. Raises ImportRefused."""
    return _read(_reply, plain)


def answer_from(plain: Mapping[str, Any]) -> Answer:
    """An answer of its JSON object. Raises ImportRefused."""
    return _read(_answer, plain)


def _reply(plain: Mapping[str, Any]) -> Reply:
    number = plain["number"]
    if type(number) is not int or not 0 < number < MOST_ITEMS:
        raise _Wrong("number")
    return Reply(
        id=_id(plain["id"]),
        to=_id(plain["to"]),
        number=number,
        made_at=_moment(plain["made_at"]),
        author=_line(plain["author"]),
        author_key=_key(plain["author_key"]),
        answer=_answer(plain["answer"]),
    )


def _answer(plain: Mapping[str, Any]) -> Answer:
    texts = _list(plain["texts"])
    agreed = plain["agreed_on"]
    return Answer(
        comments=tuple(map(_remark, _list(plain["comments"]))),
        replies={_id(key): _note(text) for key, text in _dict(plain["replies"]).items()},
        feedback={_id(key): _note(text) for key, text in _dict(plain["feedback"]).items()},
        consent=_flag(plain["consent"]),
        done={_id(key): _day(day) for key, day in _dict(plain["done"]).items()},
        agreed_on=None if agreed is None else _day(agreed),
        agreed_name=_line(plain["agreed_name"]),
        texts={
            (_id(one["record"]), _line(one["part"]), _line(one["section"])): _note(one["text"])
            for one in texts
        },
    )


def _remark(plain: Mapping[str, Any]) -> Remark:
    kind, start = plain["kind"], plain["start"]
    if kind not in REMARKS or type(start) is not int or not 0 <= start <= _NOTE:
        raise _Wrong("comment")
    anchor = Anchor(_note(plain["quote"]), _note(plain["before"]), _note(plain["after"]), start)
    edited = _moment(plain["edited"]).astimezone(dt.UTC).isoformat()
    spot = (_id(plain["record"]), _line(plain["part"]), _line(plain["section"]))
    return Remark(_id(plain["id"]), *spot, kind, anchor, _note(plain["text"]), _note(plain["words"]), edited)


def _read(way: Callable[[Mapping[str, Any]], T], plain: Mapping[str, Any]) -> T:
    try:
        return way(plain)
    except (KeyError, TypeError, ValueError, OverflowError, InvalidRecord):
        raise ImportRefused(
            "The packet makes no sense: its text was changed, or another program wrote it. Nothing was changed."
        ) from None


def _str(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise _Wrong("text")
    value.encode()  # a lone surrogate is a ValueError here
    return _CONTROL.sub("", value.replace("\r\n", "\n"))


def _line(value: Any) -> str:
    return " ".join(_str(value, _LINE).split("\n"))


def _note(value: Any) -> str:
    return _str(value, _NOTE)


def _id(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _Wrong("id")
    return value


def _hex(value: Any) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise _Wrong("hash")
    return value


def _key(value: Any) -> str:
    return age_keys.checked(_line(value)) if value else ""


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("flag")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise _Wrong("list")
    return value


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MOST_ITEMS:
        raise _Wrong("object")
    return value


def _day(value: Any) -> dt.date:
    return dt.date.fromisoformat(_line(value))


def _moment(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_line(value))
    if moment.tzinfo is None:
        raise _Wrong("moment")
    return moment
