"""Voluntary work for the Europass editor: what its schema asks for, and no more about others than may be said."""

from __future__ import annotations

import datetime as dt
import io
from xml.etree import ElementTree as ET

from mentorjournal.interchange import europass_writer
from mentorjournal.interchange.portable import Left
from mentorjournal.model.types import Activity, Meeting, Person, Relationship
from tests.interchange.portables import Chosen

MAIN = "{http://www.europass.eu/1.0}"
HR = "{http://www.hr-xml.org/3}"
OA = "{http://www.openapplications.org/oagis/9}"
DAY = dt.date(2025, 3, 1)
LATER = dt.date(2025, 9, 1)


def export(chosen: Chosen) -> tuple[ET.Element, Left]:
    out = io.BytesIO()
    left = europass_writer.write(chosen, out)
    return ET.fromstring(out.getvalue()), left


def works(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{MAIN}CandidateProfile/{MAIN}VoluntaryWorks/{MAIN}VoluntaryWork")


def said(work: ET.Element, path: str) -> str | None:
    return work.findtext(
        "/".join(f"{HR if step == 'FormattedDateTime' else MAIN}{step}" for step in path.split("/"))
    )


def test_mentoring_is_voluntary_work_with_its_days_and_hours() -> None:
    root, left = export(
        Chosen(
            Person(id="p1", title="Rosa Lind"),
            Relationship(
                id="t1", person="p1", my_role="mentor", purpose="Thesis & **aims**", started_on=DAY, closed_on=LATER, phase="closed"
            ),
            Relationship(id="t2", person="p1", my_role="peer", kind="peer", started_on=LATER),
            Relationship(id="t3", person="p1", my_role="mentee"),
            Meeting(id="m1", relationship="t1", date=DAY, status="held"),
            Meeting(id="m2", relationship="t1", date=LATER, status="cancelled"),
            Activity(id="a1", title="Reading drafts", relationship="t1", hours=2.5, date=DAY, detail="Drafts"),
            Activity(id="a2", title="Journal club", category="service", hours=1, date=DAY, provider="Graz", role="Chair", detail="Monthly"),
            Activity(id="a3", title="journal club", category="service", hours=1.5, date=LATER, provider="Graz", role="Chair"),
            Activity(id="a4", title="Own course", category="learning", hours=9, date=DAY),
        )
    )  # fmt: skip
    peer, mentor, club = works(root)
    assert [said(one, "Title") for one in (peer, mentor, club)] == ["Peer mentor", "Mentor", "Journal club"]
    assert said(mentor, "Date/StartDate/FormattedDateTime") == "2025-03-01"
    assert said(mentor, "Date/EndDate/FormattedDateTime") == "2025-09-01"
    assert said(mentor, "Date/Ongoing") == "false"
    assert said(peer, "Date/Ongoing") == "true"
    assert peer.find(f"{MAIN}Date/{MAIN}EndDate") is None
    assert said(mentor, "Description") == (
        "<p>Long-term, 1 meeting, 2.5 hours</p><p>Thesis &amp; <strong>aims</strong></p>\n"
    )
    assert said(club, "Location") == "Graz"
    assert said(club, "Description") == "<p>Chair, 2.5 hours, 2 times</p><p>Monthly</p>\n"
    assert b"Rosa" not in ET.tostring(root)
    assert (left.records, left.files) == (5, 0)
    assert left.not_held == {
        europass_writer.AS_MENTEE: 1,
        europass_writer.OTHER_WORK: 1,
        europass_writer.IN_SUM: 1,
    }


def test_the_document_has_what_the_schema_demands_in_its_order() -> None:
    root, _ = export(Chosen(Activity(id="a1", title="x", hours=1, date=DAY, provider="Graz", detail="y")))
    assert root.tag == f"{MAIN}Candidate"
    assert [child.tag for child in root] == [
        f"{HR}DocumentID",
        f"{MAIN}CandidateSupplier",
        f"{MAIN}CandidatePerson",
        f"{MAIN}CandidateProfile",
    ]
    name = root.find(f"{MAIN}CandidatePerson/{MAIN}PersonName")
    assert name is not None
    assert [one.text for one in name] == ["Ilse", "Okafor"]
    assert [one.tag for one in name] == [f"{OA}GivenName", f"{HR}FamilyName"]
    [work] = works(root)
    assert [one.tag.removeprefix(MAIN) for one in work] == ["Title", "Date", "Location", "Description"]


def test_a_work_without_days_and_words_is_a_title() -> None:
    root, _ = export(Chosen(Activity(id="a1", title="\x00A \ufffe<b>", category="community")))
    [work] = works(root)
    assert [(one.tag.removeprefix(MAIN), one.text) for one in work] == [("Title", "A <b>")]


def test_hours_that_no_year_has_are_left_out_and_told() -> None:
    root, left = export(
        Chosen(
            Activity(id="a1", title="Club", category="service", hours=-3, date=DAY),
            Activity(id="a2", title="Club", category="service", hours=1e300, date=DAY),
            Activity(id="a3", title="Club", category="service", hours=2, date=DAY),
        )
    )
    assert left.not_held["hours that no year has"] == 2
    assert "e+" not in ET.tostring(root, "unicode")
    assert "2 hours" in ET.tostring(root, "unicode")
