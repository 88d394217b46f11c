"""All services of one journal: each is what it is declared as, made once, at its first use."""

from __future__ import annotations

import pytest

from mentorjournal.services.bundle import _HOMES, Services


def test_every_service_declared_is_there(services: Services) -> None:
    assert set(Services.__annotations__) == {"journal", *_HOMES}
    for name in _HOMES:
        made = getattr(services, name)
        assert type(made).__name__ == Services.__annotations__[name]
        assert getattr(services, name) is made


def test_what_is_no_service_is_an_attribute_error(services: Services) -> None:
    with pytest.raises(AttributeError, match="'nonsense'"):
        _ = services.nonsense
