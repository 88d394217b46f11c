"""A template leaves as a file of the shipped form, comes back as one's own, and hostile files change nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused, StorageFailed
from mentorjournal.interchange.template_toml import MOST_PARTS, read_template
from mentorjournal.model.types import OwnTemplate
from mentorjournal.resources import resource_path
from mentorjournal.services.bundle import Services
from mentorjournal.services.instruments import instrument_from
from mentorjournal.services.templates import template, template_from

HEAD = 'key = "k"\nname = "N"\nkind = "reflection"\n'
PART = '[[sections]]\ntag = "what"\nheading = "H"\nprompt_mentee = "P"\n'


def test_each_kind_goes_out_in_the_shipped_form_and_comes_in_once(services: Services, tmp_path: Path) -> None:
    for kind, key in (
        ("reflection", "confidential_talk"),
        ("meeting", "grow"),
        ("feedback", "sbi"),
        ("pulse", "mentor_six"),
        ("prompt", services.templates.prompts("both")[0].key),
    ):
        target = tmp_path / f"{kind}.toml"
        services.template_files.write(kind, key, target)
        table = tomllib.loads(target.read_text("utf-8"))
        if kind == "pulse":
            assert instrument_from(table).items == services.templates.self_rating(key).items
        elif kind != "prompt":
            assert template_from(table).sections == template(key).sections
        (own,) = services.template_files.take_in(target)
        assert (own.kind, own.based_on) == (kind, key)
        assert own.key != key
        assert services.template_files.take_in(target) == (own,)
    assert len(services.records.all(OwnTemplate)) == 5
    assert services.templates.offered("reflection")[-1].confidential


def test_every_shipped_file_can_be_taken_in(services: Services) -> None:
    folders = ("templates/reflection", "templates/meeting", "templates/feedback", "instruments")
    files = [path for folder in folders for path in resource_path(folder).glob("*.toml")]
    read = [own for path in files for own in read_template(path.read_text("utf-8"), path.name)]
    assert len(read) == len(files)
    made = services.template_files.take_in(resource_path("prompts/mentor.toml"))
    assert len(made) > 10
    services.history.undo()
    assert services.records.all(OwnTemplate) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key = ", "not written in TOML"),
        ("", "no sections, items or prompts"),
        (HEAD.replace("reflection", "poem") + PART, "its kind"),
        (HEAD + PART * 2, "same tag"),
        (HEAD + PART.replace('"what"', '"../what"'), "“tag” is not made of"),
        (HEAD.replace('"N"', '"  "') + PART, "“name” is missing"),
        (HEAD + PART.replace('"P"', "7"), "not a text"),
        (HEAD + PART.replace("P", "P" * 2001), "longer than"),
        (HEAD + "sections = 3", "not a list of tables"),
        (HEAD + PART * (MOST_PARTS + 1), "more than"),
        ("a" + ".b" * 200 + " = 1", "parts"),
        ("x = " + "[" * 5_000 + "]" * 5_000, "cannot be used"),
        ('key = "k"\nname = "N"\nlow = 3\nhigh = 3\n[[items]]\nkey = "a"\nlabel = "A"', "no steps"),
        ('key = "k"\nname = "N"\nhigh = 9e99\n[[items]]\nkey = "a"\nlabel = "A"', "whole number"),
        ('role = "boss"\n[[prompts]]\nkey = "a"\ntext = "A"', "its role"),
        ("x" * 250_000, "longer than 200,000"),
    ],
)
def test_a_strange_file_is_refused_with_its_reason(
    services: Services, tmp_path: Path, text: str, said: str
) -> None:
    source = tmp_path / "strange.toml"
    source.write_text(text, "utf-8")
    with pytest.raises(ImportRefused, match=said) as refused:
        services.template_files.take_in(source)
    assert "Nothing was added" in refused.value.message
    assert services.records.all(OwnTemplate) == ()


def test_what_is_no_text_or_no_place_is_said(services: Services, tmp_path: Path) -> None:
    source = tmp_path / "picture.toml"
    source.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(ImportRefused, match="UTF-8"):
        services.template_files.take_in(source)
    source.write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(ImportRefused, match="too large"):
        services.template_files.take_in(source)
    with pytest.raises(ImportRefused, match="could not be read"):
        services.template_files.take_in(tmp_path / "none.toml")
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        services.template_files.write("reflection", "star", services.journal.path)
    with pytest.raises(StorageFailed, match="could not be written"):
        services.template_files.write("reflection", "star", tmp_path / "none" / "star.toml")


def test_words_that_cannot_be_seen_are_left_out(services: Services, tmp_path: Path) -> None:
    source = tmp_path / "odd.toml"
    source.write_text(HEAD.replace('"N"', '"My\\u202e  \\u0007name"') + PART, "utf-8")
    (own,) = services.template_files.take_in(source)
    assert own.title == "My name"
