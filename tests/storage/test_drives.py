"""Network drives are known by what each system tells of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mentorjournal.storage.drives import REMOTE_DRIVE, linux_kind, macos_kind, network_kind, windows_kind

MOUNTS = r"""sysfs /sys sysfs rw,nosuid 0 0
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
filer.uni.example:/people /people nfs4 rw,vers=4.2 0 0
/dev/sda1 /people/ada/disk ext4 rw 0 0
//filer/my\040group /mnt/my\040group cifs rw 0 0
ada@host:/data /people/ada/disk/far fuse.sshfs rw 0 0
tmpfs /mnt/over nfs rw 0 0
/dev/sdb1 /mnt/over ext4 rw 0 0
short
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/people/ada/mine.mentorjournal", "nfs4"),
        ("/people/ada/disk/mine.mentorjournal", ""),
        ("/people/ada/disk/far/mine.mentorjournal", "fuse.sshfs"),
        ("/people/ada/disk2/mine.mentorjournal", "nfs4"),
        ("/mnt/my group/mine.mentorjournal", "cifs"),
        ("/mnt/over/mine.mentorjournal", ""),
        ("/homes/mine.mentorjournal", ""),
    ],
)
def test_linux_tells_by_the_nearest_mount(path: str, kind: str) -> None:
    assert linux_kind(MOUNTS, path) == kind


def test_no_mounts_tell_nothing() -> None:
    assert linux_kind("", "/people/ada") == ""


def statfs(kind: bytes, flags: int) -> bytes:
    return bytes(64) + flags.to_bytes(4, sys.byteorder) + bytes(4) + kind.ljust(16, b"\0") + bytes(2048)


def test_macos_tells_by_the_flag_and_the_name() -> None:
    assert macos_kind(statfs(b"apfs", 0x1000 | 0x80)) == ""
    assert macos_kind(statfs(b"smbfs", 0x80)) == "smbfs"
    assert macos_kind(statfs(b"", 0)) == "network"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"\\filer\group\mine.mentorjournal", "network"),
        (r"\\?\UNC\filer\group\mine.mentorjournal", "network"),
        (r"\\?\C:\Journals\mine.mentorjournal", ""),
        (r"C:\Journals\mine.mentorjournal", ""),
        (r"H:\mine.mentorjournal", "network"),
        (r"\\?\H:\mine.mentorjournal", "network"),
    ],
)
def test_windows_tells_by_the_root_and_the_type_of_the_drive(path: str, kind: str) -> None:
    assert windows_kind(path, lambda root: REMOTE_DRIVE if root == "H:\\" else 3) == kind


def test_the_drive_of_a_test_is_asked_without_an_error(tmp_path: Path) -> None:
    assert isinstance(network_kind(tmp_path / "mine.mentorjournal"), str)
