"""One target fuzzed by one engine in this process; `soak.fuzz` starts it, watches it and reads what it leaves.

In its folder: `now`, the input at hand; `count`, how many were read; `found-*`, inputs that were findings, each
beside a text that says why.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

SECONDS = 5.0
"""Of the processor's time that one input may take."""
MEGABYTES = 300
"""That one input may take above what the program had before the first one."""
LAST_RESORT = 2_000
"""Megabytes above that at which the system itself says no, so that no finding takes the computer with it."""
MOST_BYTES = 300_000
_STATUS = Path("/proc/self/status")


class Watched:
    """A target with its limits; what it raises is kept, once for each place it is raised at."""

    def __init__(self, read: Callable[[bytes], None], folder: Path) -> None:
        self._read = read
        self._folder = folder
        self._now = folder / "now"
        self._known = {path.name for path in folder.glob("found-*")}
        with (folder / "count").open("r+b") as stream:
            self._count = mmap.mmap(stream.fileno(), 8)
        self._base = _peak()

    def __call__(self, data: bytes) -> None:
        """Read one input. More time than allowed ends the process; so does a crash; the input stays in `now`."""
        self._now.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            self._read(data)
        except Exception:  # noqa: BLE001  every error but a refusal is what is looked for
            self._keep(data, *_place())
        signal.setitimer(signal.ITIMER_PROF, 0)
        self._count[:] = struct.pack("<Q", struct.unpack("<Q", self._count[:])[0] + 1)
        if _peak() - self._base > MEGABYTES << 20:
            self._keep(data, f"memory {len(data)}", f"{(_peak() - self._base) >> 20} MB above the start")
            sys.stderr.write("memory\n")
            # The engine would catch SystemExit; and a process that has grown cannot be measured again.
            signal.raise_signal(signal.SIGKILL)

    def _keep(self, data: bytes, place: str, why: str) -> None:
        name = f"found-{hashlib.sha256(place.encode()).hexdigest()[:12]}"
        if name not in self._known:
            self._known.add(name)
            (self._folder / name).write_bytes(data)
            (self._folder / f"{name}.txt").write_text(why, "utf-8")
            self._known.add(f"{name}.txt")


def _place() -> tuple[str, str]:
    """Where the error at hand was raised in the program, and all that is to be said of it."""
    kind, _, trace = sys.exc_info()
    frames = [one for one in traceback.extract_tb(trace) if "mentorjournal" in one.filename]
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    said = traceback.format_exc()
    return f"{kind.__name__ if kind else ''} {where}", said if len(
        said
    ) < 20_000 else f"{said[:9_000]}\n…\n{said[-9_000:]}"


def _peak() -> int:
    """The most memory this process ever held, in bytes."""
    try:
        # What getrusage tells on Linux may be that of the process that started this one.
        told = _STATUS.read_text("ascii").partition("VmHWM:")[2].split()[0]
        return int(told) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit() -> None:
    pages = Path("/proc/self/statm")
    if pages.exists():
        most = int(pages.read_text("ascii").split()[0]) * resource.getpagesize() + (LAST_RESORT << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(target: str, engine: str, seconds: str, seed: str, folder: str) -> None:
    """Fuzz one target for so many seconds."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    place = Path(folder)
    if engine == "atheris":
        import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

        from soak.fuzz_targets import TARGETS

        with atheris.instrument_imports(
            include=["mentorjournal", "markdown_it", "tomllib", "dateutil", "plistlib"]
        ):
            read = TARGETS[target]()
        _begin(read, target)
        _limit()
        watched = Watched(read, place)
        options = [
            *(f"-max_total_time={seconds}", f"-seed={seed}", "-timeout=3600", "-rss_limit_mb=0"),
            *("-max_len=20000", f"-artifact_prefix={place}/", str(place / "corpus")),
        ]
        atheris.Setup([sys.argv[0], *options], watched)
        atheris.Fuzz()
        return
    from soak.fuzz_targets import TARGETS

    read = TARGETS[target]()
    _begin(read, target)
    _limit()
    _by_strategy(Watched(read, place), target, float(seconds), int(seed))


def _begin(read: Callable[[bytes], None], target: str) -> None:
    """Read a sound input first: what is imported and drawn only then is not the inputs' doing."""
    from soak.fuzz_seeds import SEEDS

    for data in SEEDS[target]():
        read(data)


def _by_strategy(watched: Watched, target: str, seconds: float, start: int) -> None:
    from hypothesis import HealthCheck, Phase, given, seed, settings

    from soak.fuzz_seeds import SEEDS, inputs

    until = time.monotonic() + seconds
    number = start
    while time.monotonic() < until:

        @seed(number)
        @settings(
            max_examples=100,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(SEEDS[target]()))
        def once(data: bytes) -> None:
            if time.monotonic() > until:
                # The one error that is not taken for a failing example; it would go on making inputs for minutes.
                raise KeyboardInterrupt
            watched(data[:MOST_BYTES])

        with contextlib.suppress(KeyboardInterrupt):
            once()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
