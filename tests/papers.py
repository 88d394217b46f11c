"""Every kind of document that the program makes, of the sample journals."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from mentorjournal.errors import ReportError
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Claim, Feedback, Manifest, Meeting, Relationship, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.printing import Printing
from mentorjournal.services.recovery_sheet import recovery_sheet
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.reporting.options import Paper
from mentorjournal.services.sample import Sample

PAPERS: tuple[Paper, ...] = ("a4", "letter")
R = TypeVar("R", bound=Record)


def every_paper(
    services: Services, sample: Sample, today: dt.date, folder: Path, paper: Paper
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each document of a sample journal on a paper; what it has nothing for is left out."""
    yield from _selections(services, sample, paper)
    yield from _portfolios(services, sample, paper)
    yield from _for_two(services, sample, today, folder, paper)
    yield from _forms(services, sample, paper)
    yield from _logs(services, sample, today, paper)
    yield from _recovery_sheets(services, today, paper)


def _selections(services: Services, sample: Sample, paper: Paper) -> Iterator[tuple[str, bytes]]:
    for kind in KINDS.values():
        if not kind.scheme:
            yield from _drawn(services, kind.key, ReportOptions(document=kind.key, paper=paper))
    yield from _drawn(services, "journal-own", ReportOptions(document="journal", own_copy=True, paper=paper))


def _portfolios(services: Services, sample: Sample, paper: Paper) -> Iterator[tuple[str, bytes]]:
    for number, scheme in enumerate(_of(sample, Scheme), 1):
        for evidence in (True, False):
            options = ReportOptions(document="portfolio", scheme=scheme.id, evidence=evidence, paper=paper)
            name = f"portfolio-{number}{'' if evidence else '-plain'}"
            yield from _drawn(services, name, options)


def _for_two(
    services: Services, sample: Sample, today: dt.date, folder: Path, paper: Paper
) -> Iterator[tuple[str, bytes]]:
    ahead = next(item for item in _of(sample, Meeting) if item.status == "planned")
    brief = folder / f"brief-{paper}.pdf"
    services.preparing.save([services.preparing.brief(ahead.id, today)], brief, paper)
    yield "brief", brief.read_bytes()
    agreement = folder / f"agreement-{paper}.pdf"
    services.agreements.save_pdf(_of(sample, Agreement)[0].id, agreement, paper)
    yield "agreement", agreement.read_bytes()
    summary = folder / f"summary-{paper}.pdf"
    for meeting in _of(sample, Meeting):
        if meeting.status == "held" and not meeting.confidential and not summary.exists():
            with contextlib.suppress(ReportError):
                services.follow_up.save(meeting.id, summary, paper)
    yield "summary", summary.read_bytes()
    if paper == "a4":
        handover = folder / "handover.pdf"
        tie = next(item for item in _of(sample, Relationship) if item.phase != "search")
        services.closure.save_handover(services.closure.handover(tie.id), handover, today)
        yield "handover", handover.read_bytes()


def _forms(services: Services, sample: Sample, paper: Paper) -> Iterator[tuple[str, bytes]]:
    from mentorjournal.services.forms.feedback_form import FeedbackAsk
    from mentorjournal.services.forms.provider_statement import StatementAsk

    printing = Printing(services.journal)
    given = next(item for item in _of(sample, Feedback) if item.person)
    ask = FeedbackAsk(person_id=given.person or "", on_what="The talk", paper=paper)
    yield "feedback-form", printing.bytes_of(services.forms.feedback_preview(ask), paper)[0]
    claim = _of(sample, Claim)[0]
    statement = services.forms.provider_statement(claim.id, StatementAsk(paper=paper))
    yield "statement", printing.bytes_of(statement, paper)[0]


def _logs(services: Services, sample: Sample, today: dt.date, paper: Paper) -> Iterator[tuple[str, bytes]]:
    printing = Printing(services.journal)
    noted = _of(sample, Manifest)
    if noted:
        yield "manifest", printing.bytes_of(services.handing_out.document(noted[0].id), paper)[0]
    since = today - dt.timedelta(days=365)
    keys = [card.key for card in services.figures.cards(since, today)]
    yield "figures", printing.bytes_of(services.figures.document(keys, since, today)[0], paper)[0]


def _recovery_sheets(services: Services, today: dt.date, paper: Paper) -> Iterator[tuple[str, bytes]]:
    printing, path = Printing(services.journal), services.journal.path
    for name, passphrase in (("recovery-sheet", ""), ("recovery-sheet-printed", "l1 O0 fern and flint")):
        document = recovery_sheet(path, "Amara Nkemelu-Voss", today, passphrase)
        yield name, printing.bytes_of(document, paper)[0]


def _drawn(services: Services, name: str, options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    out = io.BytesIO()
    try:
        services.reporting.draw(options, out)
    except ReportError:
        return
    yield name, out.getvalue()


def _of(sample: Sample, record_type: type[R]) -> list[R]:
    return [record for record in sample.records if isinstance(record, record_type)]
