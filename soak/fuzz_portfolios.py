"""Sound portfolios and badges for the fuzzers to begin with."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from typing import Final

_LEAP: Final = (
    b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:rdf="r" xmlns:mahara="m"'
    b' xmlns:leap2="http://terms.leapspecs.org/"><id>https://a/export/7/1711900000</id><author><name>R</name></author>'
    b"<entry><title>P</title><id>p:1</id><published>2024-03-01T23:30:00+01:00</published>"
    b'<content type="xhtml"><div><p>a <b>b</b>&nbsp;<img rel="leap2:has_part" href="p:4" alt="x"/><a href="p:4">y</a>'
    b'</p></div></content><rdf:type rdf:resource="leap2:entry"/><link rel="related" href="p:4"/>'
    b'<category term="t"/></entry>'
    b"<entry><title>G</title><id>p:2</id><updated>2024-03-01T23:30:00Z</updated><content>w</content>"
    b'<rdf:type rdf:resource="leap2:plan"/><link rel="leap2:has_part" href="p:3"/></entry>'
    b'<entry><title>T</title><id>p:3</id><content type="html">&lt;p&gt;x&lt;/p&gt;</content>'
    b'<rdf:type rdf:resource="leap2:plan"/><link rel="leap2:is_part_of" href="p:2"/>'
    b'<leap2:date leap2:point="target" leap2:label="31.06.2002"></leap2:date>'
    b'<leap2:status leap2:stage="completed"/></entry>'
    b'<entry><title>f.png</title><id>p:4</id><rdf:type rdf:resource="leap2:resource"/>'
    b'<link rel="enclosure" href="files/0-f.png" type="image/png"/></entry>'
    b"<entry><title>C</title><id>p:5</id><updated>2024-03-01T23:30:00Z</updated><content>ok</content>"
    b'<rdf:type rdf:resource="leap2:entry"/><link rel="leap2:reflects_on" href="p:1"/>'
    b'<mahara:artefactplugin mahara:type="comment"/></entry>'
    b"<entry><title>H</title><id>urn:uuid:1</id><updated>2024-03-01T23:30:00Z</updated>"
    b'<rdf:type rdf:resource="leap2:activity"/><category term="activity" scheme="urn:mentorjournal:type"/>'
    b'<category term="2.5" scheme="urn:mentorjournal:hours"/></entry></feed>'
)
_BADGE: Final = (
    b'{"@context":"https://purl.imsglobal.org/spec/ob/v3p0/c","id":"https://a/1","type":["OpenBadgeCredential"],'
    b'"issuer":{"name":"I"},"validFrom":"2025-05-01T08:00:00Z","credentialSubject":{"achievement":{"name":"A",'
    b'"criteria":{"narrative":"n"},"tag":["t"]},"result":[{"value":"1"}]},"evidence":[{"id":"https://a/e"}]}'
)
_OLD: Final = b'{"type":"Assertion","uid":"1","issuedOn":1561896000,"badge":{"name":"A","issuer":"https://a/i"},"evidence":"https://a"}'


def _token() -> bytes:
    parts = (b'{"alg":"x"}', _BADGE, b"s")
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def portfolios() -> list[bytes]:
    """A feed, and an archive with it and its file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("leap2a.xml", _LEAP)
        archive.writestr("files/0-f.png", b"png")
    return [_LEAP, stream.getvalue()]


def badges() -> list[bytes]:
    """A badge as JSON, as a token, in a picture and in a drawing, and one of an older version."""
    picture = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", b"\0" * 13)
    picture += _chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + zlib.compress(_BADGE)) + _chunk(
        b"IEND", b""
    )
    drawing = (
        b"<svg xmlns:openbadges='o'><openbadges:credential><![CDATA["
        + _BADGE
        + b"]]></openbadges:credential></svg>"
    )
    return [_BADGE, _token(), picture, drawing, _OLD]
