"""Where the tables and keys of a TOML text stand."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.toml_lines import Path, lines_of, near

TEXT = '''\
# [not.a.table]
one = 1
"two words" = """
[no]
three = 3 ]
"""
many = [
  "]", # ]
  { inside = 1 },
]
a.b = 'x # y'

[table.sub] # why
key = 2
[[list]]
key = "\\"["
[list.under]
key = 1
[[list]]
[[list.deep]]
key = 5
'''


def test_keys_and_tables_are_found_through_strings_and_lists() -> None:
    tomllib.loads(TEXT)
    assert lines_of(TEXT) == {
        ("one",): 2,
        ("two words",): 3,
        ("many",): 7,
        ("a",): 11,
        ("a", "b"): 11,
        ("table", "sub"): 13,
        ("table", "sub", "key"): 14,
        ("list",): 15,
        ("list", 0): 15,
        ("list", 0, "key"): 16,
        ("list", 0, "under"): 17,
        ("list", 0, "under", "key"): 18,
        ("list", 1): 19,
        ("list", 1, "deep"): 20,
        ("list", 1, "deep", 0): 20,
        ("list", 1, "deep", 0, "key"): 21,
    }


def test_what_has_no_line_stands_near_what_is_around_it() -> None:
    lines = lines_of(TEXT)
    assert near(lines, ("many", 1, "inside")) == 7
    assert near(lines, ("list", 0, "none")) == 15
    assert near(lines, ("nothing",)) == 1


def paths(value: Any, at: Path = ()) -> list[Path]:
    """Every key of a table, and of the tables in its arrays of tables."""
    found: list[Path] = []
    for key, one in value.items():
        found.append((*at, key))
        if isinstance(one, list) and one and all(isinstance(item, dict) for item in one):
            found += [path for index, item in enumerate(one) for path in paths(item, (*at, key, index))]
    return found


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
KEYS = st.sampled_from(["a", "b-1", "c_2"])
TABLES = st.dictionaries(KEYS, st.one_of(st.integers(0, 9), WORDS, st.lists(WORDS, max_size=3)))


def quoted(value: Any) -> str:
    if isinstance(value, list):
        return "[\n" + "".join(f"  {quoted(one)}, # ]\n" for one in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


@given(TABLES, st.lists(TABLES, min_size=1, max_size=4))
def test_every_key_that_the_parser_finds_is_found_on_its_line(
    top: dict[str, Any], tables: list[dict[str, Any]]
) -> None:
    def block(table: dict[str, Any]) -> str:
        return "".join(f"{key} = {quoted(value)}\n" for key, value in table.items())

    text = block(top) + "".join(f"[[list]]\n{block(table)}" for table in tables)
    found, lines = lines_of(text), text.split("\n")
    for path in paths(tomllib.loads(text)):
        if path != ("list",):
            assert lines[found[path] - 1].startswith(f"{path[-1]} = ")
