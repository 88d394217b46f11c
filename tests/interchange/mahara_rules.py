"""The rules by which Mahara's importer takes a portfolio, in our own words."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote_plus
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LEAP = "{http://terms.leapspecs.org/}"
PLUGIN = "{http://wiki.mahara.org/Developer_Area/Import%2F%2FExport/LEAP_Extensions#}"


class Mahara:
    """A portfolio as Mahara sees it: it refuses or loses what breaks these rules."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        whole = self.archive.read("leap2a.xml").decode("utf-8")
        # The prefix must be leap2: types and relations are compared as written.
        assert 'xmlns:leap2="' in whole
        self.root = ET.fromstring(whole)
        assert self.root.tag == f"{ATOM}feed"
        assert self.root.findtext(f"{LEAP}version") == "http://www.leapspecs.org/2010-07/2A/"
        assert self.root.findtext(f"{ATOM}author/{ATOM}name")
        self.entries = self.root.findall(f"{ATOM}entry")
        self.by_id = {self.of(one, "id"): one for one in self.entries}
        assert len(self.by_id) == len(self.entries)
        assert not any("'" in key for key in self.by_id)

    @staticmethod
    def of(entry: ET.Element, name: str) -> str:
        return entry.findtext(f"{ATOM}{name}") or ""

    @staticmethod
    def kind(entry: ET.Element) -> str:
        return next(one.get(f"{RDF}resource", "") for one in entry.findall(f"{RDF}type"))

    @staticmethod
    def links(entry: ET.Element, rel: str) -> list[str]:
        return [one.get("href", "") for one in entry.findall(f"{ATOM}link") if one.get("rel") == rel]

    @staticmethod
    def plugin(entry: ET.Element) -> str:
        found = entry.find(f"{PLUGIN}artefactplugin")
        return "" if found is None else found.get(f"{PLUGIN}type", "")

    def is_plan(self, entry: ET.Element) -> bool:
        body = entry.find(f"{ATOM}content")
        return self.kind(entry) == "leap2:plan" and body is not None and body.get("type", "text") == "text"

    def is_task(self, entry: ET.Element) -> bool:
        above = self.links(entry, "leap2:is_part_of")
        return any(key in self.by_id and self.is_plan(self.by_id[key]) for key in above)

    def is_file(self, entry: ET.Element) -> bool:
        outside = [href for href in self.links(entry, "enclosure") if href not in self.by_id]
        return len(outside) == 1 and unquote_plus(outside[0]) in self.archive.namelist()

    def blogs(self) -> list[ET.Element]:
        def says_blog(one: ET.Element) -> bool:
            named = [(each.get("term"), each.get("scheme")) for each in one.findall(f"{ATOM}category")]
            return ("Blog", "categories:selection_type#") in named

        return [one for one in self.entries if self.kind(one) == "leap2:selection" and says_blog(one)]
