"""Templates show the prompts of a role, and a change of template keeps every word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.fields import Section
from mentorjournal.model.templates import CANONICAL_TAGS, Part, Template, TemplateSection, refit

TAGS = (*CANONICAL_TAGS, "task", "action", "own")


def made(key: str, *tags: str) -> Template:
    sections = tuple(TemplateSection(tag, f"{key}: {tag}", f"Say {tag}.") for tag in tags)
    return Template(key, key, "reflection", 1, "", sections)


THREE = made("three", "what", "meaning", "next")
STORY = made("story", "what", "task", "action", "learned")
PAGE = made("page", "what")


@st.composite
def any_template(draw: st.DrawFn) -> Template:
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=6, unique=True))
    return made(draw(st.sampled_from("abc")), *tags)


words = st.text(max_size=20)
any_sections = st.lists(st.builds(Section, st.sampled_from((*TAGS, "")), words, words), max_size=8).map(tuple)


def kept(sections: tuple[Section, ...]) -> Counter[str]:
    return Counter(section.text for section in sections if section.text.strip())


def test_a_mentor_reads_their_own_prompt_and_a_mentee_theirs() -> None:
    section = TemplateSection("what", "What?", "What did you do?", "What did you see?")
    template = Template("k", "K", "reflection", 1, "", (section,))
    assert template.sections_for("mentor") == (Part("what", "What?", "What did you see?"),)
    assert template.sections_for("mentee") == (Part("what", "What?", "What did you do?"),)
    assert template.sections_for("both") == template.sections_for("mentee")


def test_a_section_without_a_mentor_prompt_shows_the_common_one() -> None:
    assert [part.prompt for part in PAGE.sections_for("mentor")] == ["Say what."]


def test_a_blank_entry_has_every_section_and_no_text() -> None:
    assert THREE.blank() == tuple(Section(tag, f"three: {tag}", "") for tag in ("what", "meaning", "next"))


def test_a_skeleton_is_the_headings_as_markdown() -> None:
    assert THREE.skeleton() == "## three: what\n\n\n## three: meaning\n\n\n## three: next\n\n"


def test_text_moves_to_the_section_with_its_tag() -> None:
    before = (Section("what", "Situation", "It rained."), Section("learned", "Reflection", "Bring a coat."))
    assert refit(before, THREE) == (
        Section("what", "three: what", "It rained."),
        Section("meaning", "three: meaning", ""),
        Section("next", "three: next", ""),
        Section("learned", "Reflection", "Bring a coat."),
    )


def test_two_texts_with_one_tag_are_both_kept_in_order() -> None:
    before = (Section("what", "One", "first"), Section("what", "Two", "second"))
    assert refit(before, PAGE) == (Section("what", "page: what", "first"), Section("what", "Two", "second"))


def test_an_empty_section_does_not_take_the_place_of_a_full_one() -> None:
    before = (Section("what", "", ""), Section("what", "Imported", "words"))
    assert refit(before, PAGE) == (Section("what", "page: what", "words"),)


@given(any_sections, any_template())
def test_no_text_is_lost_by_any_change_of_template(sections: tuple[Section, ...], template: Template) -> None:
    assert kept(refit(sections, template)) == kept(sections)


@given(any_template(), any_template(), st.data())
def test_there_and_back_again_gives_the_same_entry(
    first: Template, second: Template, data: st.DataObject
) -> None:
    texts = st.one_of(st.just(""), st.text(min_size=1).filter(str.strip))
    entry = tuple(Section(s.tag, s.heading, data.draw(texts)) for s in first.sections)
    assert refit(refit(entry, second), first) == entry


@given(any_sections, any_template())
def test_fitting_twice_changes_nothing_more(sections: tuple[Section, ...], template: Template) -> None:
    once = refit(sections, template)
    assert refit(once, template) == once


@given(any_sections, any_template())
def test_the_template_comes_first_and_whole(sections: tuple[Section, ...], template: Template) -> None:
    fitted = refit(sections, template)[: len(template.sections)]
    assert [(s.tag, s.heading) for s in fitted] == [(s.tag, s.heading) for s in template.sections]
