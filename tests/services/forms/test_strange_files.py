"""Strange, damaged and hostile files: refused in words, or read within limits."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.model.types import Feedback
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.forms import read_form
from tests.reports.form_filling import written
from tests.services.form_answers import (
    ANSWERS,
    file_of,
    form_of,
)


def test_a_blank_form_is_refused(services: Services, asked: Feedback, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="Nothing is filled in"):
        services.forms.take(file_of(tmp_path, form_of(services, asked)))


def test_import_takes_a_form_and_says_what_it_is(services: Services, asked: Feedback, tmp_path: Path) -> None:
    path = file_of(tmp_path, written(form_of(services, asked), {**ANSWERS, "given_on": "soon"}))
    seen = importing.preview(services.journal, path)
    assert (seen.format, seen.found, seen.new, seen.rows[0].title) == (
        "filled-form",
        1,
        1,
        "My talk on alerts",
    )
    assert services.records.get(Feedback, asked.id).direction == "asked"
    done = importing.run(services.journal, seen)
    assert (done.imported, done.label) == (1, "Take in a feedback form")
    assert "could not be read" in done.problems[0].message
    assert importing.preview(services.journal, path).new == 0


def test_a_locked_form_is_refused_with_what_to_do(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    lock = pikepdf.Encryption(owner="x", user="x")
    path = file_of(tmp_path, written(form_of(services, asked), ANSWERS, encryption=lock))
    with pytest.raises(ImportRefused, match="locked with a password"):
        services.forms.take(path)


def test_another_pdf_is_no_form(services: Services, tmp_path: Path) -> None:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    path = file_of(tmp_path, out.getvalue())
    assert read_form(out.getvalue()) is None
    assert not services.forms.is_form(path)
    with pytest.raises(ImportRefused, match="seems to be a PDF"):
        importing.preview(services.journal, path)
    with pytest.raises(ImportRefused, match="filled in by hand"):
        services.forms.take(path)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 5000, b"no PDF", b"%PDF-1.4\n%%EOF"]
)
def test_damage_is_refused_in_words(services: Services, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ImportRefused):
        services.forms.take(file_of(tmp_path, data))
    assert services.history.next_undo() == ""


def test_a_form_that_was_cut_short_is_refused_or_read_never_half(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    data = written(form_of(services, asked), ANSWERS)
    for part in range(1, 10):
        path = file_of(tmp_path, data[: len(data) * part // 10])
        with pytest.raises(ImportRefused):
            services.forms.take(path)
    assert services.records.get(Feedback, asked.id) == asked


def test_control_characters_and_endless_values_are_tamed(services: Services, asked: Feedback) -> None:
    wild = {
        "giver": "He\x00le\u202ena\x07\n Brandt",
        "q_what": "A" * 200_000,
        "q_impact": "one\r\ntwo\x0bthree\ufdd0",
    }
    filled = read_form(written(form_of(services, asked), wild))
    assert filled is not None
    assert filled.values["giver"] == "Helena Brandt"
    assert len(filled.values["q_what"]) == 20_000
    assert filled.cut == ("q_what",)
    assert filled.values["q_impact"] == "one\ntwo\nthree"


def test_scripts_and_other_forms_inside_are_passed_over(services: Services, asked: Feedback) -> None:
    with pikepdf.open(io.BytesIO(written(form_of(services, asked), ANSWERS))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="this.resetForm();")
        pdf.Root.AcroForm.XFA = pikepdf.String("<xdp><field/></xdp>")
        out = io.BytesIO()
        pdf.save(out)
    filled = read_form(out.getvalue())
    assert filled is not None
    assert filled.values["giver"] == "Helena Brandt"


def test_a_form_with_ten_thousand_fields_is_none_of_ours(services: Services, asked: Feedback) -> None:
    with pikepdf.open(io.BytesIO(written(form_of(services, asked), ANSWERS))) as pdf:
        widget: dict[str, Any] = {
            "Type": pikepdf.Name.Annot,
            "Subtype": pikepdf.Name.Widget,
            "FT": pikepdf.Name.Tx,
            "Rect": [0, 0, 1, 1],
            "V": "y",
        }
        more = [pdf.make_indirect(pikepdf.Dictionary(**widget, T=f"x{at}")) for at in range(10_000)]
        pdf.pages[0].Annots.extend(more)
        pdf.Root.AcroForm.Fields.extend(more)
        out = io.BytesIO()
        pdf.save(out)
    assert read_form(out.getvalue()) is None


def test_a_form_of_a_later_version_is_refused(services: Services, asked: Feedback) -> None:
    with pytest.raises(ImportRefused, match="another version"):
        read_form(written(form_of(services, asked), {**ANSWERS, "mj_form": "feedback/99"}))


def test_a_file_too_large_for_a_form_is_refused() -> None:
    with pytest.raises(ImportRefused, match="32 MB"):
        read_form(b"%PDF-1.7" + bytes(33 << 20))


def test_a_file_that_is_not_there_is_said_to_be(services: Services, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="cannot be opened"):
        services.forms.take(tmp_path / "nowhere.pdf")
    assert not services.forms.is_form(tmp_path)
