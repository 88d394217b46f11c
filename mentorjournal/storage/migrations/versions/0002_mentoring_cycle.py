"""The mentoring cycle: questions, advice, decisions, agreements, checks; more of meetings and relationships."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and rebuild those with new columns so that they equal those of a fresh file."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    connection = op.get_bind()
    # Renaming a table must not rewrite what other tables say of it.
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    for statement in script.split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
