"""Pasted HTML comes in as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.gui.widgets.markdown_paste import LONGEST_HTML, html_to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>two</b> <em>three</em></p>", "One **two** *three*"),
        ("<strong>ends here </strong>and goes on", "**ends here** and goes on"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n    - c"),
        ("<ol start='3'><li>x<li>y</ol>", "3. x\n4. y"),
        ("<ul><li><p>in a paragraph</p></li></ul>", "- in a paragraph"),
        ("<a href='https://example.org/a(b)'>link</a>", "[link](https://example.org/a%28b%29)"),
        ("<a href='javascript:alert(1)'>words</a>", "words"),
        ("<h2>Aims</h2><p>Text</p>", "## Aims\n\nText"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("one<br>two", "one\ntwo"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<style>p{}</style><script>x()</script>kept", "kept"),
        (
            "<b style='font-weight: normal'>plain <span style='font-weight:700'>bold</span></b>",
            "plain **bold**",
        ),
        ("<span style='font-style: italic'>leaning</span>", "*leaning*"),
        ("<b></b>nothing marked", "nothing marked"),
        ("a<!--StartFragment--><i>b</i><!--EndFragment-->c", "*b*"),
        ("fish &amp; chips &lt;3", "fish & chips <3"),
        (
            "<table><tr><th>Name</th><th>Role</th></tr><tr><td>A</td><td>B</td></tr></table>",
            "| Name | Role |\n| --- | --- |\n| A | B |",
        ),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


def test_html_that_says_nothing_or_too_much_is_left_to_the_plain_text() -> None:
    assert html_to_markdown("<div><script>x</script></div>") is None
    assert html_to_markdown("x" * (LONGEST_HTML + 1)) is None


@given(st.text(alphabet="<>/abiulotdrhp1 \n='\"&;-", max_size=80))
def test_broken_html_is_no_error(html: str) -> None:
    found = html_to_markdown(html)
    assert found is None or found.strip("\n")


@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "<a ",
        "<b>",
        "</i>",
        "<ul><li>x",
        "<blockquote>x<br>",
        "<!--StartFragment-->",
        "<![CDATA[",
        "&#",
        "<td>",
    ],
)
def test_html_made_to_harm_is_taken_in_time_and_does_not_swell(part: str) -> None:
    html = "words " + part * (120_000 // len(part))
    made = html_to_markdown(html)
    assert made is None or (made.startswith("words") and len(made) < 50 * len(html))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ol start='²'><li>x</ol>", "1. x"),
        (f"<ol start='{'9' * 5_000}'><li>x</ol>", "1. x"),
        (f"<span style='font-weight:{'9' * 5_000}'>x</span>", "**x**"),
        ("a <b and c", "a <b and c"),
        ("a<!-- never ends", "a"),
    ],
)
def test_odd_html_is_read_as_what_it_shows(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown
