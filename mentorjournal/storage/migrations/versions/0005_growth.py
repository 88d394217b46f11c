"""Growth: plans, skills, chances and templates, what a person is to me, and how often something was done."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and rebuild those that grew so that they equal those of a fresh file."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    connection = op.get_bind()
    # Renaming a table must not rewrite what other tables say of it.
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    for statement in script.split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
