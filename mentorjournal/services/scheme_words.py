"""A scheme's rules in words: what they ask for, and what another edition changes about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorjournal.model.schemes import Category, SchemeRules, Together
from mentorjournal.services.reporting.words import counted, listed

SCALARS = (
    ("total", "the total is {n} {unit}", "there is no total"),
    ("claim_days", "a claim is handed in within {n} days of its day", "claims have no window"),
    ("written_days", "a story is written within {n} days of the event", "stories have no window"),
    ("story_words", "a story has at most {n} words", "stories have no limit"),
    ("final_words", "the final reflection has at most {n} words", "the final reflection has no limit"),
    ("letters", "letters asked for: at least {n}", "no letters are asked for"),
    ("mentees", "mentees asked for: at least {n}", "no number of mentees is asked for"),
    ("pages", "the portfolio has at most {n} pages", "the portfolio has no limit of pages"),
)
"""Numbers of the whole scheme: the field, the rule in words, and what is said where there is none."""
LISTS = (
    ("categories", "label", "category"),
    ("criteria", "label", "criterion"),
    ("final", "heading", "question"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A group of sentences about the rules, under one heading."""

    heading: str
    lines: tuple[str, ...]


def in_words(rules: SchemeRules) -> tuple[Part, ...]:
    """Everything the rules ask for, in sentences; parts about which they say nothing are left out."""
    parts = (
        Part("What is asked for", tuple(_asked(rules))),
        Part("Categories", tuple(_category(one, rules) for one in rules.categories)),
        Part("Categories together", tuple(_together(one, rules) for one in rules.together)),
        Part(
            "Criteria",
            tuple(f"{one.label}{'' if one.required else ' (may be left out)'}" for one in rules.criteria),
        ),
        Part("Writing", tuple(_writing(rules))),
        Part("Final reflection", tuple(_with_limit(one.heading, one.words) for one in rules.final)),
    )
    return tuple(part for part in parts if part.lines)


def asks(rules: SchemeRules) -> str:
    """What a scheme asks for in one line: `100 points in 3 categories; final reflection of 1,000 words`."""
    total = f"{_units(rules.total, rules)} in " if rules.total else ""
    groups = counted(len(rules.categories), "category", "categories") if rules.categories else "no categories"
    more = [
        counted(rules.letters, "letter") if rules.letters else "",
        counted(rules.mentees, "mentee") if rules.mentees else "",
        f"final reflection of {rules.final_words:,} words" if rules.final_words else "",
    ]
    return "; ".join(filter(None, (f"{total}{groups}", *more)))


def differences(old: SchemeRules, new: SchemeRules) -> tuple[str, ...]:
    """What is another in the new rules, in sentences; empty where nothing is that counts."""
    return tuple(_differences(old, new))


def _differences(old: SchemeRules, new: SchemeRules) -> Iterator[str]:
    for name, rule, none in SCALARS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{_sentence(_scalar(rule, none, after, new))} (so far {_number(before) if before else 'none'})."
    for name, label, noun in LISTS:
        then = {one.key: one for one in getattr(old, name)}
        now = {one.key: one for one in getattr(new, name)}
        yield from (f"New {noun}: {getattr(now[key], label)}." for key in now if key not in then)
        yield from (f"No longer a {noun}: {getattr(then[key], label)}." for key in then if key not in now)
        yield from (
            f"Changed {noun}: {_changed(then[key], now[key], label, new)}."
            for key in now
            if key in then and then[key] != now[key]
        )
    if old.together != new.together:
        yield "Together: " + (
            listed([_together(one, new) for one in new.together]) or "nothing is asked for."
        )
    if old.story_limits != new.story_limits:
        yield f"The parts of a story: {_story_parts(new) or 'no limits of their own'}."
    if old.evidence != new.evidence:
        yield "Every claim needs evidence." if new.evidence else "Claims need no evidence."


def _changed(old: object, new: object, label: str, rules: SchemeRules) -> str:
    if isinstance(new, Category) and isinstance(old, Category):
        return f"{_category(new, rules)} (so far {_bounds(old, rules) or 'no bounds'})"
    return str(getattr(new, label))


def _asked(rules: SchemeRules) -> Iterator[str]:
    if rules.about:
        yield rules.about
    for name, rule, none in SCALARS:
        if getattr(rules, name) and name not in ("written_days", "story_words", "final_words"):
            yield f"{_sentence(_scalar(rule, none, getattr(rules, name), rules))}."
    yield "Every claim needs evidence." if rules.evidence else "Evidence may be added, and is not asked for."
    if rules.authoriser:
        yield f"Authorised by: {rules.authoriser}."


def _writing(rules: SchemeRules) -> Iterator[str]:
    for name, rule, none in SCALARS:
        if getattr(rules, name) and name in ("written_days", "story_words", "final_words"):
            yield f"{_sentence(_scalar(rule, none, getattr(rules, name), rules))}."
    if rules.story_limits:
        yield f"Words of its parts: {_story_parts(rules)}."


def _story_parts(rules: SchemeRules) -> str:
    return listed([f"{part} {words:,}" for part, words in rules.story_limits])


def _category(one: Category, rules: SchemeRules) -> str:
    bounds = _bounds(one, rules)
    return f"{one.label}: {bounds}" if bounds else one.label


def _bounds(one: Category, rules: SchemeRules) -> str:
    hour = f"{_units(one.rate, rules)} for an hour"
    return ", ".join(
        filter(
            None,
            (
                f"at least {_units(one.minimum, rules)}" if one.minimum else "",
                f"at most {_units(one.cap, rules)} count" if one.cap else "",
                f"at least {counted(one.claims, 'claim')}" if one.claims else "",
                hour if one.rate and (one.rate, rules.unit) != (1, "hours") else "",
            ),
        )
    )


def _together(one: Together, rules: SchemeRules) -> str:
    labels = [found.label for key in one.categories if (found := rules.category(key))]
    which = f"one of {listed(labels)}" if one.any else listed(labels)
    return f"{one.label}: at least {_units(one.least, rules)} in {which}"


def _scalar(rule: str, none: str, value: float, rules: SchemeRules) -> str:
    unit = rules.unit_one if value == 1 else rules.unit
    return rule.format(n=_number(value), unit=unit) if value else none


def _units(number: float, rules: SchemeRules) -> str:
    return f"{_number(number)} {rules.unit_one if number == 1 else rules.unit}"


def _with_limit(text: str, words: int) -> str:
    return f"{text} (at most {words:,} words)" if words else text


def _number(number: float) -> str:
    return f"{number:,.10g}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
