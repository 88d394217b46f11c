"""One template as a file: written for a colleague, and one of a colleague's taken in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import ImportRefused, StorageFailed
from mentorjournal.model.types import OwnTemplate
from mentorjournal.services.own_templates import Templates
from mentorjournal.services.template_shapes import own_key
from mentorjournal.services.templates import DEFAULT_TEMPLATE, templates
from mentorjournal.whole_file import belongs_to_journal, whole_file

if TYPE_CHECKING:
    from mentorjournal.storage.database import Database

LARGEST: Final = 1 << 20
"""Bytes; a template that ships has two thousand."""


class TemplateFiles:
    """What a person does with files of templates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, kind: str, key: str, target: Path) -> None:
        """One template as TOML, in the form of those that ship; nothing else of the journal is in it.

        Raises NotFound, and StorageFailed where the file cannot be written or is the journal's own.
        """
        from mentorjournal.interchange.template_toml import write_template

        own = Templates(self._database).written(kind, key)
        if belongs_to_journal(self._database.path, target):
            raise StorageFailed(f"“{target.name}” belongs to the journal. Choose another name.")
        try:
            with whole_file(target) as stream:
                stream.write(write_template(replace(own, key=own.based_on or own.key)).encode())
        except OSError as error:
            raise StorageFailed(
                f"“{target.name}” could not be written: {error.strerror or error}. Choose another place."
            ) from error

    def take_in(self, source: Path, *, origin: str = "") -> tuple[OwnTemplate, ...]:
        """What a file holds becomes the reader's own, as one step, each under a key of its own.

        One that is here word for word is not added again. Raises ImportRefused.
        """
        from mentorjournal.interchange.template_toml import read_template

        found = read_template(_text_of(source), source.name)
        known = {one.key for one in templates("reflection")}
        service = Templates(self._database)
        places = {one.kind: service.next_place(one.kind) for one in found}
        with self._database.writing(f"Take in “{found[0].title}”", origin=origin) as change:
            here = {_words(one): one for one in change.find(OwnTemplate)}
            made = []
            for one in found:
                if _words(one) in here:
                    made.append(here[_words(one)])
                    continue
                answered = one.answered_with
                if one.kind == "prompt" and answered not in known:
                    answered = DEFAULT_TEMPLATE
                place, places[one.kind] = places[one.kind], places[one.kind] + 1
                made.append(
                    change.put(
                        replace(one, key=own_key(), based_on=one.key, place=place, answered_with=answered)
                    )
                )
        return tuple(made)


def _words(one: OwnTemplate) -> tuple[object, ...]:
    return one.kind, one.title, one.description, one.sections, one.mentor_sections, one.low, one.high


def _text_of(source: Path) -> str:
    try:
        if source.stat().st_size > LARGEST:
            raise ImportRefused(
                f"“{source.name}” is too large to be a template. Nothing was added; choose a file of text."
            )
        return source.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"“{source.name}” is not a text in UTF-8. Nothing was added; save it anew as a text file."
        ) from error
    except OSError as error:
        raise ImportRefused(
            f"“{source.name}” could not be read: {error.strerror or error}. Nothing was added."
        ) from error
