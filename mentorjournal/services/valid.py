"""What holds for a record of any type before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import Record
from mentorjournal.model.templates import is_own_key
from mentorjournal.storage.rules import refuse_endless


def validate(record: Record) -> None:
    """Raise InvalidRecord where a choice is not one of its set, or a number has no end."""
    refuse_endless(record)
    for name, field, allowed in _chosen(type(record)):
        if value := getattr(record, name):
            wrong = [key for key in (value if field.many else (value,)) if key not in allowed]
            if field.choices == "feedback_model":
                wrong = [key for key in wrong if not is_own_key(key)]
            if wrong:
                raise InvalidRecord(f"{record.LABEL}: {field.label} cannot be {wrong[0]!r}.")


@per_type
def _chosen(record_type: type[Any]) -> tuple[tuple[str, Field, Mapping[str, str]], ...]:
    """The fields that take keys of a set: name, declaration, and the set."""
    fields = fields_of(record_type).items()
    return tuple((name, field, CHOICES[field.choices]) for name, field in fields if field.choices)
