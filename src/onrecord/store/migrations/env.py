"""Run by Alembic: hands it the connection that migrate.py has opened, in that connection's transaction."""

from alembic import context

from onrecord.store import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    version_table=schema.VERSION_TABLE,
)
context.run_migrations()
