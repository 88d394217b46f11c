"""Address books and lists of references that other programs really wrote, where they lie beside the project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Incoming, Reading
from mentorjournal.model.types import Person, Resource
from tests.interchange.real import REAL, of, read

BIRTHDAYS = {
    "1980-03-22": "22 March 1980",
    "19800322": "22 March 1980",
    "19800321": "21 March 1980",
    "2012-06-06": "6 June 2012",
    "--0203": "3 February",
    "16040101": "1 January",
}
NAMELESS = "vcard/ical_js/vcard_grouped.vcf"


def told(reading: Reading) -> str:
    return "\n".join(f"{problem.item}: {problem.message}" for problem in reading.problems)


def said(incoming: Incoming, *names: str) -> list[str]:
    return [value for name, value in incoming.extra if name.startswith(names)]


def person(incoming: Incoming) -> Person:
    assert isinstance(incoming.record, Person)
    return incoming.record


def resource(incoming: Incoming) -> Resource:
    assert isinstance(incoming.record, Resource)
    return incoming.record


def check_card(incoming: Incoming, item: dict[str, Any]) -> None:
    who = person(incoming)
    if "fn" in item:
        assert who.title == " ".join(item["fn"].replace("\\", "").split())
    else:
        assert who.title == item["emails"][0]
    assert [*filter(None, [who.email]), *said(incoming, "e-mail")] == item.get("emails", [])
    assert len([*filter(None, [who.phone]), *said(incoming, "phone")]) == item.get("phones", 0)
    assert list(incoming.tags) == item.get("categories", [])
    assert said(incoming, "birthday") == ([BIRTHDAYS[item["bday"]]] if "bday" in item else [])
    assert bool(incoming.media or said(incoming, "photo")) == item.get("photo", False)
    assert bool(who.notes) == item.get("note", False)
    parts = re.split(r"(?<!\\);", item.get("org", ""))
    assert who.organisation == ", ".join(part.replace("\\", "") for part in parts if part)
    for media in incoming.media:
        assert len(media.read()) == media.size > 0


@pytest.mark.parametrize("unit", of("vcard/"))
def test_every_card_becomes_a_person(unit: dict[str, Any]) -> None:
    if unit["path"] == NAMELESS:
        with pytest.raises(ImportRefused, match="no name and no e-mail address"):
            registry.read(REAL / NAMELESS)
        return
    expect, reading = unit["expect"], read(unit)
    assert len(reading.records) == expect["contacts"]
    for incoming, item in zip(reading.records, expect["items"], strict=True):
        check_card(incoming, item)
    assert told(reading).count("It has no name") == sum("fn" not in item for item in expect["items"])


def test_a_photo_in_an_address_of_its_own_is_a_picture() -> None:
    path = REAL / "vcard/radicale/contact_photo_with_data_uri.vcf"
    if not path.exists():
        pytest.skip("no real files beside this checkout")
    [media] = registry.read(path).records[0].media
    assert media.name == "photo.png"
    assert media.read().startswith(b"\x89PNG")


def bare(title: str) -> str:
    return " ".join(re.sub(r"[{}]|</?[a-z][^<>]*>", "", title).split())


def check_title(found: Resource, title: str | None, instead: Sequence[str]) -> None:
    if title is None:
        assert found.title in instead or found.title
    else:
        assert found.title.casefold().startswith(bare(title).casefold())


@pytest.mark.parametrize("unit", of("bibliography/bibtex/"))
def test_every_entry_of_bibtex_becomes_a_resource(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.records) == expect["entries"]
    items = [item if isinstance(item, dict) else {"key": item} for item in expect["items"]]
    keys = [incoming.item for incoming in reading.records]
    assert set(keys) == {item["key"] for item in items}
    for incoming, item in zip(reading.records, items, strict=False):
        if "type" not in item:
            continue
        assert incoming.item == item["key"]
        check_title(resource(incoming), item["title"], [item["key"]])
        if item["year"]:
            assert resource(incoming).year == float(item["year"])
    note = expect.get("note", "")
    assert ("more than once" in told(reading)) == ("occurs twice" in note)
    assert ("does not say what jomch stands for" in told(reading)) == ("undefined macro" in note)


@pytest.mark.parametrize(
    ("name", "authors", "venue"),
    [
        ("article_with_special_characters.bib", "Césarü, Jean", "Nice Journal"),
        ("article_with_strings.bib", "César, Jean", "Nice Journal"),
        ("book_capital_AND.bib", "Bird, R.B.; Armstrong, R.C.; Hassager, O.", "Wiley Edition"),
        ("encoding.bib", "César, Jean", "Elémentaire"),
    ],
)
def test_letters_short_forms_and_names_of_bibtex_are_understood(name: str, authors: str, venue: str) -> None:
    path = REAL / "bibliography/bibtex" / name
    if not path.exists():
        pytest.skip("no real files beside this checkout")
    found = resource(registry.read(path).records[0])
    assert (found.authors, found.published_in) == (authors, venue)


def test_a_part_of_a_book_takes_from_the_book_what_it_lacks() -> None:
    path = REAL / "bibliography/bibtex/crossref_entries.bib"
    if not path.exists():
        pytest.skip("no real files beside this checkout")
    found = {incoming.item: resource(incoming) for incoming in registry.read(path).records}
    assert (found["cr1"].published_in, found["cr1"].year) == ("Graphs of the Continent", 1974)
    assert (found["cr7"].published_in, found["cr7"].year) == ("Book Title", 2010)


@pytest.mark.parametrize("unit", of("bibliography/csl_json/"))
def test_every_reference_of_csl_becomes_a_resource(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.records) == expect["items"]
    for incoming, item in zip(reading.records, expect["list"], strict=True):
        found = resource(incoming)
        assert incoming.item == item["id"]
        check_title(found, item["title"], [])
        assert len(found.authors.split("; ")) == item["people"]
        assert found.doi == (item["doi"] or "")
        issued = item["issued"]
        assert found.year == (issued["date-parts"][0][0] if issued else None)


@pytest.mark.parametrize("unit", of("bibliography/ris/"))
def test_every_record_of_ris_becomes_a_resource(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.records) == expect["records"]
    for incoming, item in zip(reading.records, expect["items"], strict=True):
        found = resource(incoming)
        check_title(found, item["title"], [])
        assert found.year == (float(item["year"]) if item["year"] else None)
        assert len([*filter(None, found.authors.split("; "))]) == item["authors"]
        assert found.doi == (item["doi"] or "")
        assert len(incoming.tags) == item["keywords"]


@pytest.mark.parametrize("unit", of("bibliography/nbib/"))
def test_every_record_of_pubmed_becomes_a_resource(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.records) == expect["records"]
    for incoming, item in zip(reading.records, expect["items"], strict=True):
        found = resource(incoming)
        assert incoming.item == f"PubMed {item['pmid']}"
        assert found.title == item["title"]
        assert found.authors.split("; ") == item["authors"]
        assert (found.year, found.published_in) == (float(item["year"]), item["journal"])
        assert found.doi == item.get("doi", "")
        assert len(incoming.tags) == item.get("keywords", item.get("mesh_headings"))
        for name in ("volume", "issue", "pages"):
            assert dict(incoming.extra).get(name) == item.get(name)


@pytest.mark.parametrize("unit", of("vcard/", "bibliography/"))
def test_reading_people_and_references_twice_gives_the_same_identifiers(unit: dict[str, Any]) -> None:
    if unit["path"] == NAMELESS:
        return
    first, second = (registry.read(REAL / unit["path"]).records for _ in range(2))
    assert [one.source_id for one in first] == [one.source_id for one in second]
    assert len({one.source_id for one in first}) == len(first)
