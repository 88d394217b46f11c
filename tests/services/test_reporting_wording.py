"""Texts that frame a document say nobody's name that the document itself would not say."""

from __future__ import annotations

from dataclasses import replace

from mentorjournal.model.types import Layout, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from tests.services.award_journal import build
from tests.services.reporting_journal import drawn, everything


def test_a_scheme_a_layout_and_the_owners_page_name_nobody_who_is_left_out(services: Services) -> None:
    award = build(services)
    scheme = services.records.get(Scheme, award.scheme.id)
    rules = scheme.rules.replace('label = "Training and learning"', 'label = "Vellacott Training"')
    assert rules != scheme.rules
    services.records.amend(scheme.id, {"rules": rules})
    services.profile.save(Owner("Amara Osei", "mentee", "Fellow of Ignatius Vellacott", "Vellacott House"))
    own = services.records.save(
        Layout(
            title="Ours",
            document="portfolio",
            rules="""
title = "Prepared for Ignatius Vellacott"
statement = "As Ignatius Vellacott asked."
footer = "For Ignatius Vellacott, {day}"
signatures = ["Ignatius Vellacott"]

[[section]]
key = "claims"
heading = "Claims for Ignatius Vellacott"
""",
        )
    )
    for layout in ("", own.id):
        data = drawn(services, replace(award.options(evidence=False), layout=layout))
        assert "Vellacott" not in everything(data)
        assert "Amara Osei" in everything(data)
