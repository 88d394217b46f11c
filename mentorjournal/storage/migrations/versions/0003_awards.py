"""Awards and the printed page: schemes, claims, recommendations, own layouts, what was handed out."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables; what stood before is not touched."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    connection = op.get_bind()
    for statement in script.split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
