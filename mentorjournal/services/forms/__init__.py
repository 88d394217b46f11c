"""Forms that others fill in: feedback asked for and statements of providers, on paper or on screen, and back."""

from __future__ import annotations

from mentorjournal.services.forms.desk import Forms, Out, Waiting
from mentorjournal.services.forms.feedback_form import FeedbackAsk
from mentorjournal.services.forms.provider_statement import StatementAsk
from mentorjournal.services.forms.reading import FilledForm, read_form
from mentorjournal.services.forms.taking import Taken

__all__ = ["FeedbackAsk", "FilledForm", "Forms", "Out", "StatementAsk", "Taken", "Waiting", "read_form"]
