"""The passphrase of a journal in the system's keychain, for those who ask for it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Mentor Journal"
_UNSAFE: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that keep nothing, or keep it where anybody can read it."""


class KeychainRefused(JournalError):
    """The keychain is locked, full or away, or the person said no to its question."""


def available() -> str:
    """The name of the keychain that would be used, or "" where this computer has none."""
    backend = _backend()
    return "" if backend is None else str(backend.name)


def stored(path: Path) -> str:
    """The passphrase that the keychain has for this journal, or "". Raises KeychainRefused."""
    backend = _backend()
    if backend is None:
        return ""
    with _plain("did not give the passphrase", "Type it instead."):
        return backend.get_password(SERVICE, account_of(path)) or ""


def store(path: Path, passphrase: str) -> None:
    """Keep the passphrase of a journal, in place of any before. Raises KeychainRefused."""
    backend = _backend()
    if backend is None:
        raise KeychainRefused(
            "This computer has no keychain that the program could use. The passphrase was not kept; type it when "
            "the journal is opened."
        )
    with _plain("did not take the passphrase", "It was not kept; type it when the journal is opened."):
        backend.set_password(SERVICE, account_of(path), passphrase)


def forget(path: Path) -> None:
    """Take the passphrase of a journal out of the keychain, if it is there. Raises KeychainRefused."""
    backend = _backend()
    if backend is None:
        return
    account = account_of(path)
    with _plain("kept the passphrase", f"Remove it there yourself; it is listed under “{SERVICE}”."):
        if backend.get_password(SERVICE, account) is not None:
            backend.delete_password(SERVICE, account)


def account_of(path: Path) -> str:
    """The name of the entry: a hash of where the journal lies, so that the keychain names neither file nor folder."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]


def _backend() -> KeyringBackend | None:
    import keyring
    from keyring.backends import chainer

    with _plain("could not be found", "Type the passphrase instead."):
        backend = keyring.get_keyring()
        if isinstance(backend, chainer.ChainerBackend):
            backend = next(iter(backend.backends), backend)
        return None if type(backend).__module__.startswith(_UNSAFE) else backend


@contextmanager
def _plain(failed: str, kept: str) -> Iterator[None]:
    """Turn whatever a keychain raises into one sentence, without the error's own words: they may hold a secret."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  backends are of others and raise what they like; ours is raised on
        raise KeychainRefused(f"The system's keychain {failed} ({type(error).__name__}). {kept}") from None
