"""How much of a strange file is read before it is refused, so that no file can fill the memory."""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB

HEAD_BYTES: Final = 64 * KIB
"""What is looked at to tell what a file is."""

MAX_JSON_BYTES: Final = 128 * MIB
"""A whole Day One journal of many years stays well under this; its text is held twice while it is read."""

MAX_JSON_WEIGHT: Final = 160 * MIB
"""What the parsed values of one JSON text may take in memory without their letters: some 50,000 entries of Day One."""

MAX_TEXT_BYTES: Final = 32 * MIB
"""One text journal: jrnl, Day One plain text, jrnl's XML."""

MAX_NOTE_BYTES: Final = 8 * MIB
"""One note or one month among many in a folder."""

MAX_FRONT_MATTER_CHARS: Final = 256 * KIB
MAX_MEDIA_BYTES: Final = 512 * MIB
"""The largest file that is kept in a journal, whichever way it comes in."""

MAX_FILES: Final = 100_000
MAX_FOLDER_DEPTH: Final = 40
MAX_ENTRIES: Final = 200_000

MAX_LISTED: Final = 50_000
"""Cards of one address book, references of one list: they are held in memory until the last is read."""


MAX_ZIP_DIRECTORY_BYTES: Final = 32 * MIB
"""The list of contents is held in memory whole, so it is measured before it is read."""

MAX_ZIP_TOTAL_BYTES: Final = 40 * GIB
MAX_ZIP_RATIO: Final = 200
ZIP_RATIO_MATTERS_FROM_BYTES: Final = 64 * MIB
"""Small archives of repetitive text may well shrink a thousandfold."""

MAX_YAML_DEPTH: Final = 50
MAX_YAML_NODES: Final = 200_000
MAX_YAML_ALIASES: Final = 100

MAX_INLINE_LINE_CHARS: Final = 20_000
"""Longer lines are kept as they are: no person wrote markup in them."""

MAX_RULE_DATES: Final = 1_000
"""How many single days are read that a meeting repeats on, or leaves out."""

MAX_RULE_STEPS: Final = 2_000_000
"""How far the rules of all meetings of one import are followed, in steps of a daily one: some ten seconds."""

MAX_NOTES_BYTES: Final = 96 * MIB
"""All notes of an export together, without their files: they are held in memory until they are written."""
