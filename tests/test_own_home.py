"""What a developer has set in the shell reaches no test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal import settings


@pytest.fixture(scope="module", autouse=True)
def a_developers_home() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(settings.HOME_VARIABLE, os.devnull)
        yield


def test_a_home_of_the_developer_is_not_used(own_home: Path) -> None:
    assert settings.HOME_VARIABLE not in os.environ
    assert settings.settings_path().is_relative_to(own_home)
