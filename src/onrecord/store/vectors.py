"""Embeddings of statements, kept so that each is computed once. They are optional and can always be made again."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from onrecord.store.schema import embeddings, seal

# As stored: half the room of float32, and for unit vectors the cosine is off by less than 0.001.
STORED = np.dtype("<f2")
# Databases limit how many values one query may take; SQLite's smallest limit is 999.
AT_ONCE = 500


def put(connection: Connection, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Stores the vectors of statements, by statement id, under the SHA-256 of the model that made them; those that
    are stored already stay as they are."""
    known = read(connection, model, list(vectors)).keys()
    rows = []
    for statement_id, vector in vectors.items():
        if statement_id not in known:
            row = {"statement_id": statement_id, "model": model, "vector": vector.astype(STORED).tobytes()}
            rows.append({**row, "sha256": seal(embeddings, row)})
    if rows:
        connection.execute(insert(embeddings), rows)


def read(connection: Connection, model: str, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The vectors that are stored of those statements, by statement id."""
    out: dict[str, NDArray[np.float32]] = {}
    query = select(embeddings.c.statement_id, embeddings.c.vector).where(embeddings.c.model == model)
    for start in range(0, len(ids), AT_ONCE):
        part = query.where(embeddings.c.statement_id.in_(ids[start : start + AT_ONCE]))
        for statement_id, vector in connection.execute(part):
            out[statement_id] = np.frombuffer(vector, STORED).astype(np.float32)
    return out
