"""Writing many rows of one table with one statement: they travel as one JSON document, which the server reads as a table.

Django's `bulk_update` builds an expression for every field of every row, which costs far more than what is written.
Fields and types come from the models; triggers and constraints hold as for every other writer.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

UPDATE = """
    UPDATE {table} AS old SET {changes}
      FROM json_to_recordset(%s) AS new ({columns})
     WHERE old.{key} = new.{key}
"""
INSERT = "INSERT INTO {table} ({names}) SELECT {names} FROM json_to_recordset(%s) AS new ({columns})"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, what the server reads it as, and the attribute of a row that holds its value."""

    name: str
    type: str
    attribute: str


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """These fields of these rows, all of one model, each already saved once."""
    if rows:
        key, *changed = columns = _columns(type(rows[0]), ("id", *names))
        changes = ", ".join(f"{column.name} = new.{column.name}" for column in changed)
        _write(
            UPDATE.format(table=_table(rows), key=key.name, changes=changes, columns=_read_as(columns)), rows, columns
        )


def insert_rows(rows: Sequence[Model], *, but: Sequence[str] = (), then: str = "") -> None:
    """New rows, all of one model. The server gives their ids, which they are not told, and the fields in `but`.

    `then`: what to do about a row that is there already, as SQL: "ON CONFLICT …".
    """
    if rows:
        model = type(rows[0])
        columns = _columns(model, tuple(f.name for f in model._meta.concrete_fields if f.name not in ("id", *but)))
        names = ", ".join(column.name for column in columns)
        _write(f"{INSERT.format(table=_table(rows), names=names, columns=_read_as(columns))} {then}", rows, columns)


def _write(statement: str, rows: Sequence[Model], columns: Sequence[Column]) -> None:
    document = [{column.name: getattr(row, column.attribute) for column in columns} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(document, ensure_ascii=False, default=_plain)])


def _plain(value: Any) -> str:
    """Dates and instants; what else JSON does not know is no value of a column."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of a column")


@cache
def _columns(model: type[Model], names: tuple[str, ...]) -> tuple[Column, ...]:
    """In the order of the names; only names of our own models go into a statement."""
    known = {field.name: field for field in model._meta.concrete_fields}
    return tuple(
        Column(str(field.column), str(field.db_type(connection)), field.attname)
        for field in map(known.__getitem__, names)
    )


def _table(rows: Sequence[Model]) -> str:
    return rows[0]._meta.db_table


def _read_as(columns: Sequence[Column]) -> str:
    return ", ".join(f"{column.name} {column.type}" for column in columns)
