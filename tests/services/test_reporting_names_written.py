"""Names are found however a script or a file writes them."""

from __future__ import annotations

import pytest

from mentorjournal.model.types import Person
from mentorjournal.services.reporting.contacts import ADDRESS
from mentorjournal.services.reporting.names import LEFT_OUT, Names


@pytest.mark.parametrize(
    ("name", "written", "printed"),
    [
        ("Ignatius Vellacott", "Vellacott2026.pdf, letter2vellacott.pdf", "{}2026.pdf, letter2{}.pdf"),
        ("李明", "昨天李明说，与李明2026", "昨天{}说，与{}2026"),
        ("김민수", "김민수는 왔다", "{}는 왔다"),
        ("สมชาย ใจดี", "กับสมชายมา", "กับ{}มา"),
        ("Анна Иванова", "Анны нет. С Анной Ивановой", "{} нет. С {} {}"),
        ("Фёдор Достоевский", "О Достоевском, для Фёдора", "О {}, для {}"),
        ("Ян Ким", "С Кимом", "С {}"),
        ("Anna Marlow", "Anny and Annie Marlow", "{} and {} {}"),
    ],
)
def test_a_name_is_found_beside_digits_in_scripts_without_spaces_and_declined(
    name: str, written: str, printed: str
) -> None:
    names = Names([Person(id="p", title=name, display="omit")])
    assert names.scrub(written) == printed.format(*[LEFT_OUT] * 3)
    assert names.standing_in(written), "found in a file too"
    assert not names.standing_in(names.scrub(written))


@pytest.mark.parametrize(
    "written", ["Vella-\ncott said", "[Vella](https://example.org)cott said", "<b>Vella</b>cott said"]
)
def test_a_name_parted_by_what_is_not_printed_is_replaced(written: str) -> None:
    names = Names([Person(id="p", title="Ignatius Vellacott", display="omit")])
    assert names.scrub(written) == f"{LEFT_OUT} said"
    beside = "[a link](https://example.org), more-\nover Vellacott"
    assert names.scrub(beside) == beside.replace("Vellacott", LEFT_OUT), "what parts no name stays"


def test_what_only_looks_like_a_name_beside_digits_or_declined_stays() -> None:
    people = ("Co Lin", "May Young", "Maria Lopez", "이수", "Анна Иванова")
    names = Names([Person(id=name, title=name, display="omit") for name in people])
    for words in ("CO2, May2026, 3May", "Marine and Mario", "이순신", "Аннотация, Иванушка"):
        assert names.scrub(words) == words


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("see https://x.org/J%C3%BCrgen_Gro%C3%9F now", f"see {ADDRESS} now"),
        ("[his page](https://x.org/J%C3%BCrgen%20Gro%C3%9F) helped", f"his page {ADDRESS} helped"),
        ("[a page](https://x.org/Groß_(chemist)) helped", f"a page {ADDRESS} helped"),
        ("[a page](https://x.org/100%25) at https://x.org/a%20b", ""),
    ],
)
def test_an_address_that_holds_a_name_is_left_out_whole(written: str, printed: str) -> None:
    names = Names([Person(id="p", title="Jürgen Groß", display="omit")])
    assert names.scrub(written) == (printed or written)
    assert bool(names.standing_in(written)) == bool(printed)
