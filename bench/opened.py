"""A journal opened for measuring: through the services, and as a bare connection under the same key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import open_services
from mentorjournal.storage import engine as engines


def services_and_raw(journal: Path, secret: str, beside: Path | None = None) -> tuple[Services, Any]:
    """The services of a journal, and a raw connection that reads it, or one that writes `beside`, a copy of it."""
    services = open_services(journal, secret)
    return services, engines.connect(beside or journal, services.journal.copy_key(), read_only=beside is None)
