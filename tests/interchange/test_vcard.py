"""Address books of every age become people, card by card, and people become an address book."""

from __future__ import annotations

import base64
import io
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry, vcard_lines, vcard_writer
from mentorjournal.interchange.plain import Incoming, Reading
from mentorjournal.model.types import Attachment, Person
from tests.interchange.portables import Chosen

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"]) | st.just(" "), max_size=40
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
PEOPLE = st.builds(
    Person,
    id=st.just("0190aaaa-0000-7000-8000-000000000001"),
    title=LINE.filter(bool),
    short_name=LINE,
    email=st.sampled_from(["", "r.lind@example.org"]),
    phone=st.sampled_from(["", "+43 1 234 567", "0171/22 33-4 ext. 5"]),
    organisation=LINE,
    position=LINE,
    notes=st.lists(LINE, max_size=3).map(lambda lines: "\n\n".join(filter(None, lines))),
)


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(tmp_path: Path, data: str | bytes) -> Reading:
    path = tmp_path / "book.vcf"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return registry.read(path)


def one(tmp_path: Path, data: str | bytes) -> Incoming:
    [incoming] = read(tmp_path, data).records
    return incoming


def who(tmp_path: Path, data: str | bytes) -> Person:
    record = one(tmp_path, data).record
    assert isinstance(record, Person)
    return record


def held(person: Person) -> tuple[str, ...]:
    called = "" if person.short_name == person.title else person.short_name
    return (
        *(person.title, called, person.email, person.phone),
        *(person.organisation, person.position, person.notes),
    )


@given(
    person=PEOPLE,
    tags=st.lists(
        LINE.map(lambda text: text.lstrip("@#＃ ")).filter(bool), max_size=2, unique_by=str.casefold
    ),
)
def test_a_person_written_as_a_card_comes_back(
    tmp_path_factory: pytest.TempPathFactory, person: Person, tags: list[str]
) -> None:
    out = io.BytesIO()
    assert vcard_writer.write(Chosen(person, words={person.id: tuple(tags)}), out).records == 1
    assert all(len(line) <= 75 for line in out.getvalue().split(b"\r\n"))
    incoming = one(tmp_path_factory.getbasetemp(), out.getvalue())
    assert isinstance(incoming.record, Person)
    assert held(incoming.record) == held(person)
    assert list(incoming.tags) == tags
    assert incoming.source_id == f"vcard:{person.id}"


def test_another_reader_understands_the_cards_we_write() -> None:
    person = Person(
        id="p1",
        title="Rosa Lind",
        short_name="Rosa",
        email="rosa@example.org",
        organisation="Institute; of Aims, Graz",
        notes="First line\nSecond, with a comma " * 9,
        updated_at=datetime(2026, 4, 14, tzinfo=UTC),
        attachments=("a1", "a2"),
    )
    picture = Attachment(id="a1", title="rosa.png", sha256="h1", media_type="image/png", size=float(len(PNG)))
    letter = Attachment(id="a2", title="letter.pdf", sha256="h2", media_type="application/pdf", size=3.0)
    out = io.BytesIO()
    left = vcard_writer.write(Chosen(person, picture, letter, files={"h1": PNG, "h2": b"PDF"}), out)
    read_back = next(iter(vobject.readComponents(out.getvalue().decode())))
    assert read_back.fn.value == "Rosa Lind"
    assert read_back.email.value == "rosa@example.org"
    assert read_back.org.value == ["Institute; of Aims, Graz"]
    assert read_back.note.value == person.notes
    whole = out.getvalue().replace(b"\r\n ", b"")
    assert b"\r\nPHOTO:data:image/png;base64," + base64.b64encode(PNG) + b"\r\n" in whole
    assert left.files == 1
    assert left.not_held == {"an attached file of a person": 1}


def test_who_may_not_be_named_has_no_card() -> None:
    people = [
        Person(id="p1", title="Rosa Lind", email="rosa@example.org"),
        Person(id="p2", title="Ilse Okafor"),
    ]
    out = io.BytesIO()
    left = vcard_writer.write(Chosen(*people, named={"p1": "my mentor"}), out)
    assert left.records == 1
    assert b"osa" not in out.getvalue()
    assert left.not_held == {"a person who is not shown by name": 1}


def test_a_card_gives_name_numbers_place_and_the_rest(tmp_path: Path) -> None:
    text = card(
        "N:Lind;Rosa;;Dr.;",
        "NICKNAME:Rosi,Rosl",
        "item1.EMAIL;TYPE=INTERNET;TYPE=HOME:home@example.org",
        "EMAIL;TYPE=WORK,PREF:mailto:work@example.org",
        "TEL;TYPE=FAX;TYPE=PREF:+43 1 9",
        "TEL;TYPE=CELL:+43 1 2",
        "ORG:Institute\\, Graz;Aims",
        "TITLE:Professor",
        "ROLE:Head",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        "item2.URL:https\\://example.org",
        "item2.X-ABLabel:_$!<HomePage>!$_",
        "ADR;TYPE=WORK:;;Street 1;Graz;;8010;Austria",
        "NOTE:One\\nTwo\\, three",
        "CATEGORIES:Mentors,Graz\\, again",
        "PHOTO;VALUE=uri:https://example.org/rosa.jpg",
    )
    incoming = one(tmp_path, text)
    person = who(tmp_path, text)
    assert (person.title, person.short_name) == ("Dr. Rosa Lind", "Rosi")
    assert (person.email, person.phone) == ("work@example.org", "+43 1 2")
    assert (person.organisation, person.position) == ("Institute, Graz, Aims", "Professor")
    assert person.notes == "One\nTwo, three"
    assert person.consent == "none"
    assert incoming.tags == ("Mentors", "Graz, again")
    assert set(incoming.extra) == {
        ("called", "Rosl"),
        ("e-mail (home)", "home@example.org"),
        ("phone (fax)", "+43 1 9"),
        ("birthday", "29 February"),
        ("role", "Head"),
        ("homepage", "https://example.org"),
        ("address (work)", "Street 1, Graz, 8010, Austria"),
        ("photo", "https://example.org/rosa.jpg"),
    }


def test_quoted_printable_of_old_telephones_is_read_whole(tmp_path: Path) -> None:
    data = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4F=6B=61=66=6F=72;=C3=85=\r\n=73=61;;;",
        "NOTE;QUOTED-PRINTABLE:ends with an equals=\r\n=3D sign=0D=0A=\r\nand a line",
        "TEL;CELL:1",
        version="2.1",
    )
    person = who(tmp_path, data)
    assert person.title == "Åsa Okafor"
    assert person.notes == "ends with an equals= sign\nand a line"
    assert person.phone == "1"


def test_letters_of_another_alphabet_are_read_as_the_line_says(tmp_path: Path) -> None:
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=windows-1251:" + "Роза".encode("cp1251") + b"\nEND:VCARD\n"
    assert who(tmp_path, data).title == "Роза"
    assert who(tmp_path, card("FN:Åsa").encode("utf-16")).title == "Åsa"
    assert who(tmp_path, card("FN:Åsa").encode("cp1252")).title == "Åsa"


def test_a_letter_cut_in_two_by_a_fold_is_whole(tmp_path: Path) -> None:
    assert who(tmp_path, b"BEGIN:VCARD\nFN:\xc3\n \x85sa\nEND:VCARD\n").title == "Åsa"


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;TYPE=PNG:{}",
        "PHOTO;BASE64;PNG:\r\n {}\r\n",
        "PHOTO:data:image/png;base64,{}",
        "PHOTO;ENCODING=BASE64;TYPE=PNG:\r\n{}\r\n",
    ],
)
def test_a_photo_is_attached_however_it_is_written(tmp_path: Path, line: str) -> None:
    text = card("FN:Rosa", line.format(base64.b64encode(PNG).decode()), "TEL:1")
    incoming = one(tmp_path, text)
    assert [(media.name, media.media_type, media.read()) for media in incoming.media] == [
        ("photo.png", "image/png", PNG)
    ]
    assert who(tmp_path, text).phone == "1"


def test_a_broken_card_costs_no_other_and_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        card("FN:One", "PHOTO;ENCODING=b:%%%%", "no colon here at all", "=broken: x")
        + card("TEL:1")
        + card("FN:Team", "KIND:group", version="4.0")
        + "BEGIN:VCARD\nFN:Two\n"
        + card("EMAIL:three@example.org")
        + "BEGIN:VCARD\nFN:Four\nTEL:",
    )
    assert [incoming.record.title for incoming in reading.records] == [
        "One",
        "Two",
        "three@example.org",
        "Four",
    ]
    told = [f"{problem.item} {problem.message}" for problem in reading.problems]
    assert [line.partition(" ")[2][:1] for line in told] == ["1", "1", "2", "3", "4", "5", "6"]
    for words, line in zip(
        (
            "Lines of it that cannot be read: 1",
            "picture is damaged",
            "no name and no e-mail",
            "list of addresses",
            "end is missing",
            "no name",
            "end is missing",
        ),
        told,
        strict=True,
    ):
        assert words in line


def test_the_card_of_an_assistant_inside_a_card_is_not_another_person(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nFN:Chief\nAGENT:\nBEGIN:VCARD\nFN:Assistant\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    assert (who(tmp_path, text).title, who(tmp_path, text).phone) == ("Chief", "1")


def test_cards_without_an_identifier_keep_theirs_and_are_told_apart(tmp_path: Path) -> None:
    text = card("FN:Rosa", "TEL:1", "REV:20260101T000000Z") + card("FN:Rosa", "TEL:2")
    first, second = read(tmp_path, text).records
    assert first.source_id != second.source_id
    assert first.source_id == read(tmp_path, text.replace("20260101", "20260202")).records[0].source_id


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\n" * 20_000,
        "BEGIN:VCARD\nAGENT:\n" * 20_000,
        card("FN:x", "N:" + ";" * 200_000),
        card("FN:x", "TEL" + ";A=B" * 50_000 + ":1"),
        card("FN:x", 'TEL;A="' + '"' * 100_000 + ":1"),
        card("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 100_000),
        card("FN:x", "CATEGORIES:" + "\\," * 100_000),
        card("FN:x", "X:" + "\n y" * 100_000),
        card("FN:x", *["TEL:1"] * 20_000),
        card("FN:x", "NOTE:y" + "\r" * 100_000),
        card("FN:x", "NOTE:a" + "\nb" * 50_000),
        card("FN;CHARSET=zlib;TYPE=:x", "BDAY:99999999", "N;CHARSET=utf-7:+AA-"),
    ],
    ids=lambda text: text[:24],
)
def test_cards_made_to_harm_are_read_or_refused(tmp_path: Path, text: str) -> None:
    try:
        reading = read(tmp_path, text)
    except ImportRefused:
        return
    assert len(reading.records) <= 1
    for incoming in reading.records:
        assert incoming.record.title in ("x", "y")


def test_a_line_too_long_to_be_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_lines, "MOST_LINE_BYTES", 1_000)
    assert (
        who(tmp_path, card("FN:Rosa", "NOTE:" + "x" * 2_000, "TEL:1", "NOTE:" + "y\n y" * 900)).phone == "1"
    )


def test_a_folder_of_cards_is_read_whole(tmp_path: Path) -> None:
    for name in ("a.vcf", "b.VCF"):
        (tmp_path / name).write_text(card(f"FN:{name}"), "utf-8")
    assert [incoming.record.title for incoming in registry.read(tmp_path).records] == ["a.vcf", "b.VCF"]
