"""Open Badges made for the tests, in each of the ways badges travel."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

PNG_START = b"\x89PNG\r\n\x1a\n"


def credential(**changes: Any) -> dict[str, Any]:
    """A badge of version 3.0."""
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://badges.example.org/credentials/77",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "https://badges.example.org/issuers/3",
            "type": ["Profile"],
            "name": "School of Aims",
        },
        "validFrom": "2025-05-01T08:00:00+02:00",
        "awardedDate": "2025-04-30T23:30:00+02:00",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "role": "Participant",
            "creditsEarned": 2.5,
            "activityStartDate": "2025-03-01",
            "achievement": {
                "id": "https://badges.example.org/achievements/9",
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": "Mentoring well",
                "description": "Six evenings on listening.",
                "criteria": {
                    "id": "https://badges.example.org/criteria/9",
                    "narrative": "Be there, write two pages.",
                },
                "tag": ["listening", "#mentoring"],
                "alignment": [
                    {"targetName": "Listening", "targetCode": "L1", "targetUrl": "https://example.org/l1"}
                ],
            },
            "result": [{"type": ["Result"], "value": "92", "status": "Completed"}],
        },
        "evidence": [{"id": "https://example.org/essay", "type": ["Evidence"], "name": "Essay"}],
        "proof": [{"type": "DataIntegrityProof", "proofValue": "zzz"}],
        **changes,
    }


def assertion(**changes: Any) -> dict[str, Any]:
    """A badge of version 2.0."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://old.example.org/assertions/5",
        "recipient": {"type": "email", "hashed": True, "identity": "sha256$00"},
        "issuedOn": "2019-06-30T12:00:00Z",
        "verification": {"type": "HostedBadge"},
        "expires": "2024-06-30T12:00:00Z",
        "evidence": "https://old.example.org/essay",
        "badge": {
            "type": "BadgeClass",
            "id": "https://old.example.org/badges/1",
            "name": "Safe laboratory",
            "description": "Knows where the shower is.",
            "criteria": {"narrative": "Find the shower."},
            "issuer": {"type": "Profile", "name": "Old School", "url": "https://old.example.org"},
            "tags": ["safety"],
        },
        **changes,
    }


def letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def token(payload: Any) -> str:
    """A compact JWS; nobody could check its signature."""
    return (
        ".".join(letters(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, payload))
        + ".c2ln"
    )


def chunk(kind: bytes, body: bytes, size: int | None = None) -> bytes:
    length = len(body) if size is None else size
    return struct.pack(">I", length) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def text_chunk(keyword: str, text: str, *, compressed: bool = False) -> bytes:
    data = zlib.compress(text.encode()) if compressed else text.encode()
    return chunk(b"iTXt", keyword.encode() + b"\0" + (b"\1" if compressed else b"\0") + b"\0\0\0" + data)


def png(*chunks: bytes, filler: int = 0) -> bytes:
    """A picture of one pixel with chunks before its end, after `filler` bytes of picture."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"tEXt", b"Comment\0" + b"x" * filler)
    return PNG_START + header + body + b"".join(chunks) + chunk(b"IEND", b"")


def svg(inside: str = "", verify: str = "") -> str:
    named = f' verify="{verify}"' if verify else ""
    body = f"<![CDATA[{inside}]]>" if inside else ""
    return (
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
        f"<openbadges:credential{named}>{body}</openbadges:credential><circle r='1'/></svg>"
    )
