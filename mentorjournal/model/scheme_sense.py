"""Whether the numbers of a scheme can all be true at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mentorjournal.model.schemes import Category, SchemeRules, Together
from mentorjournal.model.toml_lines import Path

Finding = tuple[Path, str]
"""Where the mistake stands, and why it is one."""


def nonsense(rules: SchemeRules) -> Iterator[Finding]:
    """Every contradiction in the rules, the first one first."""
    for name in ("categories", "criteria", "final"):
        yield from _doubles(name, [one.key for one in getattr(rules, name)])
    for index, category in enumerate(rules.categories):
        if category.cap and category.cap < category.minimum:
            reason = f"the cap of {amount(category.cap)} is below the minimum of {amount(category.minimum)}."
            yield ("categories", index, "cap"), reason
    yield from _total(rules)
    for index, together in enumerate(rules.together):
        yield from _together(("together", index), together, rules)
    yield from _words(rules)


def amount(number: float) -> str:
    """A number as one writes it: without a decimal point where it is whole."""
    return f"{number:,.10g}"


def _doubles(name: str, keys: list[str]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for index, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:
            yield (
                (name, index, "key"),
                f"there is another “{key}” among [[{name}]]; each has a key of its own.",
            )


def _together(path: Path, together: Together, rules: SchemeRules) -> Iterator[Finding]:
    known = {one.key: one for one in rules.categories}
    for key in together.categories:
        if key not in known:
            names = ", ".join(known) or "none"
            yield (*path, "categories"), f"there is no category “{key[:60]}”; the categories are: {names}."
            return
    if len(set(together.categories)) < len(together.categories):
        yield (*path, "categories"), "a category is named twice."
    most = _most((known[key] for key in together.categories), one=together.any)
    if most is not None and together.least > most:
        reason = f"{amount(together.least)} cannot be reached, for the caps allow {amount(most)}."
        yield (*path, "least"), reason
    if rules.total and together.least > rules.total:
        yield (*path, "least"), f"{amount(together.least)} is more than the total of {amount(rules.total)}."


def _most(categories: Iterable[Category], *, one: bool) -> float | None:
    """The most that caps allow, of all together or of one of them; None where something has no cap."""
    caps = [category.cap for category in categories]
    if not caps or not all(caps):
        return None
    return max(caps) if one else sum(caps)


def _total(rules: SchemeRules) -> Iterator[Finding]:
    if not rules.total:
        return
    least = sum(one.minimum for one in rules.categories)
    if least > rules.total:
        reason = f"the minimums add up to {amount(least)}, and the total is {amount(rules.total)}."
        yield ("total",), reason
    most = _most(rules.categories, one=False)
    if most is not None and most < rules.total:
        yield (
            ("total",),
            f"the caps add up to {amount(most)}, so that {amount(rules.total)} cannot be reached.",
        )


def _words(rules: SchemeRules) -> Iterator[Finding]:
    if rules.story_words:
        for part, words in rules.story_limits:
            if words > rules.story_words:
                yield (
                    ("story_limits", part),
                    f"{words:,} words are more than the {rules.story_words:,} of the story.",
                )
    if rules.final_words:
        for index, prompt in enumerate(rules.final):
            if prompt.words > rules.final_words:
                reason = f"{prompt.words:,} words are more than the {rules.final_words:,} of the reflection."
                yield ("final", index, "words"), reason
