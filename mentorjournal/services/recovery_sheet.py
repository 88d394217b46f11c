"""One page to be kept with one's papers: what opens an encrypted journal, with this program and without it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import ReportError, StorageFailed
from mentorjournal.services.reporting.words import long_date
from mentorjournal.storage.keys import KDF_ITERATIONS, PAGE_BYTES, SALT_BYTES
from mentorjournal.whole_file import belongs_to_journal

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Block, Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.options import Paper

LONGEST: Final = 200
"""Characters of a passphrase that is printed; a longer one would not stay on the page with all else."""
_ALIKE: Final = frozenset("0Oo1lI|5S2Z8B`'\"-_.,:;")
"""Signs that are taken for each other on paper."""

_FINAL: Final = (
    "The journal is encrypted. Without its passphrase nobody can read it, and nobody can give it back: neither the "
    "makers of the program nor whoever looks after the computer. This page is the way back in."
)
_KEEP: Final = (
    "Keep it with your papers and away from the computer, and tell somebody you trust where it is, if they may need "
    "it one day. Backups open with the same passphrase. After changing it, print this page again and destroy the "
    "old one."
)
_WITH: Final = "Open the file in Mentor Journal, on any computer, and type the passphrase."
_WITHOUT: Final = (
    "The file is an SQLite database encrypted by SQLCipher 4 with its own defaults, so other programs open it with "
    "the passphrase too. In DB Browser for SQLite choose “SQLCipher 4 defaults”. In the sqlcipher shell open the "
    "file, then give the command below; a ' within the passphrase is typed twice. The texts lie in the table "
    "search_doc, one row for each record."
)
_PARAMETERS: Final = (
    ("Command", "PRAGMA key = 'the passphrase';"),
    ("Cipher", "AES-256 in CBC mode, each page by itself"),
    ("Page", f"{PAGE_BYTES:,} bytes, checked by HMAC-SHA512"),
    ("Key", f"PBKDF2-HMAC-SHA512, {KDF_ITERATIONS:,} rounds"),
    ("Salt", f"the first {SALT_BYTES} bytes of the file"),
)


def recovery_sheet(journal: Path, owner: str, day: dt.date, passphrase: str = "") -> Document:
    """The page for a journal's file; with `passphrase` it is printed, else there is a line to write it on by hand.

    Raises ReportError for a passphrase that is too long to be printed.
    """
    from mentorjournal.reports.blocks import Document, Facts, Heading, Prose, Space

    if len(passphrase) > LONGEST:
        raise ReportError(
            f"A passphrase of more than {LONGEST} characters is not printed. Nothing was written; print the page "
            "without it, and write it down yourself."
        )
    about = (
        ("File", journal.name),
        ("Folder", str(journal.absolute().parent)),
        ("Owner", owner),
        ("Date", long_date(day)),
    )
    blocks: tuple[Block, ...] = (
        Heading(1, "Recovery sheet"),
        Facts(tuple(pair for pair in about if pair[1])),
        *(_printed(passphrase) if passphrase else _by_hand()),
        Space(),
        Prose(_FINAL),
        Prose(_KEEP),
        Heading(2, "With Mentor Journal"),
        Prose(_WITH),
        Heading(2, "Without it"),
        Prose(_WITHOUT),
        Facts(_PARAMETERS),
    )
    return Document(
        title="Recovery sheet",
        blocks=blocks,
        created=dt.datetime.combine(day, dt.time(), dt.UTC),
        author=owner,
        subject="What opens an encrypted journal",
    )


def save_recovery_sheet(
    journal: Path,
    target: Path,
    owner: str,
    day: dt.date,
    *,
    passphrase: str = "",
    paper: Paper = "a4",
) -> Drawn:
    """Draw the page to a PDF, which appears whole or not at all and is its owner's alone.

    Raises ReportError, also where the passphrase has a sign that cannot be printed, and StorageFailed where
    `target` is the journal or belongs to it.
    """
    import io

    from mentorjournal.reports.draw import draw, save

    if belongs_to_journal(journal, target):
        raise StorageFailed(f"{target.name} belongs to the journal. Nothing was saved. Choose another name.")
    document = recovery_sheet(journal, owner, day, passphrase)
    missing = draw(document, io.BytesIO(), paper=paper).missing_glyphs
    if any(sign in passphrase for sign in missing):
        raise ReportError(
            "The passphrase has a sign that no face of this computer can print. Nothing was written; print the page "
            "without the passphrase, and write it down yourself."
        )
    return save(document, target, paper=paper)


def _printed(passphrase: str) -> Iterator[Block]:
    from mentorjournal.reports.blocks import Callout, Note

    yield Callout("Passphrase", passphrase)
    spelled = _spelled(passphrase)
    if spelled:
        yield Note(f"Signs easily taken for others, by their place: {spelled}.")


def _by_hand() -> Iterator[Block]:
    from mentorjournal.reports.blocks import RuledLines

    yield RuledLines("Passphrase, written by hand", 2, 2)


def _spelled(passphrase: str) -> str:
    """The signs that paper does not show well, by their place: `3 (digit one), 7 (small letter l)`."""
    collapsed = " ".join(passphrase.split()) != passphrase
    return ", ".join(
        f"{place} ({_name(sign)})"
        for place, sign in enumerate(passphrase, 1)
        if sign in _ALIKE or (collapsed and sign.isspace()) or not sign.isprintable()
    )


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").removeprefix("LATIN ").lower()
