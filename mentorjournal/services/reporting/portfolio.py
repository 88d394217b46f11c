"""The portfolio for an award's committee: made for one scheme, from its claims and what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import Prompt, rules_of
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.reports.blocks import Block, Cover, Heading, Note, Prose
from mentorjournal.services.reporting import closing, making
from mentorjournal.services.reporting.award import Award, award_of, read_award
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.sealing import Seal
from mentorjournal.services.reporting.wording import worded
from mentorjournal.services.reporting.words import (
    amount,
    counted,
    hours_of,
    listed,
    long_date,
    shortened,
    word_count,
)
from mentorjournal.storage.reader import Reader, linked

NO_SCHEME = "A portfolio is made for one award. Choose the award it is for, then try again; nothing was made."


def make(reader: Reader, options: ReportOptions, now: dt.datetime) -> making.Made:
    """The portfolio of the scheme in the options. Raises ReportError, SchemeMistake."""
    scheme = _scheme(reader, options)
    rules = rules_of(scheme)
    if not any(claim.may_leave for claim in reader.find(Claim, linked("scheme", scheme.id))):
        raise ReportError(
            f"Nothing to report: no claim of “{scheme.title}” may leave the journal. Open each claim that "
            "belongs in it, choose “Exportable” under “Who may see this”, then try again."
        )
    desk = making.desk_for(reader, options, now)
    if not desk.material.claims:
        raise ReportError(
            f"Nothing to report: no claim of “{scheme.title}” is ticked. Those that are only planned wait for "
            "a tick. Tick at least one, then try again."
        )
    desk.rules = rules = worded(rules, desk.names)
    desk.award = read_award(reader, desk, Seal(reader).record(scheme), rules)
    cover = _cover(desk, desk.award)
    made = making.made_of(desk, now, cover)
    subject = f"{cover.subtitle}, {_period(desk, desk.award)}"
    return replace(
        made, document=replace(made.document, subject=subject), most_pages=rules.pages or made.most_pages
    )


def _scheme(reader: Reader, options: ReportOptions) -> Scheme:
    found = reader.peek(options.scheme) if options.scheme else None
    if not isinstance(found, Scheme) or found.deleted_at is not None:
        raise ReportError(NO_SCHEME)
    if found.confidential:
        raise ReportError(
            f"“{found.title}” is marked confidential, so it never leaves the journal, and no portfolio is made "
            "of it. Take the mark away first if it was set by mistake."
        )
    if not found.may_leave:
        raise ReportError(
            f"“{found.title}” may not leave the journal yet. Open it in Awards, choose “Exportable” under "
            "“Who may see this”, then try again; nothing was made."
        )
    return found


def _cover(desk: Desk, award: Award) -> Cover:
    owner, frame = desk.owner, desk.frame
    edition = desk.line(award.scheme.edition)
    named = ", ".join(filter(None, (desk.line(award.scheme.title) or award.rules.name, edition)))
    facts = (
        ("Name", ", ".join(filter(None, (owner.name, owner.stage)))),
        ("Where", owner.organisation),
        ("Period", _period(desk, award)),
        (award.rules.unit.capitalize(), _worth(award) if award.counts else ""),
        ("Contents", _contents(award)),
    )
    signed_inside = any(section.key == "signatures" for section in frame.sections)
    return Cover(
        desk.line(desk.options.purpose) or frame.title,
        f"Portfolio for {named}",
        tuple((name, value) for name, value in facts if value),
        frame.statement,
        () if signed_inside else closing.sign_labels(desk, frame.signatures),
    )


def _period(desk: Desk, award: Award) -> str:
    """As chosen, else the scheme's own as far as it has passed, else from the first claim to today."""
    until = desk.options.until or min(award.scheme.ends_on or desk.today, desk.today)
    days = [claim.date for claim in award.claims if claim.date]
    since = desk.options.since or award.scheme.starts_on or min(days, default=until)
    return f"{long_date(min(since, until))} to {long_date(until)}"


def _worth(award: Award) -> str:
    standing, rules = award.standing, award.rules
    whole = f" of {amount(rules.total)}" if rules.total else ""
    return f"{amount(standing.total)}{whole}, of which {amount(standing.authorised)} authorised"


def _contents(award: Award) -> str:
    categories = sum(1 for item in award.standing.categories if item.claims)
    counts = (
        (categories, "category", "categories"),
        (len(award.claims), "claim", "claims"),
        (len(award.stories), "story", "stories"),
        (len(award.pieces), "item of evidence", "items of evidence"),
    )
    return ", ".join(counted(number, one, many) for number, one, many in counts if number)


def summary(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The owner's own paragraph of at most `words` words, and the headline results."""
    own, cut = shortened(desk.options.own_words.strip(), section.words)
    if own:
        yield Prose(desk.text(own))
    if cut:
        desk.remarks.append(
            f"Of your own words at most {section.words} stand in the summary; the rest was left out."
        )
    results = list(_headlines(desk, award_of(desk)))[: section.most or None]
    yield Prose("\n".join(f"- {sentence}" for sentence in results))


def _headlines(desk: Desk, award: Award) -> Iterator[str]:
    standing, rules = award.standing, award.rules
    if award.counts:
        whole = f" of {amount(rules.total)}" if rules.total else ""
        done = (
            f"{amount(standing.authorised)} of them authorised"
            if standing.authorised
            else "none authorised yet"
        )
        yield f"{amount(standing.total)}{whole} {rules.unit} claimed, {done}."
    used = sum(1 for item in standing.categories if item.claims)
    where = f" in {used} of {counted(len(standing.categories), 'category', 'categories')}" if used else ""
    kind = "a story" if len(award.stories) == 1 else "stories"
    told = f", {len(award.stories)} of them told as {kind}" if award.stories else ""
    yield f"{counted(len(award.claims), 'claim')}{where}{told}."
    hours = sum(line.hours for line in standing.claims)
    if hours and rules.unit != "hours":
        yield f"{hours_of(hours)} of activities and meetings behind them."
    if rules.criteria and award.met:
        yield f"{len(award.met)} of {counted(len(rules.criteria), 'criterion', 'criteria')} met by at least one claim."
    if award.pieces:
        files = sum(1 for piece in award.pieces if piece.appended) if desk.options.evidence else 0
        tail = f", {files} of them as files" if files else ""  # one that cannot be read says so in its place
        yield f"{counted(len(award.pieces), 'item')} of evidence{tail}."


def final(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """The final reflection: every question with its answer, whole, and how many words it has."""
    award = award_of(desk)
    prompts = {prompt.key: prompt for prompt in award.rules.final}
    filled = [part for part in award.scheme.final if part.text.strip()]
    written = [part for part in filled if part.tag in prompts]
    if len(written) < len(filled) and desk.material.schemes:
        desk.remarks.append("What was written to questions that the rules ask no more was left out.")
    if not written or not desk.material.schemes:
        return
    desk.printed.add(award.scheme.id)
    for part in sorted(written, key=lambda part: _place_of(part, award.rules.final)):
        prompt = prompts[part.tag]
        yield Heading(2, prompt.heading, award.scheme.id)
        if prompt.prompt:
            yield Note(prompt.prompt, award.scheme.id, with_next=True)
        yield Prose(desk.text(part.text.strip()), award.scheme.id)
    words, most = award.standing.final_words, award.rules.final_words
    limit = f" of at most {most:,}" if most else ""
    yield Note(f"{words:,}{limit} words." if limit else f"{counted(words, 'word')}.")
    desk.remarks += _too_long(award, written)


def _place_of(part: Section, prompts: tuple[Prompt, ...]) -> int:
    keys = [prompt.key for prompt in prompts]
    return keys.index(part.tag) if part.tag in keys else len(keys)


def _too_long(award: Award, written: list[Section]) -> Iterator[str]:
    words, most = award.standing.final_words, award.rules.final_words
    if 0 < most < words:
        yield f"The final reflection has {words:,} words; the award allows {most:,}. Nothing was cut."
    counts = {part.tag: word_count(part.text) for part in written}
    for prompt in award.rules.final:
        has = counts.get(prompt.key, 0)
        if 0 < prompt.words < has:
            yield (
                f"“{prompt.heading}” in the final reflection has {has:,} words; the award allows "
                f"{prompt.words:,}. Nothing was cut."
            )
    blank = [f"“{prompt.heading}”" for prompt in award.rules.final if not counts.get(prompt.key)]
    if blank:
        yield f"The final reflection does not answer {listed(blank)} yet."
