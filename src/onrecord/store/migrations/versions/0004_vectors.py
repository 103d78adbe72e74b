"""Sentence vectors of statements and their cells; the index of words keeps the places of words; dates and outlets are
indexed."""

import sqlalchemy as sa
from alembic import op

from onrecord.store import search

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "vectors",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["statements.seq"]),
        sa.ForeignKeyConstraint(["model"], ["models.id"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "loose",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["statements.seq"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "centres",
        sa.Column("model", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("centres", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["model"], ["models.id"]),
        sa.PrimaryKeyConstraint("model"),
    )
    op.create_table(
        "cells",
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seqs", sa.LargeBinary(), nullable=False),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "part"),
    )
    op.create_index("ix_articles_outlet", "articles", ["outlet"])
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_statements_said_on", "statements", ["said_on"])
    search.renew_index(op.get_bind())
