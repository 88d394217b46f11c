"""Which backups stay: by what lies there, whatever any clock says."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.services.backup_shelf import Kind, Lying, Name, lying, read_name, stem_of
from mentorjournal.services.backup_thinning import thin_out, to_let_go

START = dt.datetime(2025, 1, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HOURLY: Kind = "hourly"


def lies(
    serial: int, made_at: dt.datetime, kind: Kind = HOURLY, *, kept: bool = False, size: int = 1
) -> Lying:
    name = Name("mine", serial, made_at, kind, kept)
    return Lying(Path(name.file), name, size * 1_000_000)


def after_a_year() -> list[Lying]:
    """What is left of 400 days with backups, in every hour of the last two, thinned out after each."""
    here: list[Lying] = []
    for hour in (*range(5, 398 * 24, 6), *range(398 * 24, 400 * 24)):
        here.insert(0, lies(hour + 1, START + dt.timedelta(hours=hour)))
        for item in to_let_go(here, 10**6):
            here.remove(item)
    return here


def test_hours_of_a_day_days_of_a_month_and_months_for_ever_stay() -> None:
    here = after_a_year()
    newest = here[0].name.made_at
    ages = [(newest - item.name.made_at).total_seconds() / 3600 for item in here]
    assert ages[:24] == list(range(24))
    days = [item.name.made_at for item in here[24:]]
    assert all(moment.hour == 23 for moment in days)
    assert len({moment.date() for moment in days[:28]}) == 28
    assert {f"{moment:%Y-%m}" for moment in days} | {f"{newest:%Y-%m}"} == {
        f"{START + dt.timedelta(days=day):%Y-%m}" for day in range(400)
    }
    assert len(here) == pytest.approx(24 + 30 + 12, abs=3)


def test_beyond_the_budget_the_oldest_go_but_not_the_newest_nor_the_kept() -> None:
    here = [lies(n, START + dt.timedelta(days=n), size=30, kept=n == 2) for n in range(1, 11)]
    gone = to_let_go(here, 100)
    assert [item.name.serial for item in gone] == [8, 7, 6, 5, 4, 3, 1]
    assert [item.name.serial for item in here if item not in to_let_go(here, 0)] == [2, 10]


def test_what_was_asked_for_stays_beside_the_one_of_the_hour() -> None:
    moment = START.replace(hour=12)
    kinds: tuple[Kind, ...] = ("hourly", "asked", "hourly", "before", "hourly")
    here = [lies(n + 1, moment + dt.timedelta(minutes=n), kind) for n, kind in enumerate(kinds)]
    assert [item.name.serial for item in to_let_go(here, 100)] == [3, 1]


def test_a_clock_that_jumps_ages_nothing() -> None:
    here = [lies(n, START + dt.timedelta(hours=n)) for n in range(1, 11)]
    for years in (7, -7, 30):
        serial = len(here) + 1
        here.append(lies(serial, here[-1].name.made_at + dt.timedelta(days=365 * years)))
        assert to_let_go(here, 100) == ()


_MOMENTS = st.integers(631_152_000, 3_786_912_000).map(lambda at: dt.datetime.fromtimestamp(at, dt.UTC))


@given(st.lists(st.tuples(_MOMENTS, st.booleans()), min_size=1, max_size=60), st.integers(0, 60))
def test_the_newest_and_the_kept_stay_and_thinning_twice_takes_no_more(
    moments: list[tuple[dt.datetime, bool]], megabytes: int
) -> None:
    here = [lies(n + 1, moment, kept=kept) for n, (moment, kept) in enumerate(moments)]
    shuffled = random.Random(len(here)).sample(here, len(here))
    gone = to_let_go(shuffled, megabytes)
    stay = [item for item in here if item not in gone]
    assert here[-1] in stay
    assert all(item in stay for item in here if item.name.kept)
    assert to_let_go(stay, megabytes) == ()
    free = [item for item in stay[:-1] if not item.name.kept]
    assert not free or sum(item.size for item in stay) <= megabytes * 1_000_000


@given(_MOMENTS, st.integers(1, 10**6), st.booleans())
def test_a_name_says_what_it_was_made_of(moment: dt.datetime, serial: int, kept: bool) -> None:
    for stem in ("mine", "My backup 0001 notes", "日誌", "a" * 100):
        name = Name(stem, serial, moment, "before", kept)
        assert read_name(name.file) == name
        assert len(f".{name.file}.part-journal".encode()) < 255


@pytest.mark.parametrize(
    ("journal", "stem"),
    [
        ("a:b?.x.mentorjournal", "a_b_.x"),
        (" . .mentorjournal", "Journal"),
        ("é" * 120 + ".journal", "é" * 50),
    ],
)
def test_a_name_fits_every_file_system(journal: str, stem: str) -> None:
    assert stem_of(Path(journal)) == stem


def test_only_our_own_files_are_let_go(tmp_path: Path) -> None:
    ours = [lies(n, START).path.name for n in (1, 2)]
    others = (
        "mine backup 1.mentorjournal",
        "mine backup 0003 2026-13-40 00.00.00 +0000 asked.mentorjournal",
        "x",
    )
    for name in (*ours, *others):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / lies(4, START).path.name).symlink_to(tmp_path / "x")
    (tmp_path / lies(5, START).path.name).mkdir()
    assert [item.path.name for item in lying(tmp_path)] == ours[::-1]
    assert thin_out(lying(tmp_path), 0) == (tmp_path / ours[0],)
    assert {item.name for item in tmp_path.iterdir()} >= {ours[1], *others}
