"""The law as two tables. `table_of` is the only way to the rows."""

from workflow.lifecycle.local import LOCAL
from workflow.lifecycle.national import NATIONAL
from workflow.lifecycle.table import BACK, Grant, Input, InputKind, Relation, Row, Stage, Table
from workflow.vocabulary import Programme, State

TABLES: dict[Programme, Table] = {Programme.NATIONAL: NATIONAL, Programme.LOCAL: LOCAL}
_STAGES = tuple(stage for table in TABLES.values() for stage in table.stages)
#: The states in which a đề án has ended, and those of them that are no result; the same words in both tables.
ENDS: frozenset[State] = frozenset(stage.state for stage in _STAGES if stage.terminal)
WITHOUT_RESULT: frozenset[State] = frozenset(stage.state for stage in _STAGES if stage.terminal and not stage.good_end)


def table_of(programme: str) -> Table:
    return TABLES[Programme(programme)]


__all__ = [
    "BACK",
    "ENDS",
    "TABLES",
    "WITHOUT_RESULT",
    "Grant",
    "Input",
    "InputKind",
    "Relation",
    "Row",
    "Stage",
    "Table",
    "table_of",
]
