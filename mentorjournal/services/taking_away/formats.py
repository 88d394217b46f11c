"""Every open format the journal can be taken away in, as data: what each is for, and what it cannot hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format by its key. `ending` is that of its file, "" where it is a folder.

    `says` is what it is for and `loses` what it cannot hold, each a sentence for people. `reads_back` tells
    whether Import reads it again. `module` is a module of `mentorjournal.interchange` with
    `write(portable, out)`; "" where a service writes it. `types` are the only record types it holds, empty for
    all.
    """

    key: str
    label: str
    says: str
    loses: str
    ending: str
    reads_back: bool
    module: str
    types: tuple[str, ...] = ()


FORMATS: Final[tuple[ExportFormat, ...]] = (
    ExportFormat(
        "json",
        "JSON",
        "To move to another computer, to keep, or for programs. Import reads it back without loss.",
        "The history of changes.",
        ".json",
        reads_back=True,
        module="journal_part",
    ),
    ExportFormat(
        "markdown",
        "Markdown folder",
        "To read and go on writing anywhere: one text file for each record. Obsidian opens the folder.",
        "Links between records are names, not ties; who agreed to what, and the program's own notes.",
        "",
        reads_back=True,
        module="markdown_folder",
    ),
    ExportFormat(
        "html",
        "One page (HTML)",
        "To read in any browser and to print, pictures included. Nothing in it is fetched from anywhere.",
        "Files other than pictures; it is for reading only.",
        ".html",
        reads_back=False,
        module="html_page",
    ),
    ExportFormat(
        "docx",
        "Word document",
        "Everything chosen as one document with chapters and contents, for editing.",
        "Files other than pictures, of which only the names stand in it, and what links to what.",
        ".docx",
        reads_back=False,
        module="docx_writer",
    ),
    ExportFormat(
        "csv",
        "Tables (CSV)",
        "For spreadsheets and statistics: one table for each kind of record.",
        "Attached files; formulas are written as plain text.",
        "",
        reads_back=True,
        module="csv_writer",
    ),
    ExportFormat(
        "ics",
        "Calendar",
        "Meetings and action items with a day, for any calendar program.",
        "Everything without a day, and whatever is confidential. Past meetings where a first day or everything is chosen; "
        "notes and guests with everything.",
        ".ics",
        reads_back=True,
        module="",
        types=("meeting", "action"),
    ),
    ExportFormat(
        "vcard",
        "Address book",
        "People who agreed to be named, as vCard 4.0 for any address book.",
        "Roles, ties, what somebody shares with you, and files other than one picture.",
        ".vcf",
        reads_back=True,
        module="vcard_writer",
        types=("person",),
    ),
    ExportFormat(
        "bibtex",
        "BibTeX",
        "Resources, for a reference manager or LaTeX.",
        "Attached files, who recommended a resource, what it belongs to, how far you read it.",
        ".bib",
        reads_back=True,
        module="bibtex_writer",
        types=("resource",),
    ),
    ExportFormat(
        "csl-json",
        "CSL-JSON",
        "Resources, for Zotero, Pandoc and other programs that cite.",
        "Attached files, who recommended a resource, what it belongs to, how far you read it.",
        ".json",
        reads_back=True,
        module="csl_json",
        types=("resource",),
    ),
    ExportFormat(
        "leap2a",
        "Portfolio (Leap2A)",
        "For Mahara and other portfolios: entries as a journal, goals as plans with their tasks, files.",
        "People, what links to what but goals and feedback, and further fields, which stand there in words.",
        ".zip",
        reads_back=True,
        module="leap2a_writer",
    ),
    ExportFormat(
        "europass",
        "Europass",
        "Mentoring as voluntary work, to open in the Europass CV editor: days, hours, what it was for.",
        "Everything but mentoring, service and community work; names of people; files.",
        ".xml",
        reads_back=False,
        module="europass_writer",
        types=("relationship", "activity"),
    ),
)


def format_of(key: str) -> ExportFormat | None:
    """The format of this key, or None."""
    return next((known for known in FORMATS if known.key == key), None)
