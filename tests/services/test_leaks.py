"""Nothing leaves by accident: secrets are planted in the sample journals, and searched for in all that a file holds."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    Activity,
    Agreement,
    Attachment,
    Claim,
    Feedback,
    Goal,
    Meeting,
    Milestone,
    Outcome,
    Person,
    Reflection,
    Relationship,
    Scheme,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.printing import Printing
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.sample import Side, write_sample
from mentorjournal.storage import database, journal_file
from mentorjournal.storage.writer import Writer
from tests.services.extracting import extracted
from tests.services.reporting_journal import NOW

TODAY = NOW.date()
HIDDEN_NAME = "Quillon Vanterpool"
SECRETS = (
    *("Quillon", "Vanterpool", "q.vanterpool@nowhere.example", "Nightshade", "51.2345N"),
    *(
        "Xylophonic Ambition",
        "I dream of leaving in Thermidor",
        "Kept between us in Floréal",
        "Brumaire plan",
    ),
    *(
        "zeppelin-salary",
        "The trashed Nivôse",
        "Pluviôse belongs to no report",
        "Germinal step",
        "gazebo-photo",
    ),
)
"""A person who is left out, what a camera wrote, and titles, texts and files of what may not leave."""
CONFIDENTIAL = ("Kept between us in Floréal", "Pluviôse belongs to no report")
MEETING_DAY = dt.date(2026, 4, 15)


@dataclass(frozen=True)
class Journal:
    """A sample journal with secrets in it, and the records its documents are about."""

    services: Services
    tie: str
    meeting: str
    agreement: str
    scheme: str
    claim: str
    feedback: str


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Side, Journal]]:
    folder = tmp_path_factory.mktemp("leaks")
    with (
        journal_file.create(folder / "mentee.journal", clock=lambda: NOW) as one,
        journal_file.create(folder / "mentor.journal", clock=lambda: NOW) as two,
    ):
        yield {"mentee": _planted(one, "mentee"), "mentor": _planted(two, "mentor")}


def _photograph() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Taken by Nightshade"
    exif[0x010E] = "51.2345N 0.1E"
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _planted(journal: database.Database, side: Side) -> Journal:
    sample = write_sample(journal, TODAY, side=side)
    scheme = next(item for item in sample.records if isinstance(item, Scheme))
    tie = next(
        item for item in sample.records if isinstance(item, Relationship) and item.phase == "cultivation"
    )
    with journal.writing("Plant") as change:
        _hide(change)
        hidden = change.put(
            Person(title=HIDDEN_NAME, display="omit", email="q.vanterpool@nowhere.example", position="Rector")
        )
        _tell(change, hidden, tie, scheme)
        met = change.put(
            Meeting(
                title=f"Ahead of {HIDDEN_NAME}",
                people=(tie.person or "",),
                relationship=tie.id,
                date=MEETING_DAY,
                objective=f"Ask about {HIDDEN_NAME}",
                visibility="exportable",
                summary=f"We spoke of {HIDDEN_NAME}.",
            )
        )
        agreed = change.put(
            Agreement(
                relationship=tie.id, sections=(Section("goals", "Goals", f"We write to {HIDDEN_NAME}."),)
            )
        )
        claim = change.put(
            Claim(title=f"Hours with {HIDDEN_NAME}", scheme=scheme.id, visibility="exportable", date=TODAY)
        )
        asked = change.put(
            Feedback(
                title=f"On {HIDDEN_NAME}",
                on_what=f"My talk to {HIDDEN_NAME}",
                direction="asked",
                person=tie.person,
            )
        )
    return Journal(services_for(journal), tie.id, met.id, agreed.id, scheme.id, claim.id, asked.id)


def _hide(change: Writer) -> None:
    """What may not leave at all."""
    change.put(Goal(title="Xylophonic Ambition", why="I dream of leaving in Thermidor.", status="active"))
    change.put(
        Reflection(
            title="Pluviôse belongs to no report",
            sections=(Section("what", "", "Kept between us in Floréal."),),
            visibility="exportable",
            confidential=True,
            date=TODAY,
        )
    )
    change.put(Reflection(title="The gazebo in private", date=TODAY))
    gone = change.put(Activity(title="The trashed Nivôse", hours=3, visibility="exportable", date=TODAY))
    change.trash(gone)


def _tell(change: Writer, hidden: Person, tie: Relationship, scheme: Scheme) -> None:
    """What may leave, and mentions, links and holds what may not."""
    file = change.put(
        Attachment(
            title="zeppelin-salary.pdf",
            sha256=change.put_blob(b"%PDF-1.4 Brumaire plan"),
            media_type="application/pdf",
        )
    )
    private = change.put(
        Attachment(title="gazebo-photo.jpg", sha256=change.put_blob(_photograph()), media_type="image/jpeg")
    )
    shown = change.put(
        Attachment(
            title=f"Poster with {HIDDEN_NAME}.jpg",
            sha256=change.put_blob(_photograph() + b"\n"),
            media_type="image/jpeg",
            visibility="exportable",
        )
    )
    told = (
        f"{HIDDEN_NAME} said so. ![Poster of {HIDDEN_NAME}](attachment:{shown.id}) See [zeppelin-salary]"
        f"(attachment:{file.id}) and ![gazebo-photo](attachment:{private.id}) or write to q.vanterpool@nowhere.example."
    )
    open_to: dict[str, Any] = {"visibility": "exportable", "date": TODAY, "people": (hidden.id,)}
    files = (file.id, private.id, shown.id)
    page = Reflection(
        title=f"What {HIDDEN_NAME} taught me",
        template="star",
        sections=tuple(Section(tag, tag.title(), told) for tag in ("situation", "task", "action", "result")),
        attachments=files,
        **open_to,
    )
    story = change.put(page)
    change.put(replace(page, id="", title=f"Philosophy after {HIDDEN_NAME}", attachments=()))
    aim = change.put(
        Goal(
            title=f"Learn from {HIDDEN_NAME}",
            why=told,
            status="active",
            start=TODAY,
            help_asked=f"From {HIDDEN_NAME}",
            **open_to,
        )
    )
    change.put(Milestone(title=f"Meet {HIDDEN_NAME}", goal=aim.id, due=TODAY, visibility="exportable"))
    change.put(Milestone(title="Germinal step", goal=aim.id, due=TODAY))
    change.put(
        Activity(
            title=f"Training with {HIDDEN_NAME}",
            hours=2,
            trains_mentoring=True,
            provider=HIDDEN_NAME,
            output=f"A letter to {HIDDEN_NAME}",
            **open_to,
        )
    )
    change.put(
        Feedback(
            title="On my talk",
            on_what=f"A talk for {HIDDEN_NAME}",
            person=hidden.id,
            consent="given",
            sections=(Section("what", "", f"Says {HIDDEN_NAME}: well done."),),
            response=f"I thanked {HIDDEN_NAME}.",
            **open_to,
        )
    )
    change.put(
        Outcome(
            title=f"Prize of {HIDDEN_NAME}",
            person=tie.person,
            relationship=tie.id,
            kind="award",
            joint=True,
            position=f"With {HIDDEN_NAME}",
            **open_to,
        )
    )
    change.put(
        Claim(
            title=f"Work for {HIDDEN_NAME}",
            scheme=scheme.id,
            detail=told,
            evidence=(*files, story.id),
            story=story.id,
            amount=5,
            status="authorised",
            authoriser=hidden.id,
            **open_to,
        )
    )


def _report(journal: Journal, options: ReportOptions) -> bytes:
    out = io.BytesIO()
    journal.services.reporting.draw(options, out)
    return out.getvalue()


def _options(journal: Journal, kind: str) -> ReportOptions:
    """Everything that may be chosen is chosen."""
    options = ReportOptions(document=kind, scheme=journal.scheme if KINDS[kind].scheme else "")
    offered = journal.services.reporting.candidates(options)
    return replace(options, selected=frozenset(item.id for item in offered if item.offered))


def _paper(journal: Journal, kind: str, folder: Path) -> bytes:
    """A document that is not made from a selection."""
    services, path = journal.services, folder / f"{kind}.pdf"
    printing = Printing(services.journal)
    if kind == "brief":
        return services.preparing.page(services.preparing.brief(journal.meeting, TODAY)).pdf
    if kind == "summary":
        services.follow_up.save(journal.meeting, path)
    elif kind == "agreement":
        services.agreements.save_pdf(journal.agreement, path)
    elif kind == "handover":
        services.closure.save_handover(services.closure.handover(journal.tie), path, TODAY)
    elif kind == "statement":
        return printing.bytes_of(services.forms.provider_statement(journal.claim))[0]
    elif kind == "feedback-form":
        return printing.bytes_of(services.forms.feedback_form(journal.feedback))[0]
    else:
        services.reporting.save(_options(journal, "progress"), folder / "left.pdf")
        newest = services.handing_out.all()[0]
        return printing.bytes_of(services.handing_out.document(newest.id))[0]
    return path.read_bytes()


PAPERS = ("brief", "summary", "agreement", "handover", "statement", "feedback-form", "manifest")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_no_secret_is_in_a_document_made_from_a_selection(
    journals: dict[Side, Journal], side: Side, kind: str
) -> None:
    found = extracted(_report(journals[side], _options(journals[side], kind)))
    assert [words for words in SECRETS if found.holds(words)] == []
    assert found.holds("name left out")


@pytest.mark.parametrize("kind", PAPERS)
def test_no_secret_is_in_a_paper_for_two_nor_in_a_form_nor_in_a_manifest(
    journals: dict[Side, Journal], tmp_path: Path, kind: str
) -> None:
    found = extracted(_paper(journals["mentee"], kind, tmp_path))
    assert [words for words in SECRETS if found.holds(words)] == []


def test_the_own_copy_holds_what_is_private_and_nothing_confidential(journals: dict[Side, Journal]) -> None:
    journal = journals["mentee"]
    options = ReportOptions(document="journal", own_copy=True)
    found = extracted(_report(journal, options))
    assert [words for words in CONFIDENTIAL if found.holds(words)] == []
    assert not found.holds(HIDDEN_NAME)
    assert found.holds("My own copy")
    assert found.holds("Xylophonic Ambition") is False, "goals are no entries"
    assert found.holds("The gazebo in private")
    assert found.holds("The trashed Nivôse") is False


CHOSEN: dict[Side, dict[str, str]] = {
    "mentee": {"Dr Helena Brandt": "omit", "Dr Lim Jia Wen": "role", "Aoife Brennan": "pseudonym"},
    "mentor": {"Amara Osei": "omit", "Dr Mehwish Qureshi": "role", "Dr Beatriz Faria": "pseudonym"},
}
"""What is chosen for people who agreed to be named, of whom the documents are full."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_for_single_names_holds_in_all_that_a_document_says(
    journals: dict[Side, Journal], kind: str
) -> None:
    side: Side = "mentor" if kind == "dossier" else "mentee"
    journal, wanted = journals[side], {HIDDEN_NAME: "name", **CHOSEN[side]}
    with journal.services.journal.reading() as reader:
        people = {item.title: item.id for item in reader.find(Person) if item.title in wanted}
    chosen = {people[name]: display for name, display in wanted.items()}
    found = extracted(_report(journal, replace(_options(journal, kind), names=chosen)))
    assert found.holds(HIDDEN_NAME)
    surnames = [last for name in CHOSEN[side] if len(last := name.rpartition(" ")[2]) > 4]
    assert [name for name in (*CHOSEN[side], *surnames) if found.holds(name)] == []
