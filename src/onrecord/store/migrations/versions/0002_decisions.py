"""The log of decisions, what it lays over statements, and grounds for every speaker's person."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "corrections",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("entity_id", sa.Integer()),
        sa.Column("relayed_by", sa.Text()),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.Text()),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"]),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"]),
        sa.PrimaryKeyConstraint("statement_id"),
    )
    op.create_index("ix_corrections_entity_id", "corrections", ["entity_id"])
    op.add_column("entities", sa.Column("ground", sa.Text()))
    op.add_column("entities", sa.Column("echo_of", sa.Integer()))
    op.add_column("entities", sa.Column("gathered", sa.Text()))
    op.create_index("ix_entities_name", "entities", ["name"])
    op.create_index("ix_entities_echo_of", "entities", ["echo_of"])
    op.add_column("entities", sa.Column("decision", sa.Integer()))
    op.add_column("persons", sa.Column("wikidata", sa.Text()))
    # Keys and persons are made in another way now: they are derived anew by the first question.
    op.execute("UPDATE entities SET person_id = NULL")
    op.execute("DELETE FROM entity_keys")
    op.execute("DELETE FROM persons")
