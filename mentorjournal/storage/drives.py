"""Whether a file lies on a drive of this computer or on one behind a network, as the system tells it."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "webdav", "davfs"),
        *("ceph", "glusterfs", "lustre", "gpfs", "beegfs", "orangefs", "9p", "vboxsf", "ftp"),
        *(
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.davfs2",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.s3fs",
        ),
        *(
            "fuse.gvfsd-fuse",
            "fuse.smbnetfs",
            "fuse.curlftpfs",
            "fuse.google-drive-ocamlfuse",
            "fuse.onedriver",
        ),
    }
)
"""File systems whose files another machine keeps, by the names of Linux and macOS."""

REMOTE_DRIVE = 4
"""DRIVE_REMOTE, what GetDriveType of Windows answers for a mapped network drive."""

_LOCAL = 0x1000
"""MNT_LOCAL of <sys/mount.h>."""
_FLAGS, _TYPE = slice(64, 68), slice(72, 88)
"""Where `struct statfs` of macOS (64-bit inodes) keeps f_flags and f_fstypename."""


def network_kind(path: Path) -> str:
    """The kind of network drive that holds `path` ("nfs4", "smbfs", "network"); empty where it is none, or where
    the system does not tell."""
    real = path.resolve()
    try:
        if sys.platform == "win32":
            return windows_kind(str(real), ctypes.windll.kernel32.GetDriveTypeW)
        if sys.platform == "darwin":
            return macos_kind(_statfs(real))
        return linux_kind(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"), str(real))
    except (OSError, AttributeError):
        return ""


def linux_kind(mounts: str, path: str) -> str:
    """As `network_kind`, from the text of /proc/mounts and an absolute path without links."""
    kind, depth = "", -1
    wanted = PurePosixPath(path)
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:  # noqa: PLR2004  device, place and type; the rest is options
            continue
        place = PurePosixPath(_unescaped(parts[1]))
        # The last line of one place is what lies on top there.
        if wanted.is_relative_to(place) and len(place.parts) >= depth:
            kind, depth = parts[2], len(place.parts)
    return kind if kind in NETWORK else ""


def macos_kind(found: bytes) -> str:
    """As `network_kind`, from the bytes of `struct statfs`."""
    if int.from_bytes(found[_FLAGS], sys.byteorder) & _LOCAL:
        return ""
    return found[_TYPE].split(b"\0")[0].decode("ascii", "replace") or "network"


def windows_kind(path: str, drive_type: Callable[[str], int]) -> str:
    """As `network_kind`, from an absolute path and what tells the type of a drive by its root."""
    plain = re.sub(r"^\\\\[?.]\\(UNC\\)?", lambda found: "\\\\" if found[1] else "", path, flags=re.I)
    if plain.startswith("\\\\"):
        return "network"
    return "network" if drive_type(plain[:2] + "\\") == REMOTE_DRIVE else ""


def _unescaped(place: str) -> str:
    """/proc/mounts writes spaces, tabs, line ends and backslashes as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def _statfs(path: Path) -> bytes:
    library = ctypes.CDLL(None, use_errno=True)
    ask = getattr(library, "statfs$INODE64", None) or library.statfs
    room = ctypes.create_string_buffer(4096)
    if ask(str(path).encode(), room):
        raise OSError(ctypes.get_errno(), "statfs")
    return room.raw
