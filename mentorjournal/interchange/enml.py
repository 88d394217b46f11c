"""Evernote's own markup inside a note: check boxes, attachments, tasks, code and locked text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from mentorjournal.interchange.html_markdown import Held, to_markdown

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_STYLE = re.compile(r"--en-([a-z-]{1,30})\s*:\s*([^;]{0,200})")
_CODE = re.compile(r"-en-codeblock\s*:\s*true")
_LOCKED: Final = "*(locked text, which only Evernote can open)*"


class EnmlReader:
    """Turns one note into Markdown. `shown` gives the Markdown for the checksum of an attachment."""

    def __init__(self, shown: Callable[[str], str], tasks: Mapping[str, Sequence[str]]) -> None:
        self.locked = 0
        self.links: list[str] = []
        self._shown = shown
        self._tasks = tasks
        self._held = Held()

    def read(self, enml: str) -> tuple[str, bool]:
        """The Markdown, and whether its formatting could be read."""
        return to_markdown(enml, self._prepare, self._held)

    def _prepare(self, tree: BeautifulSoup) -> None:
        for todo in tree.find_all("en-todo"):
            box = _box(str(todo.get("checked", "")).lower() == "true")
            todo.replace_with(self._held.sign(box if todo.find_parent("li") else f"- {box}"))
        for item in tree.find_all("li"):
            self._list_item(item)
        for media in tree.find_all("en-media"):
            media.replace_with(self._held.sign(self._shown(str(media.get("hash", "")).lower())))
        for locked in tree.find_all("en-crypt"):
            self.locked += 1
            locked.replace_with(self._held.sign(_LOCKED))
        for block in tree.find_all("div", style=True):
            self._block(tree, block)
        for link in tree.find_all("a", href=re.compile(r"^evernote:", re.IGNORECASE)):
            self.links.append(link.get_text(" ", strip=True))

    def _list_item(self, item: Any) -> None:
        ticked = _styles(item).get("checked")
        if ticked is None:
            return
        sign = self._held.sign(_box(ticked.strip() == "true"))
        words = next((text for text in item.find_all(string=True) if text.strip()), None)
        if words is None:
            item.insert(0, sign)
        else:
            words.replace_with(f"{sign}{words.lstrip()}")

    def _block(self, tree: BeautifulSoup, block: Any) -> None:
        if block.decomposed or block.parent is None:
            return
        styles = _styles(block)
        if _CODE.search(str(block["style"])):
            lines = block.find_all("div", recursive=False)
            code = tree.new_tag("pre")
            code.string = "\n".join(line.get_text() for line in lines) if lines else block.get_text()
            block.replace_with(code)
        elif styles.get("task-group", "").strip() == "true":
            names = self._tasks.get(styles.get("id", "").strip(), ())
            paragraph = tree.new_tag("p")
            paragraph.string = self._held.sign("\n".join(f"- {name}" for name in names))
            block.replace_with(paragraph)


def _styles(element: Any) -> dict[str, str]:
    return dict(_STYLE.findall(str(element.get("style", ""))))


def _box(ticked: bool) -> str:
    return "[x] " if ticked else "[ ] "
