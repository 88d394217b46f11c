"""Names of files offered for saving, and the one way to ask where a PDF goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
LONGEST = 120
"""Characters; every file system takes as many, the ending included."""


def pdf_name(*words: str) -> str:
    """A name for a PDF of these words, without what some system does not take."""
    return plain_name(*words) + ".pdf"


def plain_name(*words: str) -> str:
    """A name of these words, without what some system does not take, and without an ending."""
    return " ".join(_NOT_IN_NAMES.sub(" ", " ".join(words)).split())[:LONGEST].rstrip()


def ask_pdf_path(parent: QWidget, title: str, name: str, save_to: Callable[[str], None]) -> None:
    """Ask where to save a PDF, beginning in the person's folder with `name`; `save_to` gets the path chosen."""
    dialog = QFileDialog(parent, title, str(Path.home() / name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(QCoreApplication.translate("Saving", "PDF (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(save_to)
    dialog.open()
