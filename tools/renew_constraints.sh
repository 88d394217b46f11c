#!/bin/sh
# Writes constraints.txt anew: the newest versions that pyproject.toml allows, tried in a clean environment.
# Afterwards run `make check`, and read what changed before committing it.
set -eu
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/venv"
pip="$scratch/venv/bin/python -m pip --disable-pip-version-check"
# 6.12.0 kills the process on Python before 3.12, and one pin serves every Python.
$pip install --quiet 'PySide6-Essentials==6.11.3' '.[dev]'
# What builds the package, and what is installed on Windows alone or on an older Python.
$pip install --quiet hatchling editables tzdata colorama pywin32-ctypes
$pip freeze --exclude mentor-journal | grep '^[A-Za-z0-9._-]*==[A-Za-z0-9.]*$' | sort -f >"$scratch/pins"
mv "$scratch/pins" constraints.txt
echo "constraints.txt: $(wc -l <constraints.txt) pins"
