"""Leap2A portfolios made for the tests: Mahara's of both addresses, and Moodle's of 2009-03."""

from __future__ import annotations

from html import escape

MAHARA = {
    "leap2": "http://terms.leapspecs.org/",
    "categories": "http://wiki.leapspecs.org/2A/categories/",
    "mahara": "http://wiki.mahara.org/Developer_Area/Import%2F%2FExport/LEAP_Extensions#",
}
ARCHIVED = {
    "leap2": "https://web.archive.org/web/20100503000634/http://terms.leapspecs.org",
    "categories": "https://web.archive.org/web/20120819100914/http://wiki.leapspecs.org:80/2A/categories",
    "mahara": "https://wiki.mahara.org/wiki/Developer_Area/Import//Export/LEAP_Extensions",
}
MOODLE = {
    "leap2": "http://wiki.cetis.ac.uk/2009-03/Leap2A_predicates#",
    "leaptype": "http://wiki.cetis.ac.uk/2009-03/Leap2A_types#",
    "categories": "http://wiki.cetis.ac.uk/2009-03/Leap2A_categories#",
}
FEED_ID = "https://port.example.org/export/7/1711900000"


def feed(*entries: str, spaces: dict[str, str] = MAHARA, feed_id: str = FEED_ID) -> str:
    """A portfolio of Rosa Lind."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    version = (
        "" if spaces is MOODLE else "<leap2:version>http://www.leapspecs.org/2010-07/2A/</leap2:version>"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"\n'
        f'  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {names}>\n  {version}\n'
        f"  <id>{feed_id}</id><title>Portfolio of Rosa Lind</title>\n"
        f"  <author><name>Rosa Lind</name><uri>portfolio:artefactinternal</uri></author>\n{''.join(entries)}</feed>"
    )


def entry(
    key: str,
    title: str,
    kind: str = "leap2:entry",
    content: str = "",
    content_type: str = "text",
    published: str = "2024-03-01T23:30:00+01:00",
    updated: str = "2024-03-02T08:00:00+01:00",
    inside: str = "",
) -> str:
    """One entry; `inside` are further elements, `content` stands in it as given when it is xhtml."""
    if content_type == "xhtml":
        content = f'<div xmlns="http://www.w3.org/1999/xhtml"><div>{content}</div></div>'
    else:
        content = escape(content)
    stamps = "".join(
        f"<{name}>{value}</{name}>"
        for name, value in (("updated", updated), ("published", published))
        if value
    )
    return (
        f"<entry><title>{escape(title)}</title><id>{key}</id>{stamps}"
        f'<content type="{content_type}">{content}</content>'
        f'<rdf:type rdf:resource="{kind}"/>{inside}</entry>\n'
    )


def link(rel: str, href: str, kind: str = "") -> str:
    return f'<link rel="{rel}" href="{href}"' + (f' type="{kind}"' if kind else "") + "/>"


def category(term: str, scheme: str = "", label: str = "") -> str:
    named = f' scheme="categories:{scheme}#"' if scheme else ""
    return f'<category term="{term}"{named}' + (f' label="{label}"' if label else "") + "/>"


def date(point: str, value: str = "", label: str = "") -> str:
    named = f' leap2:label="{label}"' if label else ""
    return f'<leap2:date leap2:point="{point}"{named}>{value}</leap2:date>'


def mahara(kind: str, plugin: str) -> str:
    return f'<mahara:artefactplugin mahara:type="{kind}" mahara:plugin="{plugin}"/>'
