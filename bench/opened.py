"""A journal opened for measuring: through the services, and as a bare connection under the same key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import open_services
from mentorjournal.storage import engine as engines
from mentorjournal.storage.prepared import driver


def services_and_raw(journal: Path, secret: str, beside: Path | None = None) -> tuple[Services, Any]:
    """The services of a journal, and a raw connection that reads it, or one that writes `beside`, a copy of it."""
    services = open_services(journal, secret)
    return services, engines.connect(beside or journal, services.journal.copy_key(), read_only=beside is None)


def queries_of(services: Services, work: Callable[[], object]) -> list[str]:
    """Every query of some work, with its values written out."""
    found: list[str] = []
    work()
    with services.journal.reading() as reader:
        connection = driver(reader.connection)
        connection.set_trace_callback(found.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return [statement for statement in found if statement.lstrip().upper().startswith(("SELECT", "WITH"))]
