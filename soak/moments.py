"""Kills a writer at random moments of an editing script; see `soak.kill`."""

from __future__ import annotations

from soak.kill import random_moments as run

__all__ = ["run"]
