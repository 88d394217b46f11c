"""Breaks the setting, changing and removing of a passphrase at every step: by an error, a failing disk, or a kill.

One seed is one step of one kind of change, drawn at random. Whatever happens, the journal and its backups open
with the old passphrase or with the new one and hold what they held, and the change can be made afterwards.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from mentorjournal import settings
from mentorjournal.storage import keys
from soak.part import Ask, Outcome, through_seeds
from tests.encryption_steps import (
    KINDS,
    AtCall,
    Picture,
    assert_change_can_be_made,
    assert_whole,
    fill,
    killed,
    tried,
)
from tests.storage.faulty_files import KINDS as FAULTS
from tests.storage.faulty_files import Fault, faulty_files

OWN_CALLS = 115
"""A little more than what a change asks of the system itself."""
ENGINE_CALLS = 900
"""A little more than the calls by which the engine changes a file during a change."""
FEW_ROUNDS = 2
"""Of key derivation, where neither it nor its time is looked at."""
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)

Base = tuple[Path, Picture]


def run(ask: Ask) -> Outcome:
    """One broken change for each seed."""
    rounds, keys.KDF_ITERATIONS = keys.KDF_ITERATIONS, FEW_ROUNDS
    try:
        with tempfile.TemporaryDirectory() as name:
            bases = {old: _made(Path(name) / (old or "plain"), old) for old, _ in KINDS}
            return through_seeds(ask, lambda seed, folder: one(bases, seed, folder))
    finally:
        keys.KDF_ITERATIONS = rounds


def _made(folder: Path, passphrase: str) -> Base:
    folder.mkdir(exist_ok=True)
    os.environ[settings.HOME_VARIABLE] = str(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    return folder, fill(folder, passphrase)


def one(bases: dict[str, Base], seed: int, folder: Path) -> Counter[str]:
    """Break one change, look at what it left, and make it again."""
    dice = random.Random(seed)
    old, new = KINDS[seed % len(KINDS)]
    base, before = bases[old]
    home = folder / "home"
    shutil.copytree(base, home)
    os.environ[settings.HOME_VARIABLE] = str(home)
    how = dice.choice(("refused", "killed", "killed in the engine", "failing disk"))
    if how.startswith("killed"):
        own = how == "killed"
        number = dice.randint(1, OWN_CALLS if own else ENGINE_CALLS)
        done = not killed(home, old, new, at=number if own else 0, engine_at=0 if own else number)
        has = assert_whole(home, old, new, before)
        assert has == new or not done
    else:
        if how == "refused":
            expected, said = tried(home, old, new, AtCall(dice.randint(1, OWN_CALLS), dice.choice(CODES)))
        else:
            with faulty_files() as layer:
                layer.arm(Fault(dice.choice(tuple(FAULTS)), dice.randint(1, ENGINE_CALLS)))
                expected, said = tried(home, old, new)
        has = assert_whole(home, old, new, before)
        assert has == expected, said
    assert_change_can_be_made(home, old, has, before)
    return Counter({how: 1, "left the old one" if has == old else "left the new one": 1})
