"""A journal with an award in it, as somebody might have kept it: what may leave, and what must not."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    Activity,
    Attachment,
    Claim,
    Feedback,
    Meeting,
    Person,
    Recommendation,
    Reflection,
    Relationship,
    Scheme,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting import ReportOptions

OUT: dict[str, Any] = {"visibility": "exportable"}
SECRET = "Zephyrine"
"""Stands in everything that must never be printed."""


@dataclass(frozen=True)
class AwardJournal:
    """What was built, by its part in the story."""

    services: Services
    scheme: Scheme
    people: dict[str, Person]
    claims: dict[str, Claim]
    files: dict[str, Attachment]

    def options(self, **given: Any) -> ReportOptions:
        """The portfolio of this award."""
        return ReportOptions(document="portfolio", scheme=self.scheme.id, **given)

    def change(self, record: Any, **fields: Any) -> Any:
        """The record as it is now, saved with other fields."""
        return self.services.records.amend(record.id, fields)


def pdf(pages: int = 1, text: str = "Certificate") -> bytes:
    """A PDF of so many pages with a line of text on each."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 28)
        canvas.drawString(90, 640, f"{text} {number + 1}")
        canvas.rect(70, 90, 455, 660)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(width: int = 640, height: int = 420) -> bytes:
    """A photograph of a poster, more or less."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (width, height), (238, 240, 236))
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 30, width - 30, 90), fill=(46, 110, 103))
    for row in range(6):
        draw.rectangle((30, 120 + row * 45, width // 2 - 20, 145 + row * 45), fill=(150, 160, 158))
    draw.ellipse((width // 2 + 40, 140, width - 60, height - 60), fill=(205, 160, 90))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def story(
    title: str, day: dt.date, situation: str, task: str, action: str, result: str, learned: str = ""
) -> Reflection:
    """A STAR story that may leave."""
    parts = (
        ("what", "Situation", situation),
        ("task", "Task", task),
        ("action", "Action", action),
        ("result", "Result", result),
        ("learned", "What I learned", learned),
    )
    return Reflection(
        title=title, date=day, template="star", sections=tuple(Section(*part) for part in parts), **OUT
    )


def build(services: Services) -> AwardJournal:
    """Two years of peer mentoring: seven claims, of which one is private, with four stories and their evidence."""
    save = services.records.save
    services.profile.save(Owner("Amara Osei", "mentee", "BSc (Hons), third year", "School of Rural Medicine"))
    people = {key: save(one) for key, one in _people().items()}
    ties = [
        Relationship(
            title="Mentoring", person=people["mentor"].id, my_role="mentee", phase="cultivation",
            purpose="Learning to write for readers who are not in the field", started_on=dt.date(2024, 3, 1),
            cadence="monthly", **OUT,
        ),
        Relationship(
            title="Peer mentoring", person=people["mentee"].id, my_role="mentor", phase="cultivation",
            purpose="First laboratory reports in the bridging programme", started_on=dt.date(2024, 9, 2),
            cadence="weekly", **OUT,
        ),
    ]  # fmt: skip
    for tie in ties:
        save(tie)
    scheme = _scheme(services)
    meetings = [
        save(
            Meeting(
                title="Laboratory report", date=dt.date(2025, 9, 4) + dt.timedelta(days=7 * week),
                status="held", minutes=60, people=(people["mentee"].id,), notes=f"{SECRET} notes", **OUT,
            )
        )
        for week in range(22)
    ]  # fmt: skip
    hidden = save(Meeting(title=f"{SECRET} talk", date=dt.date(2025, 9, 5), status="held", minutes=60))
    told = {key: save(one) for key, one in _stories().items()}
    course = save(
        Activity(
            title="Research methods short course", category="learning", hours=20, date=dt.date(2025, 7, 11),
            provider="Graduate school", output="Passed with distinction", verified_by="Course register", **OUT,
        )
    )  # fmt: skip
    heard = save(
        Feedback(
            title="On the question sheet", on_what="My question sheet", person=people["mentee"].id,
            date=dt.date(2025, 12, 4), consent="given",
            sections=(Section("what", "", "I came to the library with a draft and left with a plan."),), **OUT,
        )
    )  # fmt: skip
    unasked = save(
        Feedback(
            title="On my poster", on_what="My poster", person=people["mentor"].id, date=dt.date(2026, 2, 20),
            sections=(Section("what", "", f"{SECRET} said that nobody will read it."),),
            response="I cut the text by half.", **OUT,
        )
    )  # fmt: skip
    claims: dict[str, Claim] = {}

    def claim(key: str, title: str, category: str, meets: dict[str, str], **fields: Any) -> Claim:
        given = {"visibility": "exportable", **fields}
        parts = tuple(Section(tag, tag.capitalize(), text) for tag, text in meets.items())
        made = save(Claim(title=title, scheme=scheme.id, category=category, meets=parts, **given))
        claims[key] = made
        return made

    claim(
        "course",
        "Research methods short course",
        "learning",
        {"attributes": "I can say why a sample of twelve is too small, and what would be enough."},
        status="authorised",
        authorised_on=dt.date(2025, 8, 1),
        authoriser=people["office"].id,
        amount=20,
        date=dt.date(2025, 7, 11),
        story=told["methods"].id,
        counts=(course.id,),
    )
    claim(
        "gcp",
        "Good clinical practice",
        "learning",
        {"growth": ""},
        status="authorised",
        amount=10,
        authorised_on=dt.date(2025, 10, 2),
        authoriser=people["mentor"].id,
        date=dt.date(2025, 9, 20),
        detail="Two days on consent, records and the duties of an investigator, with an examination.",
    )
    claim(
        "mentoring",
        "Peer mentoring programme, two semesters",
        "professional",
        {"attributes": "", "community": ""},
        status="submitted",
        submitted_on=dt.date(2026, 4, 2),
        date=dt.date(2026, 3, 27),
        story=told["mentoring"].id,
        counts=(*(meeting.id for meeting in meetings), hidden.id),
        evidence=(heard.id,),
    )
    claim(
        "poster",
        "Poster at the regional meeting",
        "professional",
        {"growth": "", "attributes": ""},
        status="done",
        amount=10,
        date=dt.date(2026, 2, 18),
        story=told["poster"].id,
        evidence=(unasked.id,),
    )
    claim(
        "outreach",
        "Outreach day at the high school",
        "community",
        {"community": ""},
        status="done",
        amount=13,
        date=dt.date(2025, 11, 14),
        story=told["mentoring"].id,
    )
    claim("plan", "Run the winter school", "community", {}, status="planned", amount=20)
    claim(
        "private", f"{SECRET} committee", "community", {"community": f"{SECRET}"}, status="done", amount=7,
        date=dt.date(2025, 10, 1), visibility="private",
    )  # fmt: skip
    files = _files(services, claims)
    claims = {key: services.records.get(Claim, one.id) for key, one in claims.items()}
    save(
        Recommendation(
            title="For the award", person=people["mentor"].id, scheme=scheme.id, asked_on=dt.date(2026, 3, 2),
            agreed_on=dt.date(2026, 3, 5), deadline=dt.date(2026, 5, 1), material=f"{SECRET} material", **OUT,
        )
    )  # fmt: skip
    return AwardJournal(services, scheme, people, claims, files)


def _people() -> dict[str, Person]:
    return {
        "mentor": Person(title="Odalys Quintero", roles=("mentor",), role_label="My mentor"),
        "mentee": Person(title="Benedikt Farrow", roles=(), role_label="First-year student"),
        "office": Person(title="Programme office", display="name", consent="given"),
        "omitted": Person(title="Ignatius Vellacott", display="omit"),
    }


def _scheme(services: Services) -> Scheme:
    from mentorjournal.resources import resource_path

    text = resource_path("schemes/community-100.toml").read_text("utf-8")
    answers = (
        (
            "attributes",
            "I used to answer questions. Now I ask what somebody has tried. Ignatius Vellacott noticed it first.",
        ),
        ("growth", "Waiting is part of teaching: I had treated speed as proof of knowing."),
        ("future", "I go on with two students, and somebody else takes the third."),
    )
    return services.records.save(
        Scheme(
            title="Community Award", key="community-100", edition="rules of 2026", rules=text,
            starts_on=dt.date(2024, 3, 1), final=tuple(Section(tag, "", words) for tag, words in answers), **OUT,
        )
    )  # fmt: skip


def _stories() -> dict[str, Reflection]:
    return {
        "methods": story(
            "A sample of twelve", dt.date(2025, 7, 11),
            "My pilot had twelve patients, and I wanted to compare two of its groups.",
            "I had to say how many would be enough, and why.",
            "I learned to work out the power of a test, drew the curve for three effects, and took it to the group.",
            "We asked for sixty. The proposal went through at the first reading.",
        ),
        "mentoring": story(
            "Ten minutes of questions", dt.date(2026, 3, 27),
            "First-year students in the bridging programme asked for help with their first laboratory reports. Most had been told what was wrong with a draft, few had been asked how they came to write it that way.",
            "I agreed to mentor three of them for two semesters, an hour each week, and to keep a log that the programme could check.",
            "I replaced comments on drafts with ten minutes of questions before each draft, wrote down what each student decided to try, and asked about it the week after. When Benedikt Farrow stopped coming I asked what would make the hour worth it, and we moved it to the library.",
            "46 hours in 41 meetings. All three passed the course; one of them now mentors two others. The programme adopted the question sheet.",
            "Waiting is part of teaching. I had treated speed as proof of knowing; the students' best answers came after the silence that I used to fill.",
        ),
        "poster": story(
            "A poster that is read", dt.date(2026, 2, 18),
            "My first poster had nine hundred words, and people walked past it.",
            "I had four days to make one that a stranger would stop at.",
            "I kept one figure and one sentence, and practised the rest as a talk of ninety seconds.",
            "Thirty-one people stopped, and four of them asked for the protocol.",
        ),
        "unused": story(f"{SECRET} story", dt.date(2026, 1, 10), SECRET, SECRET, SECRET, SECRET),
    }  # fmt: skip


def _files(services: Services, claims: dict[str, Claim]) -> dict[str, Attachment]:
    kept: dict[str, tuple[str, str, bytes, dict[str, Any]]] = {
        "certificate": ("course", "Certificate of the course.pdf", pdf(1), {}),
        "examination": ("gcp", "Examination result.pdf", pdf(2, "Examination"), {}),
        "log": ("mentoring", "Programme log.pdf", pdf(1, "Log"), {}),
        "poster": ("poster", "Poster.png", picture(), {}),
        "slides": ("poster", "Slides.odp", b"PK slides", {}),
        "secret": ("poster", f"{SECRET} review.pdf", pdf(1, SECRET), {"visibility": "private"}),
        "confidential": (
            "course",
            f"{SECRET} grades.pdf",
            pdf(1, SECRET),
            {"confidential": True, "visibility": "private"},
        ),
    }
    found: dict[str, Attachment] = {}
    for key, (claim, name, data, fields) in kept.items():
        file = services.attachments.add_bytes(claims[claim].id, name, data)
        found[key] = services.records.save(replace(file, **{**OUT, **fields}))
    shared = services.records.get(Claim, claims["outreach"].id)
    services.records.save(replace(shared, evidence=(*shared.evidence, found["log"].id)))
    return found
