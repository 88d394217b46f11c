"""Settings are kept whole, read with care, and never lost to a damaged file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal import settings
from mentorjournal.errors import StorageFailed
from mentorjournal.settings import Settings

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
any_settings = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark", "high-contrast"]),
    text_scale=st.floats(settings.SMALLEST_TEXT, settings.LARGEST_TEXT),
    paper=st.sampled_from(["a4", "letter"]),
    last_journal=texts,
    recent=st.lists(texts, max_size=settings.MOST_RECENT).map(tuple),
    geometry=texts,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_everything_of_ours_lies_in_the_home_that_is_named(home: Path) -> None:
    settings.save(Settings(theme="dark"))
    assert settings.settings_path() == home / "settings.toml"
    assert [path.parent for path in (settings.settings_path(), settings.log_path())] == [home, home]
    assert settings.journal_folder() == home
    assert [path.name for path in home.iterdir()] == ["settings.toml"]


def test_without_a_named_home_the_platform_says_where(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(settings.HOME_VARIABLE, raising=False)
    for path in (settings.settings_path(), settings.log_path()):
        assert path.is_relative_to(own_home)
        assert "mentorjournal" in path.parts


def test_no_file_means_the_defaults(home: Path) -> None:
    assert settings.load() == Settings()
    assert not home.exists()


@given(kept=any_settings)
def test_what_is_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, kept: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings.save(kept, path)
    assert settings.load(path) == kept
    assert [item.name for item in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("damage", [b"theme = ", b"\xff\xfe\x00", b"theme = 'dark'\n\0", b"[[["])
def test_a_damaged_file_is_kept_aside_and_the_defaults_stand(home: Path, damage: bytes) -> None:
    home.mkdir()
    settings.settings_path().write_bytes(damage)
    assert settings.load() == Settings()
    assert not settings.settings_path().exists()
    assert (home / "settings.toml.damaged").read_bytes() == damage


def test_a_second_damaged_file_does_not_replace_the_first(home: Path) -> None:
    home.mkdir()
    for damage in ("one = ", "two = "):
        settings.settings_path().write_text(damage)
        settings.load()
    assert {path.name: path.read_text() for path in home.iterdir()} == {
        "settings.toml.damaged": "one = ",
        "settings.toml.damaged-2": "two = ",
    }


@pytest.mark.parametrize(
    "line",
    [
        "theme = 'mauve'",
        "theme = ['dark']",
        "text_scale = 40",
        "text_scale = nan",
        "text_scale = true",
        "paper = 7",
        "recent = 'one'",
        "recent = [1]",
        "geometry = 2020-01-01",
        "later_setting = 1",
    ],
)
def test_one_senseless_value_costs_only_itself(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"last_journal = 'mine'\n{line}\n")
    assert settings.load(path) == Settings(last_journal="mine")
    assert path.exists()


def test_opening_a_journal_puts_it_first_and_once(tmp_path: Path) -> None:
    names = [tmp_path / f"{number}.journal" for number in range(settings.MOST_RECENT + 3)]
    kept = Settings()
    for name in (*names, names[-2]):
        kept = kept.opened(name)
    assert kept.last_journal == str(names[-2])
    assert kept.recent[:2] == (str(names[-2]), str(names[-1]))
    assert len(kept.recent) == len(set(kept.recent)) == settings.MOST_RECENT


def test_a_journal_can_be_forgotten(tmp_path: Path) -> None:
    one, two = tmp_path / "one.journal", tmp_path / "two.journal"
    kept = Settings().opened(one).opened(two).forgotten(two)
    assert (kept.last_journal, kept.recent) == ("", (str(one),))


def test_a_save_that_fails_leaves_the_earlier_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    settings.save(Settings(theme="dark"), path)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        with pytest.raises(StorageFailed, match=r"No space left.*earlier ones still stand"):
            settings.save(Settings(theme="light"), path)
    assert settings.load(path).theme == "dark"
    assert [item.name for item in tmp_path.iterdir()] == ["settings.toml"]


def test_the_file_is_one_a_person_can_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings.save(replace(Settings(), theme="dark", recent=("a.journal",)), path)
    table = tomllib.loads(path.read_text("utf-8"))
    assert (table["theme"], table["recent"], table["text_scale"]) == ("dark", ["a.journal"], 1.0)
