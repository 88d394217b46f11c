"""The most memory that this process has taken."""

from __future__ import annotations

import sys
from pathlib import Path


def peak_mb() -> float:
    """The most memory this process has held, in MiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says on Linux counts the process that started this one
        kept = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(kept.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024
