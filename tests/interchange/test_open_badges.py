"""Open Badges of every age and wrapping become activities, and what cannot be known is said."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import badge_files, registry
from mentorjournal.interchange.plain import Incoming, Reading
from mentorjournal.model.types import Activity
from tests.interchange.made_badges import (
    assertion,
    chunk,
    credential,
    letters,
    png,
    svg,
    text_chunk,
    token,
)
from tests.interchange.made_exports import zipped

THREE = json.dumps(credential())
TWO = json.dumps(assertion())


def read(tmp_path: Path, name: str, data: str | bytes) -> Reading:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    assert registry.recognise(path) == "open-badges"
    return registry.read(path)


def one(reading: Reading) -> tuple[Incoming, Activity]:
    [incoming] = reading.records
    assert isinstance(incoming.record, Activity)
    return incoming, incoming.record


WRAPPINGS: dict[str, str | bytes] = {
    "badge.json": THREE,
    "badge.jws": token(credential()),
    "badge.jwt": f"\n{token(credential())}\n",
    "badge.png": png(text_chunk("openbadgecredential", THREE)),
    "late.png": png(text_chunk("openbadgecredential", token(credential())), filler=90_000),
    "packed.png": png(text_chunk("openbadgecredential", THREE, compressed=True)),
    "badge.svg": svg(THREE),
    "signed.svg": svg(verify=token(credential())),
    "list.json": f"[{THREE}]",
    "shown.json": json.dumps({"type": "VerifiablePresentation", "verifiableCredential": [token(credential())]}),
    "wallet.json": json.dumps(
        {
            "type": ["VerifiablePresentation"],
            "verifiableCredential": {
                "type": "EnvelopedVerifiableCredential",
                "id": f"data:application/vc+jwt,{token(credential())}",
            },
        }
    ),
    "old-style.jwt": token(
        {"jti": credential()["id"], "nbf": 1746079200, "vc": {key: value for key, value in credential().items() if key != "id"}}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPINGS)
def test_a_badge_is_the_same_in_every_wrapping(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, name, WRAPPINGS[name])
    incoming, activity = one(reading)
    assert reading.problems == []
    assert activity == Activity(
        title="Mentoring well",
        date=dt.date(2025, 4, 30),
        category="learning",
        provider="School of Aims",
        role="Participant",
        detail="Six evenings on listening.\n\nWhat was asked: Be there, write two pages.",
        source_id="badge:https://badges.example.org/credentials/77",
    )
    assert incoming.tags == ("listening", "mentoring")
    assert incoming.extra[0] == ("signature", "not checked")
    said = dict(incoming.extra)
    assert said["credits"] == "2.5"
    assert said["result"] == "92, Completed"
    assert said["evidence"] == "Essay, https://example.org/essay"
    assert said["aligned with"] == "Listening, L1, https://example.org/l1"
    assert said["criteria"] == "https://badges.example.org/criteria/9"
    [kept] = incoming.media
    written = WRAPPINGS[name]
    assert kept.read() == (written.encode() if isinstance(written, str) else written)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("two.json", TWO),
        ("two.png", png(text_chunk("openbadges", TWO))),
        ("two-plain.png", png(chunk(b"tEXt", b"openbadges\0" + TWO.encode()))),
        ("two.jws", token(assertion())),
        ("two.svg", svg(TWO).replace("openbadges:credential", "openbadges:assertion")),
    ],
)
def test_a_badge_of_version_two_is_read(tmp_path: Path, name: str, data: str | bytes) -> None:
    incoming, activity = one(read(tmp_path, name, data))
    assert (activity.title, activity.provider, activity.date) == (
        "Safe laboratory",
        "Old School",
        dt.date(2019, 6, 30),
    )
    assert activity.detail == "Knows where the shower is.\n\nWhat was asked: Find the shower."
    assert activity.source_id == "badge:https://old.example.org/assertions/5"
    assert incoming.tags == ("safety",)
    assert incoming.extra == (
        ("signature", "not checked"),
        ("badge", "https://old.example.org/badges/1"),
        ("issuer", "https://old.example.org"),
        ("valid until", "2024-06-30T12:00:00Z"),
        ("evidence", "https://old.example.org/essay"),
    )


def test_a_badge_that_is_an_address_is_told_and_not_fetched(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "hosted.json", json.dumps(assertion(badge="https://old.example.org/badges/safe%20lab"))
    )
    incoming, activity = one(reading)
    assert activity.title == "safe lab"
    assert ("badge", "https://old.example.org/badges/safe%20lab") in incoming.extra
    assert "was not fetched" in reading.problems[0].message
    reading = read(
        tmp_path, "address.png", png(text_chunk("openbadges", "https://old.example.org/assertions/5"))
    )
    assert one(reading)[1].title == "5"
    assert "was not fetched" in reading.problems[0].message


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"issuedOn": 1561896000, "uid": "x"}, dt.date(2019, 6, 30)),
        ({"issuedOn": "1561896000"}, dt.date(2019, 6, 30)),
        ({"issuedOn": "2019-06-30"}, dt.date(2019, 6, 30)),
        ({"issuedOn": None}, None),
        ({"issuedOn": {"@value": "x"}}, None),
    ],
)
def test_moments_of_every_age(tmp_path: Path, changes: dict[str, Any], day: dt.date | None) -> None:
    reading = read(tmp_path, "x.json", json.dumps(assertion(**changes)))
    assert one(reading)[1].date == day
    assert any("when it was given" in problem.message for problem in reading.problems) == (day is None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-10T00:00:00Z", dt.date(2026, 3, 10)),
        ("2026-03-10T00:00:00.000+00:00", dt.date(2026, 3, 10)),
        ("2026-03-10T02:00:00Z", dt.date(2026, 3, 9)),
        (None, dt.date(2026, 3, 9)),
    ],
)
def test_a_badge_has_the_day_it_was_given_on_here(
    tmp_path: Path, written: str | None, day: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be changed for one test")
    award = credential()
    del award["awardedDate"], award["validFrom"]
    claims = {"jti": "urn:x", "nbf": 1773108000, "vc": award}
    award = claims if written is None else {**award, "validFrom": written}
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        time.tzset()
        reading = read(tmp_path, "x.jws", token(award))
    time.tzset()
    assert one(reading)[1].date == day


def test_an_older_credential_says_when_it_was_issued_by_another_name(tmp_path: Path) -> None:
    old = credential(
        type="OpenBadgeCredential",
        issuer="https://badges.example.org/issuers/3",
        issuanceDate="2022-01-05T10:00:00+01:00",
    )
    del old["awardedDate"], old["validFrom"]
    _, activity = one(read(tmp_path, "x.json", json.dumps(old)))
    assert (activity.date, activity.provider) == (dt.date(2022, 1, 5), "badges.example.org")


def test_a_folder_of_badges_is_read_file_by_file(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "backpack.zip",
        {
            "a.json": THREE,
            "b.png": png(text_chunk("openbadges", TWO)),
            "c.png": png(),
            "d.json": THREE[:100],
            "e.json": '{"a": 1}',
            "f.json": "7",
        },
    )
    assert registry.recognise(path) == "open-badges"
    reading = registry.read(path)
    assert sorted(one.record.title for one in reading.records) == ["Mentoring well", "Safe laboratory"]
    told = {problem.item: problem.message for problem in reading.problems}
    assert "without a badge" in told["c.png"]
    assert "not whole JSON" in told["d.json"]
    assert "holds no badge" in told["e.json"]
    assert "holds no badge" in told["f.json"]


def test_a_plain_picture_and_plain_json_are_no_badges(tmp_path: Path) -> None:
    for name, data, what in (
        ("a.png", png(), "a picture"),
        ("b.json", b'{"type": "Recipe"}', "JSON"),
        ("c.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of the journals"),
        ("d.txt", b"eyJub3RoaW5n.abcdefgh.c2ln", "none of the journals"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ImportRefused, match=what):
            registry.read(tmp_path / name)


ALGORITHM, DEEP, OPEN = letters(b'{"alg": "x"}'), b'{"a":' + b"[" * 100_000, b"{        "
HOSTILE: dict[str, str | bytes] = {
    "bomb.png": png(text_chunk("openbadges", " " * 40_000_000, compressed=True)),
    "lying.png": png(chunk(b"iTXt", b"openbadges\0\0\0\0\0{", size=4_000_000_000)),
    "cut.png": png(text_chunk("openbadges", TWO))[:120],
    "deep.json": '{"type": "OpenBadgeCredential", "a": ' + "[" * 100_000,
    "deep.jws": f"{ALGORITHM}.{letters(DEEP)}.x",
    "empty-token.jws": f"{ALGORITHM}.{letters(OPEN)}.x",
    "entities.svg": svg(THREE).replace(
        "<svg ", '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><svg ', 1
    ),
    "cut.svg": svg(THREE)[:170],
    "none.svg": svg(),
    "list.json": json.dumps([{"type": "OpenBadgeCredential"}, [], 7, None, "x"]),
    "odd.json": json.dumps(
        {
            "type": "OpenBadgeCredential",
            "id": ["x"],
            "credentialSubject": [{"achievement": [[]], "result": [[1]], "creditsEarned": 1e400}],
            "issuer": [["x"]],
            "evidence": {"id": 5},
            "validFrom": [1],
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_harm_is_refused_in_words_or_read_harmlessly(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = HOSTILE[name]
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    refused = ""
    try:
        reading = registry.read(path, "open-badges")
    except ImportRefused as error:
        refused = str(error)
    if refused:
        assert refused.endswith(".")
    else:
        assert all(incoming.extra[0] == ("signature", "not checked") for incoming in reading.records)
        assert reading.problems


def test_a_file_larger_than_any_badge_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(badge_files, "MOST_BYTES", 1000)
    path = tmp_path / "x.json"
    path.write_text(THREE + " " * 2000)
    with pytest.raises(ImportRefused, match="larger than"):
        registry.read(path)


def test_one_badge_in_several_files_is_one_activity_with_all_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    folder.mkdir()
    (folder / "a.json").write_text(THREE)
    (folder / "b.json").write_text(f"[{THREE}, {THREE}]")
    reading = registry.read(folder)
    (only,) = reading.records
    assert {media.name for media in only.media} == {"a.json", "b.json"}
    assert [problem.item for problem in reading.problems if "again" in problem.message] == [
        "b.json",
        "b.json, badge 2",
    ]
    assert "#2" not in only.source_id
