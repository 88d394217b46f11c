"""Whether a number is what its shape says: check digits, days that exist, ages that count."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

OLDEST: Final = 129
_MONTHS: Final = 12
_DAYS: Final = 31
_DNI: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_STATES: Final = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "  # noqa: SIM905
    "OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY".split()
)


def digits_of(words: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", words)


def luhn(words: str) -> bool:
    """The check digit of cards, of Canadian and Swedish numbers, and of telephones' own numbers."""
    digits = [int(digit) for digit in reversed(digits_of(words))]
    doubled = [digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(digits)]  # noqa: PLR2004
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def nhs(words: str) -> bool:
    """Ten digits whose last is the check digit, modulus 11, of an NHS number (England, Wales)."""
    digits = [int(digit) for digit in digits_of(words)]
    left = sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return len(digits) == 10 and len(set(digits)) > 1 and (11 - left) % 11 == digits[9]  # noqa: PLR2004


def french(words: str) -> bool:
    """The key of two digits at the end of a French number of social security."""
    digits = digits_of(words)
    return len(digits) == 15 and 97 - int(digits[:13]) % 97 == int(digits[13:])  # noqa: PLR2004


def spanish(words: str) -> bool:
    """The letter at the end of a Spanish identity number."""
    return _DNI[int(digits_of(words)) % 23] == words[-1]


def iban(words: str) -> bool:
    """The check digits of an international account number, modulus 97."""
    bare = words.replace(" ", "")
    turned = "".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])
    return 15 <= len(bare) <= 34 and int(turned) % 97 == 1  # noqa: PLR2004


def card(words: str) -> bool:
    """13 to 19 digits with a right check digit."""
    return 13 <= len(digits_of(words)) <= 19 and luhn(words)  # noqa: PLR2004


def phone(words: str) -> bool:
    """Eight to fifteen digits, not all the same."""
    digits = digits_of(words)
    return 8 <= len(digits) <= 15 and len(set(digits)) > 1  # noqa: PLR2004


def address(words: str) -> bool:
    """An address of a computer, of either version; a time of day is none."""
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return words.count(":") != 1


def day(words: str) -> bool:
    """Three numbers that can be a day in one of the usual orders."""
    parts = [int(part) for part in re.findall(r"\d+", words)[:3]]
    if len(parts) != 3:  # noqa: PLR2004
        return False
    first, second = (parts[2], parts[1]) if parts[0] > _DAYS else (parts[0], parts[1])
    low, high = sorted((first, second))
    return 1 <= low <= _MONTHS and 1 <= high <= _DAYS


def month_day(words: str) -> bool:
    """A number of one or two digits, where there is one, can be a day of a month."""
    found = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
    return found is None or 1 <= int(found[0]) <= _DAYS


def very_old(words: str) -> bool:
    """An age of 90 or more that somebody can have."""
    found = re.search(r"\d+", words)
    return found is not None and 90 <= int(found[0]) <= OLDEST  # noqa: PLR2004


def old_or_word(words: str) -> bool:
    """An age of 90 or more, in figures or in words."""
    return very_old(words) if digits_of(words) else True


def zip_code(words: str) -> bool:
    """The two letters are a state's."""
    return words[:2] in _STATES


def vehicle(words: str) -> bool:
    """Letters and digits mixed as in the number of a chassis."""
    count = len(digits_of(words))
    return 5 <= count <= 14  # noqa: PLR2004


def has_digit(words: str) -> bool:
    """At least two digits behind the label, so that "plan no. 1" is nothing."""
    return len(digits_of(words)) >= 2  # noqa: PLR2004


def long_number(words: str) -> bool:
    """At least four digits."""
    return len(digits_of(words)) >= 4  # noqa: PLR2004
