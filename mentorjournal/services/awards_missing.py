"""What a scheme still lacks, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.counting import count_words
from mentorjournal.model.schemes import SchemeRules, Together
from mentorjournal.services.awards_counting import DONE
from mentorjournal.services.awards_standing import CategoryStanding, Standing
from mentorjournal.services.reporting.words import amount as number
from mentorjournal.services.reporting.words import counted

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def missing_in(standing: Standing, rules: SchemeRules) -> tuple[str, ...]:
    """Every thing that the rules ask for and that is not there yet, as parts of one sentence."""
    return (
        *_categories(standing, rules),
        *_together(standing, rules),
        *_criteria(standing),
        *_of_claims(standing),
        *_letters(standing, rules),
        *_final(standing, rules),
        *_total(standing, rules),
    )


def amount_words(amount: float, rules: SchemeRules) -> str:
    """`1 point`, `2.5 points`."""
    shown = number(amount)
    return f"{shown} {rules.unit_one if shown == '1' else rules.unit}"


def _categories(standing: Standing, rules: SchemeRules) -> Iterator[str]:
    for item in standing.categories:
        lacks = [_activities(item.claims_missing)] if item.claims_missing else []
        lacks += [f"{amount_words(item.missing, rules)}"] if item.missing else []
        if lacks:
            yield f"{' and '.join(lacks)} in {item.rule.label}"


def _activities(count: int) -> str:
    words = _SMALL[count] if count < len(_SMALL) else str(count)
    return f"{words} {'activity' if count == 1 else 'activities'}"


def _together(standing: Standing, rules: SchemeRules) -> Iterator[str]:
    for rule in rules.together:
        lacks = rule.least - together_amount(standing, rule)
        if round(lacks, 2) > 0:
            yield f"{amount_words(lacks, rules)} for {rule.label}"


def together_amount(standing: Standing, rule: Together) -> float:
    """What counts of several categories together, or in the best of them where one alone has to do."""
    by_key: dict[str, CategoryStanding] = {item.rule.key: item for item in standing.categories}
    amounts = [by_key[key].counted for key in rule.categories if key in by_key]
    return max(amounts, default=0.0) if rule.any else sum(amounts)


def _total(standing: Standing, rules: SchemeRules) -> Iterator[str]:
    lacks = round(rules.total - standing.total, 2)
    if lacks > 0:
        shown = amount_words(lacks, rules).split(" ", 1)
        yield f"{shown[0]} more {shown[1]}"


def _criteria(standing: Standing) -> Iterator[str]:
    for item in standing.criteria:
        if item.missing:
            yield f"something that shows {item.rule.label}"


def _of_claims(standing: Standing) -> Iterator[str]:
    for line in standing.claims:
        name = line.record.title or "a claim without a name"
        if line.evidence_missing and not line.missed:
            yield f"evidence for {name}"
        if line.amount_missing:
            yield f"an amount for {name}"
        if line.lost and line.record.status in DONE:
            yield f"a category for {name}"


def _letters(standing: Standing, rules: SchemeRules) -> Iterator[str]:
    letters = standing.letters
    lacks = letters.wanted - letters.received
    if lacks > 0:
        under_way = letters.asked - letters.received
        yield counted(lacks, "letter") + (f" ({under_way} asked for)" if under_way > 0 else "")
    if standing.mentees < rules.mentees:
        yield f"{counted(rules.mentees - standing.mentees, 'mentee')} ({standing.mentees} of {rules.mentees})"


def _final(standing: Standing, rules: SchemeRules) -> Iterator[str]:
    written = {part.tag: count_words(part.text) for part in standing.scheme.final}
    most, words = rules.final_words, standing.final_words
    if most and words > most:
        yield f"a shorter final reflection ({words:,} of {most:,} words)"
        return
    blank = [prompt for prompt in rules.final if not written.get(prompt.key)]
    if most and (not words or len(blank) == len(rules.final) > 0):
        yield f"the final reflection ({words:,} of {most:,} words)"
    elif rules.final and len(blank) == len(rules.final):
        yield "the final reflection"
    elif blank:
        so_far = f" ({words:,} of {most:,} words)" if most else ""
        yield f"{counted(len(blank), 'answer')} in the final reflection{so_far}"
    for prompt in rules.final:
        if prompt.words and written.get(prompt.key, 0) > prompt.words:
            yield f"a shorter “{prompt.heading}” ({written[prompt.key]:,} of {prompt.words:,} words)"
