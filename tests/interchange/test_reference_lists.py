"""RIS, PubMed and CSL-JSON are read record by record; CSL-JSON comes back as it was written."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import csl_json, registry, tagged_records
from mentorjournal.interchange.plain import Reading
from mentorjournal.model.types import Resource
from tests.interchange.portables import Chosen
from tests.interchange.test_bibtex import RESOURCES, TAGS, held

RIS = """Provider: a library\r
TY  - CHAP\r
AU  - Lind, Rosa\r
AU  - Okafor,Ilse\r
TI  - Asking for feedback\r
T2  - Handbook of mentoring\r
PY  - 2019/03//\r
DO  - https://doi.org/10.5555/hbm.7\r
UR  - https://example.org/7\r
UR  - https://example.org/7b\r
KW  - feedback\r
KW  - mentoring\r
N2  - What to ask,\r
and when.\r
SP  - 10\r
ER  - \r
TY  - BOOK\r
T1  - A book cut off\r
PB  - Press\r
"""
NBIB = """PMID- 111
DP  - 2021 Mar 4
TI  - Mentoring in clinical research: a long title that goes
      on in a second line.
FAU - Lind, Rosa
AU  - Lind R
CN  - Mentoring Study Group
JT  - Journal of careers
LID - 10.5555/jc.111 [doi]
AB  - We asked.
MH  - Women, Working/*psychology
OT  - mentoring

PMID- 222
JT  - No title here

PMID- 333
TI  - Without a DOI.
"""


def read(tmp_path: Path, name: str, text: str) -> Reading:
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    return registry.read(path)


def first(reading: Reading) -> Resource:
    record = reading.records[0].record
    assert isinstance(record, Resource)
    return record


def test_ris_gives_authors_venue_year_doi_words_and_the_rest(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.ris", RIS)
    found = first(reading)
    assert (found.title, found.authors) == ("Asking for feedback", "Lind, Rosa; Okafor, Ilse")
    assert (found.published_in, found.year, found.doi) == ("Handbook of mentoring", 2019, "10.5555/hbm.7")
    assert (found.url, found.notes) == ("https://example.org/7", "What to ask, and when.")
    assert reading.records[0].tags == ("feedback", "mentoring")
    assert {("link 2", "https://example.org/7b"), ("start page", "10")} <= set(reading.records[0].extra)


def test_a_record_of_ris_without_its_end_is_read_and_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.ris", RIS)
    cut = reading.records[1].record
    assert isinstance(cut, Resource)
    assert (cut.title, cut.kind, cut.published_in) == ("A book cut off", "book", "Press")
    assert [(problem.item, "end is missing" in problem.message) for problem in reading.problems] == [
        ("reference 2", True)
    ]


def test_pubmed_gives_authors_venue_year_doi_and_headings(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.nbib", NBIB)
    found = first(reading)
    assert found.title == "Mentoring in clinical research: a long title that goes on in a second line."
    assert (found.authors, found.year, found.doi) == ("Lind, Rosa", 2021, "10.5555/jc.111")
    assert (found.published_in, found.notes) == ("Journal of careers", "We asked.")
    assert sorted(reading.records[0].tags) == ["Women, Working", "mentoring"]
    assert ("group of authors", "Mentoring Study Group") in reading.records[0].extra


def test_a_record_of_pubmed_without_a_title_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.nbib", NBIB)
    assert [incoming.item for incoming in reading.records] == ["PubMed 111", "PubMed 333"]
    assert [problem.item for problem in reading.problems] == ["reference 2"]
    last = reading.records[1].record
    assert isinstance(last, Resource)
    assert last.url == "https://pubmed.ncbi.nlm.nih.gov/333/"


@given(resource=RESOURCES, tags=TAGS)
def test_a_resource_written_as_csl_comes_back(
    tmp_path_factory: pytest.TempPathFactory, resource: Resource, tags: list[str]
) -> None:
    out = io.BytesIO()
    assert csl_json.write(Chosen(resource, words={resource.id: tuple(tags)}), out).records == 1
    path = tmp_path_factory.getbasetemp() / "back.json"
    path.write_bytes(out.getvalue())
    [incoming] = registry.read(path).records
    assert isinstance(incoming.record, Resource)
    assert held(incoming.record) == held(resource)
    assert list(incoming.tags) == tags


def test_an_empty_list_of_csl_is_whole_json() -> None:
    out = io.BytesIO()
    assert csl_json.write(Chosen(), out).records == 0
    assert json.loads(out.getvalue()) == []


def test_the_names_and_dates_of_csl_are_read_in_every_form(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "type": "article-journal",
        "title": "The <i>in vivo</i> <span class='nocase'>Aims</span>",
        "author": [
            {"family": "Meer", "given": "Ilse", "non-dropping-particle": "van der", "suffix": "Jr."},
            {"literal": "Study Group"},
            "Plain",
            {"given": "Alone"},
            7,
            None,
        ],
        "issued": {"date-parts": [["2020", "3"]]},
        "custom": {"x": 1},
        "editor": [{"family": "Lind", "given": "R."}],
    }
    found = first(read(tmp_path, "a.json", json.dumps([row])))
    assert found.title == "The in vivo Aims"
    assert found.authors == "van der Meer, Ilse, Jr.; Study Group; Plain; Alone; 7"
    assert found.year == 2020
    for issued in ("2020-03", {"raw": "March 2020"}, {"literal": "c. 2020"}):
        assert first(read(tmp_path, "a.json", json.dumps([{**row, "issued": issued}]))).year == 2020


def test_what_is_no_reference_in_a_list_of_csl_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "a.json", '[{"type": "book", "id": "a", "title": "A"}, 7, {"type": "book", "id": "b"}]'
    )
    assert [incoming.record.title for incoming in reading.records] == ["A", "b"]
    assert [problem.item for problem in reading.problems] == ["reference 2", "reference 3"]


@pytest.mark.parametrize(
    "value", [None, True, 7, [], {}, "x", [[]], [{}], {"date-parts": [[None]]}, [[["x"]]]]
)
def test_csl_survives_any_value_in_any_place(tmp_path: Path, value: Any) -> None:
    names = (
        "title",
        "author",
        "issued",
        "DOI",
        "URL",
        "keyword",
        "note",
        "publisher",
        "container-title",
        "page",
        "id",
    )
    rows = [{"type": "book", "id": "a", name: value} for name in names]
    assert len(read(tmp_path, "a.json", json.dumps([{"type": "book", "id": "z"}, *rows])).records) == 12


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", "TY  - JOUR\n" * 4_000),
        ("a.ris", "TY  - JOUR\nTI  - " + "x\n" * 4_000 + "ER  - \n"),
        ("a.ris", "TY  - JOUR\n" + "AU  - x\n" * 4_000 + "ER  - \n"),
        ("a.ris", "TY  - " + "x" * 500_000),
        ("a.nbib", "PMID- 1\n" * 4_000),
        ("a.nbib", "PMID- 1\nTI  - " + "x\n      " * 4_000),
        ("a.nbib", "PMID- 1\n" + "FAU - x, y\nAU  - x y\n" * 2_000 + "TI  - x\n"),
        ("a.nbib", "PMID- 1\nTI  - x\nDP  - 9999999 Foo\nLID - [doi\nFAU -\nMH  - /*/\n"),
        ("a.json", '[{"type": "book", "id": "a", "title": "' + "<i>" * 100_000 + '"}]'),
        ("a.json", '[{"type": "book", "id": "a", "keyword": "' + ",;" * 100_000 + '"}]'),
    ],
    ids=lambda text: text[:16],
)
def test_lists_made_to_harm_are_read_or_refused(tmp_path: Path, name: str, text: str) -> None:
    with contextlib.suppress(ImportRefused):
        reading = read(tmp_path, name, text)
        assert len(reading.records) + len(reading.problems) > 0


def test_a_record_too_long_to_be_one_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged_records, "MOST_CHARS", 1_000)
    reading = read(
        tmp_path, "a.ris", f"TY  - JOUR\nTI  - {'x' * 2_000}\nER  - \nTY  - JOUR\nTI  - Good\nER  - \n"
    )
    assert [incoming.record.title for incoming in reading.records] == ["Good"]
    assert [problem.item for problem in reading.problems] == ["reference 1"]


def test_a_folder_of_lists_is_read_whole(tmp_path: Path) -> None:
    for name in ("a.ris", "b.ris"):
        (tmp_path / name).write_text(f"TY  - JOUR\nTI  - {name}\nER  - \n", "utf-8")
    (tmp_path / "read.txt").write_text("How to", "utf-8")
    reading = registry.read(tmp_path)
    assert [incoming.record.title for incoming in reading.records] == ["a.ris", "b.ris"]
    assert reading.ignored == ["read.txt"]


def test_a_folder_of_several_formats_is_read_file_by_file_and_the_rest_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@article{one, title={One}, year={2020}}")
    (tmp_path / "b.ris").write_text("TY  - JOUR\nTI  - Two\nPY  - 2021\nER  - \n")
    (tmp_path / "c.json").write_text('[{"id": "c", "type": "book", "title": "Three"}]')
    (tmp_path / "d.txt").write_text("PMID- 1\nOWN - NLM\nTI  - Four\nDP  - 2019\n\n")
    (tmp_path / "e.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Five\nEND:VCARD\n")
    (tmp_path / "f.ics").write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    (tmp_path / "h.pdf").write_bytes(b"%PDF-1.4")
    reading = registry.read(tmp_path)
    assert {one.record.title for one in reading.records} == {"One", "Two", "Three", "Four", "Five"}
    assert sorted(reading.ignored) == ["f.ics", "h.pdf"]
    assert [one.record.title for one in registry.read(tmp_path, "ris").records] == ["Two"]


def test_a_folder_of_one_format_that_no_ending_tells_is_read(tmp_path: Path) -> None:
    for name in ("c.json", "d.json"):
        (tmp_path / name).write_text(f'[{{"id": "{name}", "type": "book", "title": "{name}"}}]')
    assert [one.record.title for one in registry.read(tmp_path).records] == ["c.json", "d.json"]
