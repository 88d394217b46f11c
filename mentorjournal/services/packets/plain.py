"""What a packet and an answer are made of, for those who show and write them."""

from __future__ import annotations

from mentorjournal.interchange.packet_plain import (
    ANSWER,
    COMMENT,
    SUGGESTION,
    VERSION,
    Anchor,
    Answer,
    Asked,
    Contents,
    Form,
    FormPart,
    PacketFile,
    Passage,
    Remark,
    Sent,
    Spot,
    Told,
    heading_at,
)

__all__ = [
    "ANSWER",
    "COMMENT",
    "SUGGESTION",
    "VERSION",
    "Anchor",
    "Answer",
    "Asked",
    "Contents",
    "Form",
    "FormPart",
    "PacketFile",
    "Passage",
    "Remark",
    "Sent",
    "Spot",
    "Told",
    "heading_at",
]
