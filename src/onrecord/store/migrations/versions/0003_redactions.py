"""What is forgotten, where collections come from, the raw bytes of sources, and views for other programs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id"),
    )
    # Columns with their foreign keys in plain SQL: Alembic knows no constraint added to an SQLite table.
    op.execute("ALTER TABLE articles ADD COLUMN imported TEXT")
    op.execute("ALTER TABLE articles ADD COLUMN source_id TEXT REFERENCES sources (id)")
    op.execute("ALTER TABLE articles ADD COLUMN forgotten INTEGER REFERENCES decisions (number)")
    _put_text_last()
    op.create_index("ix_articles_source_id", "articles", ["source_id"])
    is_forgotten = sa.text("forgotten IS NOT NULL")
    op.create_index(
        "ix_articles_forgotten",
        "articles",
        ["forgotten"],
        sqlite_where=is_forgotten,
        postgresql_where=is_forgotten,
    )
    op.add_column("statements", sa.Column("speaker_probability", sa.Double()))
    _link_entities()
    views = _views()
    for name in reversed(views):  # an earlier docs/sql.md told how to make some of them by hand
        op.execute(f"DROP VIEW IF EXISTS {name}")
    for name, query in views.items():
        op.execute(f"CREATE VIEW {name} AS\n{query}")


def _put_text_last() -> None:
    """Behind the text, a column of SQLite's is only reached by walking the text's pages."""
    if op.get_context().dialect.name != "sqlite":
        return
    op.execute("ALTER TABLE articles ADD COLUMN whole TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE articles SET whole = text")
    op.execute("ALTER TABLE articles DROP COLUMN text")
    op.execute("ALTER TABLE articles RENAME COLUMN whole TO text")


def _link_entities() -> None:
    """Makes the derived columns that link entities foreign keys; persons are derived anew by the first question."""
    op.execute("DELETE FROM entity_keys")
    op.execute("DELETE FROM persons")
    op.execute("UPDATE entities SET ground = NULL, gathered = NULL")
    for column, target in (("person_id", "persons (id)"), ("echo_of", "entities (id)")):
        op.drop_index(f"ix_entities_{column}", "entities")
        op.drop_column("entities", column)
        op.execute(
            f"ALTER TABLE entities ADD COLUMN {column} INTEGER REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"
        )
        op.create_index(f"ix_entities_{column}", "entities", [column])


def _views() -> dict[str, str]:
    """The views, each after those that it rests on."""
    if op.get_context().dialect.name == "sqlite":
        links, position = "json_each(said.relayed_by) AS link", "link.key"
    else:
        links = "jsonb_array_elements_text(CAST(said.relayed_by AS jsonb)) WITH ORDINALITY AS link (value, place)"
        position = "link.place - 1"
    return {
        "said": SAID,
        "relays": RELAYS.format(links=links, position=position),
        "outlets": OUTLETS,
        "forgotten": FORGOTTEN,
    }


SAID = """\
SELECT s.id AS statement,
       p.id AS person_id,
       p.name AS person,
       COALESCE(c.speaker, s.speaker) AS speaker,
       CASE WHEN c.dated THEN c.said_on ELSE s.said_on END AS said_on,
       a.published,
       CASE WHEN c.relayed_by IS NULL THEN s.basis WHEN c.relayed_by = '[]' THEN 'first_hand' ELSE 'relayed' END
         AS basis,
       COALESCE(c.relayed_by, s.relayed_by) AS relayed_by,
       s.polarity, s.kind, s.text, s.context, s.occasion, s.score,
       a.outlet, a.title, a.language, a.url, a.imported, s.speaker_probability, a.id AS article, s.seq
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN corrections AS c ON c.statement_id = s.id
LEFT JOIN entities AS e ON e.id = COALESCE(c.entity_id, s.entity_id)
LEFT JOIN persons AS p ON p.id = e.person_id
WHERE c.rejected IS NULL OR NOT c.rejected"""

RELAYS = """\
SELECT said.statement, {position} AS position, relayer.name AS relayer, link.value AS relayer_there,
       said.person AS holder, said.speaker AS holder_there, said.text, said.said_on, said.published, said.article
FROM said
CROSS JOIN {links}
LEFT JOIN entities AS e ON e.article_id = said.article AND e.name = link.value
LEFT JOIN persons AS relayer ON relayer.id = e.person_id"""

OUTLETS = """\
SELECT a.outlet, COUNT(DISTINCT a.id) AS articles, MIN(a.published) AS first, MAX(a.published) AS last,
       COUNT(said.statement) AS statements, COUNT(CASE WHEN said.basis = 'first_hand' THEN 1 END) AS first_hand
FROM articles AS a
LEFT JOIN said ON said.article = a.id
WHERE a.forgotten IS NULL
GROUP BY a.outlet"""

FORGOTTEN = """\
SELECT a.id AS article, a.outlet, a.published, a.text_sha256, d.number AS decision, d."at", d."by", d.why
FROM articles AS a
JOIN decisions AS d ON d.number = a.forgotten"""
