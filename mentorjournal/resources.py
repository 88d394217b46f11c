"""Where the data files that people may read and edit are found."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_root() -> Path:
    """The folder of data files: `_resources` in an installed package, `resources` beside a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource_path(name: str) -> Path:
    """The file or folder called `name`, with forward slashes, such as "themes/light.toml".

    Raises FileNotFoundError when the installation lacks it, which is a bug and not the reader's fault.
    """
    root = resource_root()
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.exists():
        raise FileNotFoundError(f"No resource called {name!r} in {root}.")
    return path
