"""Brings a record's tables up to date when it is opened."""

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, Text, column, inspect, select

from onrecord.errors import RecordError
from onrecord.store import connect, schema

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Makes the tables, or changes those of an older onrecord, all in one transaction.

    Raises RecordError for a record that a newer onrecord made and for a database of another program.
    """
    with connect.transaction(engine) as connection:
        if _version(connection) == schema.HEAD:
            return
    with connect.transaction(engine, write=True) as connection:
        # Asked again: another process may have migrated it since.
        version = _version(connection)
        if version != schema.HEAD:
            _check(connection, version)
            run_migrations(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(schema.VERSION_TABLE):
        return None
    table = Table(schema.VERSION_TABLE, MetaData())
    return connection.scalar(select(column("version_num", Text)).select_from(table))


def _check(connection: Connection, version: str | None) -> None:
    name = connect.label(connection.engine.url)
    if version is not None and version > schema.HEAD:
        raise RecordError(f"{name} was made by a newer onrecord. Upgrade onrecord to read it: pip install -U onrecord")
    if version is not None and not re.fullmatch(r"\d{3}[1-9]|\d\d[1-9]\d", version):
        raise RecordError(f"{name} is damaged: {version!r} is no version of a record. Restore a copy of it.")
    if version is None and set(inspect(connection).get_table_names()):
        raise RecordError(f"{name} is a database of another program. Name another file with --record.")


def run_migrations(connection: Connection, to: str = "head") -> None:
    """Brings the tables up to a version, in the connection's transaction."""
    # Imported here: it takes a third of a second, and most runs find nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, to)
