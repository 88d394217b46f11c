"""BibTeX is read as people write it, entry by entry, and what is written comes back."""

from __future__ import annotations

import contextlib
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import bibtex_writer, latex_letters, registry
from mentorjournal.interchange.plain import Incoming, Reading
from mentorjournal.model.types import Resource
from tests.interchange.portables import Chosen

LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Me", "Mc"])
    | st.just(" "),
    max_size=30,
).map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
WORD = st.text("abcdeéøßXYZ-", min_size=1, max_size=8).filter(lambda word: word.strip("-") == word)
AUTHOR = st.builds(lambda family, given: f"{family}, {given}", WORD, WORD) | WORD
RESOURCES = st.builds(
    Resource,
    id=st.just("r1"),
    title=LINE.filter(bool),
    kind=st.sampled_from(["article", "book", "course", "link", "file", "tool", "funding", "talk"]),
    authors=st.lists(AUTHOR, max_size=3).map("; ".join),
    year=st.none() | st.integers(1000, 2100).map(float),
    published_in=LINE,
    doi=st.sampled_from(["", "10.5555/anc.2019_0417", "10.1000/182(97)<1::AID>3.0#x"]),
    url=st.sampled_from(["", "https://example.org/a_b?c=%20d&e=~f#g"]),
    notes=st.lists(LINE, max_size=3).map(lambda lines: "\n\n".join(filter(None, lines))),
)
TAGS = st.lists(
    LINE.map(lambda text: text.replace(";", "").lstrip("@#＃ ").strip()).filter(
        lambda text: text.strip(", ") == text != ""
    ),
    max_size=3,
    unique_by=str.casefold,
)


def read(tmp_path: Path, text: str | bytes) -> Reading:
    path = tmp_path / "list.bib"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return registry.read(path)


def one(tmp_path: Path, text: str) -> Resource:
    [incoming] = read(tmp_path, text).records
    assert isinstance(incoming.record, Resource)
    return incoming.record


def held(resource: Resource) -> tuple[object, ...]:
    return (
        *(resource.title, resource.kind, resource.authors, resource.year, resource.published_in),
        *(resource.doi, resource.url, resource.notes),
    )


def back(resource: Resource, tags: tuple[str, ...], path: Path) -> Incoming:
    out = io.BytesIO()
    assert bibtex_writer.write(Chosen(resource, words={resource.id: tags}), out).records == 1
    path.write_bytes(out.getvalue())
    [incoming] = registry.read(path, "bibtex").records
    return incoming


@given(resource=RESOURCES, tags=TAGS)
def test_a_resource_written_as_bibtex_comes_back(
    tmp_path_factory: pytest.TempPathFactory, resource: Resource, tags: list[str]
) -> None:
    incoming = back(resource, tuple(tags), tmp_path_factory.getbasetemp() / "back.bib")
    assert isinstance(incoming.record, Resource)
    assert held(incoming.record) == held(resource)
    assert list(incoming.tags) == tags


@given(LINE)
def test_any_text_survives_latex(text: str) -> None:
    assert latex_letters.to_text(latex_letters.to_latex(text)) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Garc\'{\i}a M\'arquez", "García Márquez"),
        (r"{\"U}nal and \c{C}elik", "Ünal and Çelik"),
        (r"\O{}rsted, \o re, \L\'od\'z", "Ørsted, øre, Łódź"),
        (r"Dvo\v{r}\'ak \& Erd\H os", "Dvořák & Erdős"),
        (r"``Aims'' 10--20~pages, 5\,\%", "“Aims” 10–20 pages, 5 %"),
        (r"{T}he {DNA} of $x^{2}$ \emph{in vivo}", "The DNA of $x^{2}$ in vivo"),
        (r"\unknowncommand stays", r"\unknowncommand stays"),
    ],
)
def test_the_letters_of_latex_are_letters(latex: str, text: str) -> None:
    assert latex_letters.to_text(latex) == text


def test_short_forms_are_joined_and_those_nobody_explains_are_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        '@string{jcr = "Journal of " # "Careers"}\n@article{a, title = {Aims}, journal = jcr # " (B)", '
        "publisher = nobody, month = mar}\n",
    )
    [incoming] = reading.records
    assert isinstance(incoming.record, Resource)
    assert incoming.record.published_in == "Journal of Careers (B)"
    assert ("month", "March") in incoming.extra
    assert [(problem.item, "nobody" in problem.message) for problem in reading.problems] == [("a", True)]


def test_names_are_turned_family_first(tmp_path: Path) -> None:
    text = "@book{a, title={T}, author={Ilse van der Meer AND {World Health Organization} and Lind, Jr., R. and others}}"
    assert (
        one(tmp_path, text).authors == "van der Meer, Ilse; World Health Organization; Lind, R., Jr.; et al."
    )


def test_a_chapter_takes_what_it_lacks_from_its_book_and_not_its_doi(tmp_path: Path) -> None:
    text = (
        "@incollection{c, title={Chapter}, author={Lind, R.}, crossref={b}}\n"
        "@collection{b, title={Whole}, year=2019, publisher={Press}, doi={10.5555/whole}, crossref={c}}\n"
    )
    chapter = read(tmp_path, text).records[0].record
    assert isinstance(chapter, Resource)
    assert (chapter.published_in, chapter.year, chapter.doi) == ("Whole", 2019, "")


def test_a_broken_entry_costs_no_other(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "@book{one, title={A}}\n@book{two, title = {never closed\n\n@book{three, title={C}, title={D}}\n@misc{four, title={D}",
    )
    assert [incoming.record.title for incoming in reading.records] == ["A", "C"]
    told = {problem.item: problem.message for problem in reading.problems}
    assert "broken or cut off" in told["two"]
    assert "broken or cut off" in told["four"]
    assert "twice" in told["three"]


def test_two_entries_of_one_key_are_both_read_and_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "@book{k, title={A}}\n@book{k, title={B}}\n")
    assert [incoming.record.title for incoming in reading.records] == ["A", "B"]
    assert ["more than once" in problem.message for problem in reading.problems] == [True]


def test_an_entry_in_round_brackets_with_a_mark_and_western_letters_is_read(tmp_path: Path) -> None:
    assert one(tmp_path, '\ufeff@Article(k, TITLE = "Aims {"}and{"} means")').title == 'Aims "and" means'
    reading = read(tmp_path, "@book{k, title={Café}}".encode("cp1252"))
    assert reading.records[0].record.title == "Café"
    assert "not in UTF-8" in reading.problems[0].message


def test_the_same_work_has_one_identifier_however_its_doi_is_written(tmp_path: Path) -> None:
    ids = {
        one(tmp_path, f"@misc{{k{number}, title={{T}}, {field}}}").source_id
        for number, field in enumerate(
            [
                "doi={10.5555/ANC.1}",
                "doi={https://doi.org/10.5555/anc.1}",
                "url={http://dx.doi.org/10.5555/anc.1}",
            ]
        )
    }
    assert ids == {"doi:10.5555/anc.1"}


@pytest.mark.parametrize(
    "text",
    [
        *("@a{" * 30_000, "@a{k\n" * 3_000, "@a{k, t={" + "{" * 200_000, "@a{k, t=" + "a # " * 60_000 + "a}"),
        "@a{k, author={" + "x and " * 40_000 + "y}}",
        "@a{k, title={" + '\\"{' * 60_000 + "}" * 60_000 + "}}",
        "@string{a={x}}\n" + "@string{a = a # a}\n" * 60 + "@a{k, title=a}",
        "@a{k, title={" + "$" * 200_000 + "}}",
        "@a{k, title={" + "x" * 400_000 + "}}",
    ],
    ids=lambda text: text[:14],
)
def test_bibtex_made_to_harm_is_read_or_refused(tmp_path: Path, text: str) -> None:
    with contextlib.suppress(ImportRefused):
        reading = read(tmp_path, text)
        assert sum(len(incoming.record.title) for incoming in reading.records) < 600_000


def test_entries_that_refer_to_each_other_in_a_ring_are_read(tmp_path: Path) -> None:
    ring = "\n".join(
        f"@book{{k{n}, crossref={{k{(n + 1) % 50}}}, xdata={{k{(n + 2) % 50}}}}}" for n in range(50)
    )
    assert len(read(tmp_path, ring).records) == 50


def test_what_bibtex_cannot_hold_is_counted() -> None:
    out = io.BytesIO()
    resource = Resource(id="r", title="T", status="done", recommended_by="p", attachments=("f",), tags=("t",))
    left = bibtex_writer.write(Chosen(resource, words={"r": ("a;b",)}), out)
    assert left.records == 1
    assert left.not_held == {
        "the semicolon in a tag": 1,
        "the attached files of a resource": 1,
        "who recommended a resource": 1,
        "how far a resource was read and of what use it was": 1,
    }


def test_keys_are_of_family_and_year_and_never_twice() -> None:
    out = io.BytesIO()
    twice = [Resource(id=str(n), title="T", authors="Öfele, K.; Lind, R.", year=2006.0) for n in range(2)]
    bibtex_writer.write(Chosen(*twice, Resource(id="x", title="論文")), out)
    text = out.getvalue().decode()
    assert [line for line in text.split("\n") if line.startswith("@")] == [
        *("@article{Ofele2006,", "@article{Ofele2006-2,", "@article{resource,")
    ]
