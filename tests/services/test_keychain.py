"""The system's keychain has a passphrase only when asked, under a name that tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from mentorjournal.services import keychain
from mentorjournal.services.keychain import KeychainRefused

PASSPHRASE = "three quiet herons"


class InMemory(KeyringBackend):
    """A keychain of this test."""

    priority = 1
    name = "Kept in memory"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def _look(self) -> None:
        if self.locked:
            raise KeyringLocked(f"no {PASSPHRASE} for you")

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._look()
        try:
            del self.kept[service, username]
        except KeyError:
            raise PasswordDeleteError(username) from None


@pytest.fixture
def chain() -> Iterator[InMemory]:
    before, ours = keyring.get_keyring(), InMemory()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Conflict with Amara.mentorjournal"


def test_a_passphrase_is_kept_given_and_forgotten(chain: InMemory, path: Path, tmp_path: Path) -> None:
    assert keychain.available() == "Kept in memory"
    assert keychain.stored(path) == ""
    keychain.store(path, PASSPHRASE)
    assert keychain.stored(path) == PASSPHRASE
    assert keychain.stored(tmp_path / "other.mentorjournal") == ""
    keychain.store(path, "another one")
    assert keychain.stored(path) == "another one"
    keychain.forget(path)
    keychain.forget(path)
    assert (keychain.stored(path), chain.kept) == ("", {})


def test_the_entry_names_neither_the_file_nor_its_folder(chain: InMemory, path: Path) -> None:
    keychain.store(path, PASSPHRASE)
    [(service, account)] = chain.kept
    assert service == "Mentor Journal"
    for word in (*path.parts, "Amara", "Conflict"):
        assert word not in account


def test_a_link_and_the_file_have_one_entry(chain: InMemory, path: Path, tmp_path: Path) -> None:
    path.touch()
    link = tmp_path / "link.mentorjournal"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    keychain.store(link, PASSPHRASE)
    assert keychain.stored(path) == PASSPHRASE
    assert len(chain.kept) == 1


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_computer_without_a_keychain_says_so(
    chain: InMemory, path: Path, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    assert keychain.available() == ""
    assert keychain.stored(path) == ""
    keychain.forget(path)
    with pytest.raises(KeychainRefused, match="no keychain"):
        keychain.store(path, PASSPHRASE)


def test_a_locked_keychain_is_an_error_that_quotes_nothing(chain: InMemory, path: Path) -> None:
    chain.locked = True
    for ask in (keychain.stored, keychain.forget, lambda of: keychain.store(of, PASSPHRASE)):
        with pytest.raises(KeychainRefused) as refused:
            ask(path)
        assert PASSPHRASE not in refused.value.message
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__
