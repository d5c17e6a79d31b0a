"""What may be done about the deadline of a stage, and about who does its work: the same records in every running stage.

None of them moves the đề án. Who may depends on whose stage it is: time is given by those in charge there, or, where
the owner has to act, by the office that waits for the owner.
"""

from collections.abc import Iterable, Mapping

from workflow.lifecycle import inputs as ask
from workflow.lifecycle import people as by
from workflow.lifecycle.table import Basis, Grant, Input, Law, Practice, Row, Stage
from workflow.vocabulary import Action, Party, State

Keepers = Mapping[Party, tuple[Grant, ...]]

#: A draft is its owner's own affair, and a suspended đề án has no running term.
WITHOUT = frozenset({State.DRAFT, State.SUSPENDED})

PAUSING = Practice("việc phải chờ người khác thì hạn đứng lại, có lý do và người chịu trách nhiệm")
EXTENDING = Practice(
    "hạn nội bộ do người phụ trách gia hạn trong mức của quy tắc; hạn pháp lý chỉ khi quy tắc cho phép"
)
EXTENDING_CONTRACT = Law("TT 36/2013 Đ.11.2")
PROMISING = Practice("trả chậm thì xin lỗi bằng văn bản và hẹn lại ngày")
ACKNOWLEDGING = Practice("người phụ trách xác nhận đã biết việc chậm; không ai xác nhận thì báo lên cấp trên")
ASSIGNING = Practice("người phụ trách giao việc, người nhận việc tự nhận từ hàng chờ")


def clock_rows(
    stages: Iterable[Stage], *, keepers: Keepers, exceptions: Mapping[State, tuple[Grant, ...]] | None = None
) -> tuple[Row, ...]:
    """`keepers`: who may give time in the stages of a party; `exceptions`: stages where it is somebody else."""
    return tuple(
        row
        for stage in stages
        if not stage.terminal and stage.state not in WITHOUT
        for row in _rows(stage, (exceptions or {}).get(stage.state) or keepers[stage.party])
    )


def _rows(stage: Stage, keepers: tuple[Grant, ...]) -> Iterable[Row]:
    here = {grant.relation for grant in stage.turn}
    workers = _once(*stage.turn, *(keeper for keeper in keepers if keeper.relation in here))
    heads = _once(*keepers, *(grant for grant in stage.turn if grant == by.OWNER))
    extending = EXTENDING_CONTRACT if stage.state == State.EXECUTION else EXTENDING
    pause = (ask.PAUSE_REASON, ask.PAUSE_PARTY, ask.PAUSE_EXPECTED, ask.REASON)
    extension = (ask.EXTENDED_CLOCK, ask.EXTENSION_DAYS, ask.EXTENSION_DECISION, ask.REASON)
    granted = ("clock_is_not_paused", "extension_within_rule")
    yield _record(stage, Action.PAUSE_CLOCK, keepers, PAUSING, ("clock_runs",), pause)
    yield _record(stage, Action.RESUME_CLOCK, keepers, PAUSING, ("clock_stands",), (ask.NOTE,))
    yield _record(stage, Action.EXTEND, keepers, extending, granted, extension)
    yield _record(stage, Action.PROMISE, workers, PROMISING, ("stage_is_late",), (ask.PROMISED_ON, ask.APOLOGY))
    yield _record(
        stage, Action.ACKNOWLEDGE, heads, ACKNOWLEDGING, ("stage_is_late",), (ask.ACKNOWLEDGEMENT,), effects=()
    )
    yield _record(stage, Action.REASSIGN, workers, ASSIGNING, ("work_can_be_given",), (ask.ASSIGNEE, ask.NOTE))


def _record(
    stage: Stage,
    action: Action,
    who: tuple[Grant, ...],
    basis: Basis,
    needs: tuple[str, ...],
    inputs: tuple[Input, ...],
    *,
    effects: tuple[str, ...] = ("announce",),
) -> Row:
    """Nobody gives time to a đề án of their own, or judges of its delay; owners speak for their own stages."""
    apart = () if by.OWNER in who else ("not_own_case",)
    return Row(
        stage.state, action, who, None, basis, needs=(*apart, *needs), inputs=inputs, effects=effects, about_clock=True
    )


def _once(*grants: Grant) -> tuple[Grant, ...]:
    return tuple(dict.fromkeys(grants))
