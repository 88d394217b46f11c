"""What the search for identifiers finds, what it leaves alone, and that no text takes it long."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.services.identifiers import ANYWHERE, CLASSES, find

FOUND = {
    "name": [
        *(
            "Mr. Smith",
            "I saw Mrs O'Brien",
            "Patient Jane Doe",
            "the patient, Jane Doe, wept",
            "Herr Müller kam",
        ),
        *("a patient called Aisha", "his wife Mary", "Mr Black"),
    ],
    "date": [
        *("seen on 2026-03-03.", "on 03/03/2026 we met", "03.03.26", "3 March", "the 3rd of March 2026"),
        *(
            "March 3, 2026",
            "3. März 2026",
            "le 3 mars 2026",
            "3 de marzo de 2026",
            "since March",
            "March 2026",
        ),
    ],
    "age": [
        *("aged 92", "a 92-year-old man", "94 ans", "in her nineties", "a ninety-three-year-old man"),
        *("he is 91", "The patient was 104, and", "aged ninety", "who is ninety-two."),
    ],
    "phone": [
        *("call +44 20 7946 0958", "(617) 555-0134", "617-555-0134", "020 7946 0958", "01 42 68 53 00"),
        *("030/1234567", "bleep 4521", "+49 30 123456", "0171 2345678", "0412345678", "02 9876 5432"),
        *("٠٤١٢٣٤٥٦٧٨", "tel 0412 345 678"),
    ],
    "fax": ["Fax: +49 30 123456", "fax 020 7946 0958"],
    "email": ["write to a.b@c.org.", "jane.doe (at) hospital dot org", "j [at] x.org"],
    "national": [
        *("SSN 078-05-1120", "078-05-1120", "AB 12 34 56 C", "2 69 05 49 588 157 80", "12345678Z"),
        *("AMELIA75A41H501N", "811218-9876"),
    ],
    "record": ["943 476 5919", "NHS number 9434765919", "MRN 00123456", "hospital number H123456"],
    "plan": ["policy no. 4451-22", "member ID XZ99812"],
    "account": ["account number 12345678", "GB29 NWBK 6016 1331 9268 19", "4111 1111 1111 1111"],
    "licence": ["GMC 7012345", "licence no. A12345"],
    "vehicle": ["1HGCM82633A004352", "the ambulance, AB12 CDE"],
    "device": [
        "pacemaker serial SN-99812",
        "serial number SN-99123",
        "IMEI 490154203237518",
        "00:1A:2B:3C:4D:5E",
    ],
    "url": ["https://example.org/x?y=1", "see www.example.org"],
    "ip": ["from 192.168.12.4", "fe80::1ff:fe23:4567:890a"],
    "biometric": ["her fingerprint"],
    "photo": ["a full-face photograph"],
    "code": ["participant P014", "0000-0002-1825-0097", "123e4567-e89b-12d3-a456-426614174000"],
    "place": [
        *("12 High Street", "Hauptstraße 5", "12 rue de la Paix", "Calle Mayor 5", "SW1A 1AA"),
        *("Boston, MA 02115", "K1A 0B1", "1012 AB Amsterdam", "D-10115 Berlin", "She lives in Little Hadham"),
        *("51.50073, -0.12463", "zip 02139", "postcode: 2351", "Broken Hill, NSW 2880", "PLZ 10115"),
    ],
    "initials": ["Mr J.S. said", "the patient (JS) said", "J.S. told me"],
    "ward": ["in bed 12", "Ward 7B", "on Nightingale Ward"],
    "rare": ["Huntington's disease"],
}
HARMLESS = [
    *(
        "In 2026 we met",
        "from 2019 to 2024",
        "doi 10.1177/0163278719896392",
        "https://doi.org/10.1000/xyz123",
    ),
    *("50 points of 1,000", "a grant of £1,200,000", "€25 000", "pp. 12-15", "2019;12(3):345-350"),
    *(
        "version 3.11.4",
        "v1.2.3.4",
        "n = 120, p = 0.03",
        "12:30",
        "2025/26",
        "24/7",
        "75%",
        "grant R01 HL123456",
    ),
    *("we may meet", "3 may be enough", "1.5 hours", "ISBN 978-3-16-148410-0", "the ward round", "12 beds"),
    *(
        "room for improvement",
        "plan 2026",
        "U.S. students",
        "Smith, J.S. (2020)",
        "J. S. Miller wrote",
        "case 1",
    ),
    *(
        "patient Safety",
        "The patient, Monday",
        "Patient Reported Outcomes",
        "he is 91% sure",
        "she was 95 kg",
    ),
    *(
        "the room is 101.",
        "the mean was 92,",
        "WA 2019",
        "SA 2020",
        "lunch (at) noon. Then",
        "serial 12-lead ECG",
    ),
    *("0.0123456789", "post 2020 reform", "her mother. When", "ninety-three per cent", "sister Nature"),
    *("the 90 students", "90 hours", "aged 12", "1,234,567 cells", "Python 3.12", "PMID 12345678", "model 3"),
    *(
        "![scan](attachment:0190a1b2-0000-7000-8000-0123456789ab)",
        "100 200 3000",
        "COVID-19",
        "10.30",
    ),
]
NASTY = (
    "1",
    "1 ",
    "a",
    "A ",
    "a.",
    "a@",
    "1-",
    "1.",
    "1:",
    "(",
    "+1 ",
    "Mr ",
    "é",
    "\n",
    "patient A",
    "a (at) ",
    "ninety ",
    "01",
    "https://",
    "12 High ",
    "MRN: A/",
)


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in FOUND.items() for text in texts])
def test_an_identifier_is_found_under_its_class(key: str, text: str) -> None:
    (one,) = find(f"Yesterday: {text}\n")
    assert (one.key, one.label) == (key, CLASSES[key])


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_numbers_and_words_are_no_identifiers(text: str) -> None:
    assert find(f"We noted {text} for the review.") == ()


def test_every_class_has_a_shape_and_each_of_the_eighteen_stands_somewhere() -> None:
    assert set(FOUND) == set(CLASSES)
    assert set(CLASSES) > ANYWHERE


def test_names_are_looked_for_in_clinical_texts_only() -> None:
    assert find("Mr. Smith came in.", ANYWHERE) == ()


def test_of_two_in_one_place_the_longer_stands_alone() -> None:
    (one,) = find("Fax number: 020 7946 0958, then nothing")
    assert one.words == "Fax number: 020 7946 0958"


@given(st.text(alphabet="aA1 .-/:@+()é\nMarch", max_size=400))
def test_findings_are_words_of_the_text_in_order_and_apart(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.stop] == one.words for one in found)
    assert all(before.stop <= after.start for before, after in itertools.pairwise(found))


@pytest.mark.parametrize("bit", NASTY)
def test_a_long_text_of_one_thing_comes_to_an_end(bit: str) -> None:
    """A pattern that tries every way to split such a text would not be done within the life of the tests."""
    assert len(find(bit * (20_000 // len(bit)))) < 20_000
