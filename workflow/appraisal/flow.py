"""The council at work, as a flow: three members side by side, join, the chair concludes, the leader decides.

Only the engine drives it (see `workflow.appraisal.stage`): no page of the library is mounted, nobody may start, take or
cancel a task by a right of their own. The library's split makes one task per branch; ours makes one per member.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from viewflow import this
from viewflow.workflow import Activation, nodes
from viewflow.workflow.base import Flow
from viewflow.workflow.models import Task

from accounts.models import User
from workflow.appraisal.models import Council, CouncilMember
from workflow.engine.advance import lock
from workflow.models import Case, Visit


class CaseLock:
    """The row of the case is the one lock of everything about it; the rows of the flow need none of their own.

    Taken again inside the engine's transaction it costs a query and never waits.
    """

    @contextmanager
    def __call__(self, flow_class: type[Flow], process_pk: int) -> Iterator[None]:
        with transaction.atomic():
            lock(Council.objects.values_list("case_id", flat=True).get(pk=process_pk))
            yield


class SplitByMemberActivation(nodes.split.SplitActivation):
    """One task for each member, with the member's id in its data."""

    @Activation.status.super()
    def activate(self) -> None:
        prefetch_related_objects([self.process], "members__user")
        self.next_tasks = [(self.flow_task.each, {"member": seat.user_id}) for seat in self.process.members.all()]


class SplitByMember(nodes.Split):
    activation_class = SplitByMemberActivation

    @property
    def each(self) -> nodes.View:
        """The node of which every member gets one."""
        node, _, _ = self._branches[0]
        return node


def member_of(activation: Activation) -> User:
    seats: dict[int, CouncilMember] = {seat.user_id: seat for seat in activation.process.members.all()}
    return seats[activation.task.data["member"]].user


def chair_of(activation: Activation) -> User:
    chair: User = activation.process.chair
    return chair


class CouncilFlow(Flow):
    """Thẩm định cấp cơ sở"""

    process_class = Council
    lock_impl = CaseLock()

    start = nodes.StartHandle(this.convene).Next(this.split)
    split = SplitByMember().Next(this.score)
    score = nodes.View(view=None).Assign(member_of).Next(this.join)
    join = nodes.Join().Next(this.conclude)
    conclude = nodes.View(view=None).Assign(chair_of).Next(this.decide)
    decide = nodes.View(view=None).Next(this.end)
    end = nodes.End()

    def convene(
        self, activation: Activation, *, case: Case, visit: Visit, members: list[int], chair_id: int
    ) -> Council:
        """Seats the council; the split that follows reads the seats."""
        council: Council = activation.process
        council.case, council.visit, council.chair_id = case, visit, chair_id
        council.save()
        CouncilMember.objects.bulk_create(
            CouncilMember(council=council, user_id=user_id, position=position)
            for position, user_id in enumerate(members, 1)
        )
        return council

    def has_view_permission(self, user: Any, obj: Any = None) -> bool:
        return False

    def has_manage_permission(self, user: Any, obj: Any = None) -> bool:
        return False


def convene(*, case: Case, visit: Visit, members: list[int], chair_id: int) -> Council:
    """A new council with a task for each member. The caller holds the case lock."""
    council: Council = CouncilFlow.start.run(case=case, visit=visit, members=members, chair_id=chair_id)
    return council


def finish_task(*, council: Council, node: nodes.View, user_id: int) -> None:
    """Does the open task of a node for one person and lets the flow go on. Raises Task.DoesNotExist."""
    with CouncilFlow.lock(council.pk):
        task = Task.objects.get(process=council, flow_task=node, finished=None, owner=user_id)
        _execute(council, task)


def finish_unassigned_task(*, council: Council, node: nodes.View, user: User) -> None:
    """The same for a task that waits for whoever of the unit takes it: it is theirs from now on."""
    with CouncilFlow.lock(council.pk):
        task = Task.objects.get(process=council, flow_task=node, finished=None, owner=None)
        task.process = council
        task.flow_task.activation_class(task).assign(user)
        _execute(council, task)


def _execute(council: Council, task: Task) -> None:
    task.process = council
    activation = task.flow_task.activation_class(task)
    activation.start(None)
    activation.execute()


def dismiss(*, council: Council) -> None:
    """Cancels whatever is open: the case left the stage without a decision on the council's work."""
    CouncilFlow.instance.cancel(council)
