#!/bin/sh
# Sees to what Qt and Python take from the system: installs them on Debian when run as root,
# says in one line what to run otherwise, and does nothing where they are already there.
set -eu

# Importing Qt, then the X11 platform, the Wayland platform, printing, and faces to fall back on.
packages="libglib2.0-0 libegl1 libgl1 libopengl0 libdbus-1-3 libfontconfig1 libxkbcommon0 \
libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
libwayland-cursor0 libwayland-egl1 libcups2 fontconfig fonts-liberation"

[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || {
    echo "Not a Debian system: if the window does not open, install the libraries Qt 6 needs for X11 or Wayland."
    exit 0
}

missing=
for package in $packages; do
    # Debian 13 and Ubuntu 24.04 renamed some of them with a t64 at the end.
    dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q 'install ok installed' ||
        missing="$missing $package"
done
# Debian keeps what makes a virtual environment in a package of its own.
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Missing from the system. Run: sudo apt-get install --yes$missing"
    exit 0
fi
echo "Installing from Debian:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet --quiet
# shellcheck disable=SC2086
apt-get install --yes --quiet --quiet --no-install-recommends -o Dpkg::Use-Pty=0 $missing </dev/null >/dev/null
