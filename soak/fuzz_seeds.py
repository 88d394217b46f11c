"""What the fuzzers begin with: small sound files of each format, and the words formats are made of."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from soak.fuzz_exports import notebooks, phones
from soak.fuzz_papers import form, page, pictures
from soak.fuzz_portfolios import badges, portfolios

ROOT = Path(__file__).parent.parent

_DAY_ONE = json.dumps(
    {
        "metadata": {"version": "1.0"},
        "entries": [
            {
                "uuid": "A" * 32,
                "creationDate": "2024-03-01T10:00:00Z",
                "timeZone": "Europe/Vienna",
                "text": "Aims\\.\n![](dayone-moment://P1)",
                "tags": ["aims"],
                "photos": [{"identifier": "P1", "md5": "c0ffee", "type": "png"}],
                "location": {"placeName": "Lab", "latitude": 48.2, "longitude": 16.3},
            }
        ],
    }
).encode()
_NOTE = b"---\ntitle: Aims\ndate: 2024-01-01\ntags: [a, b]\nx: &a {k: v}\n---\n# Aims\n\n- [ ] ask\n![[a.png]]\n[[b]]\n"
_ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    b"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART;TZID=X:20260101T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270101T000000Z\r\n"
    b'EXDATE:20260108T090000\r\nSUMMARY:Talk\\, long\r\nATTENDEE;CN="A B":mailto:a@example.org\r\n'
    b"ATTACH;ENCODING=BASE64;VALUE=BINARY:YQ==\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85;R=\r\n=6F;;;\r\nFN:A B\r\n"
    b'item1.TEL;TYPE="work,voice";PREF=1:tel:+43;ext=1\r\nEMAIL;PREF:a@example.org\r\nBDAY:--0203\r\n'
    b"ORG:A\\, B;C\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0K\r\n Ggo=\r\nNOTE:a\\nb\r\nAGENT:\r\nEND:VCARD\r\n"
)
_BIB = (
    b'@string{j = "Journal " # "x"}\n@article{k1, title = {{A} b \\"{u}}, author = {A B and {C D} and E, Jr., F}, journal = j,\n'
    b"  year = 2019, month = jan, doi = {10.5555/x}, keywords = {a, b}, crossref = {k2}}\n"
    b"@book(k2, title={Whole $x^2$}, date={2019-03/2020}, abstract={a\n  b})\n"
)
_RIS = b"TY  - JOUR\r\nAU  - A, B\r\nTI  - x\r\nPY  - 2019/03//\r\nDO  - 10.5555/x\r\nKW  - a\r\nN2  - y\r\nz\r\nER  - \r\n"
_NBIB = b"PMID- 1\nDP  - 2019 Mar\nTI  - x\n      y\nFAU - A, B\nAU  - A B\nLID - 10.5555/x [doi]\nMH  - A/*b\nJT  - J\n"
_CSL = (
    b'[{"id": "x", "type": "book", "title": "<i>A</i>", "author": [{"family": "B", "given": "C", "suffix": "Jr."}],'
    b' "issued": {"date-parts": [["2019", 3]]}, "DOI": "10.5555/x", "keyword": "a, b", "publisher": "P"}]'
)
_MARKDOWN = (
    b'# Head\n\nText **bold** *it* ~~no~~ `code` [a](https://x.org "t") ![p](attachment:0190)\n\n> quote\n> - a\n'
    b">   1. b\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\ncode\n```\n- [x] done\n\n***\n\\* <b>&amp;</b>\n"
)
_HTML = (
    b"<html><!--StartFragment--><h1>A</h1><p style='font-weight:700'>b <b>c</b><i>d</i></p><ul><li>x<ol start=3>"
    b"<li>y</ol></ul><table><tr><td>1<td>2</table><pre>a\nb</pre><a href='https://x.org'>l</a><!--EndFragment-->"
)
_EXPORT = (ROOT / "tests/data/databases/schema-5.json").read_bytes


def _zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


def _packets() -> list[bytes]:
    from soak.fuzz_packets import seeds

    return seeds()


def _files(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "resources" / folder).glob("*.toml"))]


def _first(numbers: Iterable[int], *bodies: bytes) -> list[bytes]:
    """Each body behind the byte that chooses the way it is read."""
    return [bytes([number]) + body for number, body in zip(numbers, bodies, strict=True)]


SEEDS: Final[dict[str, Callable[[], list[bytes]]]] = {
    "day-one": lambda: _first(
        (0, 1, 2),
        _DAY_ONE,
        _zipped(J_json=_DAY_ONE, photos__c0ffee_png=b"p"),
        b"\tDate:\t3 May 2024 at 10:00:00 CEST\n\tTags:\ta\n\nText\n",
    ),
    "day-one-classic": lambda: _first(
        (0, 1),
        *[
            (
                b'<?xml version="1.0"?><plist version="1.0"><dict><key>Creation Date</key><date>2020-05-05T08:00:00Z</date>'
                b"<key>Entry Text</key><string>Text</string><key>Tags</key><array><string>a</string></array></dict></plist>"
            )
        ]
        * 2,
    ),
    "jrnl": lambda: _first(
        range(6),
        b"[2024-01-01 10:00] Title @tag *\nText\n\n[2024-01-02 10:00] Two\n",
        b'{"tags": {}, "entries": [{"title": "x", "body": "y", "date": "2024-01-01", "time": "10:00", "tags": ["@a"]}]}',
        b'<?xml version="1.0"?><journal><entries><entry date="2020-01-01T10:00:00" starred=""><tag name="a"/>T</entry>'
        b"</entries></journal>",
        b"# 2024\n\n## May\n\n### 2024-05-01 10:00 x\n\nText\n",
        b"---\ntitle: x\ndate: 2024-01-01 10:00\nstarred: False\ntags: a\nbody: |\n  Text\n...\n",
        b"[2024-05-01 10:00] Title\nText\n",
    ),
    "rednotebook": lambda: _first(
        (0, 1), *[b'1: {text: "Day **b** //i// [\\"file://a\\"]", Cat: {x: null}}\n2:\n  text: Two\n'] * 2
    ),
    "markdown-notes": lambda: _first((0, 1), _NOTE, _NOTE),
    "calendar": lambda: _first((0, 1), _ICS, _ICS),
    "table": lambda: _first(
        range(4),
        b'Date;Hours;Notes;Mentor\r\n03.04.2024;1,5;"a\n=b";Rosa\r\n14/04/24;1:30;;\r\n',
        b"Goal\tDue\tStatus\tDone\nAims\t6/30/2024\tactive\tyes\n",
        b"HabitName,CalendarDate,Value\nWrite,2024-01-01,1\nWalk,2024-01-01,UNKNOWN\n",
        b'Start,End,Title,Tags\n2024-01-01T10:00Z,2024-01-01 11:00,x,"a,b"\n10 PM,1:00,y,#c\n',
    ),
    "cards": lambda: _first((0, 1), _CARD, _CARD),
    "references": lambda: _first(range(6), _BIB, _RIS, _NBIB, _CSL, _RIS, _BIB),
    "notebooks": lambda: _first(range(3), *notebooks()),
    "phones": lambda: _first(range(4), *phones()),
    "portfolios": lambda: _first(range(2), *portfolios()),
    "badges": lambda: _first(range(5), *badges()),
    "zip": lambda: [b"\0" + _zipped(J_json=_DAY_ONE), b"\0" + _zipped(a_md=_NOTE, b__c_md=_NOTE)],
    "export": lambda: [
        _EXPORT()[:60_000],
        b'{"format": "mentorjournal", "version": 2, "records": [], "attachments": []}',
    ],
    "packet": _packets,
    "markdown": lambda: [_MARKDOWN],
    "paper": lambda: [_MARKDOWN, "שלום — 日本語 🙂 عربي".encode()],
    "form": lambda: [form()],
    "evidence": lambda: [page(), form()],
    "picture": pictures,
    "scheme": lambda: _files("schemes"),
    "layout": lambda: _files("layouts"),
    "settings": lambda: [
        b'theme = "dark"\ntext_scale = 1.5\nrecent = ["/a"]\nlock_minutes = 15\nsecond_seen = ""\n'
    ],
    "passphrase-file": lambda: [b"correct horse\n", b"\xef\xbb\xbfx\r\n"],
    "pasted": lambda: [_HTML],
    "window": lambda: [_MARKDOWN, _HTML],
    "journal": lambda: [bytes([way]) + bytes(range(24)) for way in (0, 1)],
}
"""Sound inputs of each target; the first byte of an importer's chooses how they are read."""

_WORDS: Final = (
    *(
        b"[",
        b"{",
        b'{"a":',
        b"]",
        b"}",
        b'"',
        b"'",
        b"\\",
        b"\n",
        b"\r\n",
        b"\t",
        b" ",
        b"\0",
        b"\xff",
        b"\xc3",
    ),
    *(
        b"<",
        b"<b>",
        b"</b>",
        b"<!--",
        b"-->",
        b"<!",
        b"<?",
        b"<![CDATA[",
        b"<a ",
        b"<ul><li>",
        b"<blockquote>",
        b"&#",
    ),
    *(
        b"![",
        b"](",
        b"[[",
        b"`",
        b"```\n",
        b"~~",
        b"**",
        b"_",
        b"*",
        b"> ",
        b"- ",
        b"1. ",
        b"|",
        b"|-",
        b"#",
        b"===",
    ),
    *(
        b"- [ ] ",
        b"&a ",
        b"*a ",
        b"? ",
        b": ",
        b"!!",
        b"--- \n",
        b"a.",
        b'"a".',
        b"[[a]]\n",
        b'"""',
        b"'''",
        b"a=1\n",
    ),
    *(
        b"BEGIN:VEVENT\n",
        b"END:VEVENT\n",
        b"RRULE:FREQ=DAILY\n",
        b" x\n",
        b"EXDATE:20260101,",
        b"BYDAY=MO,",
        b";",
        b",",
    ),
    *(
        b"\xe2\x80\xae",
        b"\xcc\x81",
        b"\xf0\x9f\x99\x82\xe2\x80\x8d",
        b"\xd7\xa9",
        b"9",
        b"0",
        b"1e9",
        b"-",
        b"{0}",
    ),
    *(
        b"=cmd|' /C x'!A0",
        b"../",
        b"C:\\",
        b"CON",
        b"<<",
        b">>",
        b"/A ",
        b"0 R ",
        b"q ",
        b"obj\n",
        b"stream\n",
        b"%PDF-",
    ),
)


def inputs(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """Sound files cut, filled and changed, words of formats one after another, and words a great many times."""
    words = st.sampled_from(_WORDS)
    some = st.lists(words | st.binary(max_size=8) | st.text(max_size=8).map(str.encode), max_size=40).map(
        b"".join
    )
    many = st.builds(
        lambda word, times: word * (times // len(word)), words, st.sampled_from((999, 30_000, 120_000))
    )
    pairs = st.builds(lambda one, two: one + two, some, many) | st.builds(
        lambda one, two, times: (one + two) * (times // (len(one) + len(two))),
        *(words, words, st.sampled_from((999, 30_000, 120_000))),
    )
    grown = some | many | pairs
    seed = st.sampled_from(seeds)
    at = st.floats(0, 1)

    def put(sound: bytes, new: bytes, where: float, gone: int) -> bytes:
        place = int(where * len(sound))
        return sound[:place] + new + sound[place + gone :]

    changed = st.builds(put, seed, grown, at, st.integers(0, 30))
    twice = st.builds(put, changed, some, at, st.integers(0, 30))
    chosen = st.builds(lambda way, rest: bytes([way]) + rest, st.integers(0, 7), grown)
    return changed | twice | chosen | grown
