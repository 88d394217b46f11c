"""Packets that were cut off, changed or made to do harm are refused in words, and change nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange import age_keys
from mentorjournal.interchange.packet_file import unpacked
from mentorjournal.services.packets import reading
from mentorjournal.services.packets.plain import Answer
from tests.services.packets.conftest import Pair


@pytest.fixture
def packet(pair: Pair) -> Path:
    return pair.sent(records=(pair.entry().id,), questions=("Why?",))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[:-7], "damaged"),
        (lambda data: data[:100], "damaged"),
        (lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], "damaged"),
        (lambda _: b"", "no encrypted packet"),
        (lambda data: b"PK\3\4" + data, "no encrypted packet"),
        (lambda data: data.replace(b"-> X25519 ", b"-> X25519 A", 1), "damaged|another key"),
        (lambda _: age_keys.HEAD + b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nx\n--- y\n", "passphrase|memory"),
        (lambda _: age_keys.HEAD + b"-> X25519 a\nb\n" * 5_000 + b"--- y\n", "far too many keys"),
    ],
    ids=["cut", "cut-head", "bit", "empty", "zip", "head", "scrypt", "stanzas"],
)
def test_a_spoilt_packet_is_refused(
    pair: Pair, packet: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    packet.write_bytes(spoil(packet.read_bytes()))
    counts = pair.mentor.records.counts()
    for verb in (pair.mentor.packets.open, pair.mentor.packets.merge, pair.mentor.packets.look):
        with pytest.raises(ImportRefused, match=said):
            verb(packet, "horse")
    assert pair.mentor.records.counts() == counts


def test_a_work_factor_that_would_fill_the_memory_is_not_tried() -> None:
    data = age_keys.HEAD + b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nx\n--- y\n"
    with pytest.raises(ImportRefused, match="more memory"):
        age_keys.unseal(data, passphrase="horse")


def test_a_packet_that_others_would_refuse_to_open_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyrage

    costly = age_keys.HEAD + b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 21\nx\n--- y\n"
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *_: costly)
    with pytest.raises(InvalidRecord, match="too costly"):
        age_keys.seal(b"x", passphrase="horse")


def zipped(text: bytes, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"packet.json": text, **more}.items():
            archive.writestr(name, data)
    return out.getvalue()


def good(**more: Any) -> dict[str, Any]:
    plain = {
        "format": "mentorjournal-packet",
        "version": 1,
        "kind": "review",
        "id": "p1",
        "made_at": "2026-04-14T12:00:00+00:00",
        "author": "A",
        "author_key": "",
        "for_whom": "",
        "title": "",
        "purpose": "",
        "records": [],
        "questions": [],
        "form": None,
        "agreement": "",
        "actions": [],
        "comments": [],
        "files": [],
    }
    return {**plain, **more}


RECORD = {"id": "r1", "type": "insight", "revision": "0" * 64, "plain": {"title": "T"}}
BAD: dict[str, bytes] = {
    "deep": b"[" * 200_000,
    "not json": b"\xff\xfe",
    "nan": json.dumps(good()).replace('"p1"', "NaN").encode(),
    "other": b'{"format": "x"}',
    "newer": json.dumps(good(version=2)).encode(),
    "type": json.dumps(good(records=[{**RECORD, "type": "person\0"}])).encode(),
    "twice": json.dumps(good(records=[RECORD, RECORD])).encode(),
    "shape": json.dumps(good(records=[{**RECORD, "plain": {"title": 7}}])).encode(),
    "id": json.dumps(good(id="../../x")).encode(),
    "key": json.dumps(good(author_key="age1x")).encode(),
    "many": json.dumps(good(questions=[{"id": "q", "text": "x"}] * 20_001)).encode(),
    "long": json.dumps(good(purpose="x" * 1_000_001)).encode(),
    "half": json.dumps(good(purpose="\ud800")).encode(),
    "action": json.dumps(good(actions=["gone"])).encode(),
    "answer": json.dumps({**good(kind="answer"), "to": "p", "number": 0, "answer": {}}).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_contents_that_make_no_sense_are_refused(name: str) -> None:
    assert unpacked(zipped(json.dumps(good(records=[RECORD])).encode())).said.id == "p1"
    with pytest.raises(ImportRefused, match="changed"):
        unpacked(zipped(BAD[name]))


def test_archives_that_do_harm_are_refused(tmp_path: Path) -> None:
    text = json.dumps(good()).encode()
    for data, said in (
        (zipped(text, **{"../../evil": b"x"}), "no packet holds"),
        (zipped(text, **{"files/" + "0" * 64: b"x"}), "damaged"),
        (zipped(b" " * 40_000_000), "far more|more text"),
        (zipped(text)[:-30], "no review packet"),
        (zipped(text, **{f"files/{number:064x}": b"" for number in range(300)}), "far more"),
        (b"", "no review packet"),
    ):
        with pytest.raises(ImportRefused, match=said):
            unpacked(data)
    assert not list(tmp_path.iterdir())


def test_without_a_journal_a_passphrase_opens_it_and_the_answer_finds_home(
    pair: Pair, tmp_path: Path
) -> None:
    entry = pair.entry()
    packet, answer = tmp_path / "p.age", tmp_path / "a.age"
    from mentorjournal.services.packets.values import Choice

    pair.mentee.packets.make(
        Choice(records=(entry.id,), questions=("Why?",)), packet, passphrase="quiet herons"
    )
    assert reading.needs(packet) == "passphrase"
    with pytest.raises(ImportRefused, match="opens with a passphrase"):
        reading.read(packet)
    contents, _ = reading.read(packet, passphrase="quiet herons")
    reading.answer_file(contents, Answer(replies={"own-1": "Because."}), "Ruth", answer)
    assert reading.needs(answer) == "key"
    assert pair.mentee.packets.merge(answer).answers == 1


def test_a_head_with_an_endless_line_is_refused_before_the_library_reads_it() -> None:
    data = b"age-encryption.org/v1\n-> X25519 " + b"_," * 20_000
    for whole in (data, data + b"\nbody\n--- mac\nrest"):
        with pytest.raises(ImportRefused, match="damaged"):
            age_keys.unseal(whole, identity=age_keys.new_identity())
