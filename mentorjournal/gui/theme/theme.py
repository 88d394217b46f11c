"""A theme: named colours read from a TOML file."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mentorjournal.errors import JournalError
from mentorjournal.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

Scheme = Literal["light", "dark"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class ThemeError(JournalError):
    """A theme file that cannot be used; the window keeps the theme it has."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb", each named for its job; `resources/themes/light.toml` says which job."""

    name: str
    scheme: Scheme
    window: str
    surface: str
    hover: str
    line: str
    control: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    accent_wash: str
    on_accent: str
    ok_text: str
    ok_soft: str
    warn_text: str
    warn_soft: str
    late_text: str
    late_soft: str
    quiet_soft: str
    track: str
    focus: str
    selection: str
    found: str
    found_now: str
    tip: str
    on_tip: str

    def colour(self, role: str) -> str:
        """The colour called `role`; raises KeyError for a name that is none."""
        if role not in COLOUR_NAMES:
            raise KeyError(role)
        value: str = getattr(self, role)
        return value


COLOUR_NAMES: tuple[str, ...] = tuple(
    field.name for field in dataclasses.fields(Theme) if field.name not in {"name", "scheme"}
)


def builtin_themes() -> tuple[str, ...]:
    """Names `load_theme` accepts, in the order a setting offers them."""
    return ("light", "dark", "high-contrast")


def load_theme(name: str) -> Theme:
    """One of `builtin_themes()`."""
    return read_theme(resource_path(f"themes/{name}.toml"))


def read_theme(path: Path) -> Theme:
    """A theme from a TOML file; raises ThemeError naming the file and the entry that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(
            f"The theme {path.name} could not be read ({error}). The theme in use stays."
        ) from error
    return _checked(data, path.name)


def _checked(data: dict[str, Any], file: str) -> Theme:
    colours = data.get("colours")
    if not isinstance(colours, dict):
        raise ThemeError(f"The theme {file} has no [colours]. The theme in use stays; add the section.")
    missing = [name for name in COLOUR_NAMES if name not in colours]
    if missing:
        raise ThemeError(f"The theme {file} lacks {', '.join(missing)}. The theme in use stays; add them.")
    wrong = [name for name in COLOUR_NAMES if not _COLOUR.fullmatch(str(colours[name]))]
    if wrong:
        raise ThemeError(f"In the theme {file}, write {', '.join(wrong)} as #rrggbb. The theme in use stays.")
    scheme: Scheme = "dark" if data.get("scheme") == "dark" else "light"
    values = {name: str(colours[name]).lower() for name in COLOUR_NAMES}
    return Theme(name=str(data.get("name", file)), scheme=scheme, **values)
