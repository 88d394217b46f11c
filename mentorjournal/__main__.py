"""Starts Mentor Journal: the window, or one command."""

from __future__ import annotations

import sys

from mentorjournal.app import main

if __name__ == "__main__":
    sys.exit(main())
