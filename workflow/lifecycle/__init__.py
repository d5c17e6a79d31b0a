"""The law as two tables. `table_of` is the only way to the rows."""

from workflow.lifecycle.local import LOCAL
from workflow.lifecycle.national import NATIONAL
from workflow.lifecycle.table import BACK, Grant, Input, InputKind, Relation, Row, Stage, Table
from workflow.vocabulary import Programme

TABLES: dict[Programme, Table] = {Programme.NATIONAL: NATIONAL, Programme.LOCAL: LOCAL}


def table_of(programme: str) -> Table:
    return TABLES[Programme(programme)]


__all__ = ["BACK", "TABLES", "Grant", "Input", "InputKind", "Relation", "Row", "Stage", "Table", "table_of"]
