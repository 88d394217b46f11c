"""The first released schema, frozen as SQL in the file beside this one."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, indexes, the search index and its triggers in an empty file."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    connection = op.get_bind()
    for statement in script.split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
