"""What people of the demo write when they decide: numbers of papers, amounts, scores, reasons; all pass the engine's checks."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.people import Person
from workflow.demo.remarks import COMMENTS, REASONS, SLIPS
from workflow.demo.sketch import Sketch
from workflow.lifecycle import Input, InputKind, Row
from workflow.lifecycle.inputs import EXTENDED_CLOCK, EXTENSION_DAYS, LATE_REASON
from workflow.money.advances import advance_rule
from workflow.vocabulary import Action, Programme

A = Action
RENAMED_ON = date(2025, 3, 1)
"""From this day the Cục signs with its present name (NĐ 40/2025/NĐ-CP)."""
SOON = 12
"""Days to what is expected, or promised anew."""
IN_PART = {A.REDUCE: 80, A.ALLOCATE_PART: 75, A.ACCEPT_PART: 90}
"""Per cent of the sum decided before."""


@dataclass
class Money:
    """The sums of one đề án as its story goes on, whole đồng; mirrors what the engine writes on the case."""

    requested: int
    proposed: int = 0
    approved: int = 0
    allocated: int = 0
    contract: int = 0
    advanced: int = 0
    accepted: int = 0
    paid: int = 0


@dataclass
class Pen:
    """Writes the data of each act of one đề án. `given` are the values that the story fixes, by act and name of input."""

    sketch: Sketch
    council: tuple[list[Person], Person]
    ends_on: date
    fails: bool = False
    given: Mapping[tuple[Action, str], Any] = field(default_factory=dict)
    progress: int = 0

    def __post_init__(self) -> None:
        self.money = Money(self.sketch.amount)
        self._rng = random.Random(f"pen {self.sketch.code}")  # noqa: S311

    def data(self, row: Row, inputs: Iterable[Input], on: date, then: Action | None) -> dict[str, Any]:
        """`inputs`: what the engine asks now, which may be more than the row. `then`: the act that follows, for a
        report says all is done only before the work is handed over."""
        if row.action == A.REPORT_PROGRESS:
            self._get_on(then)
        values = {item.name: self._value(row, item, on) for item in inputs}
        self._remember(row.action, values)
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, row: Row, item: Input, on: date) -> Any:
        if (row.action, item.name) in self.given:
            return self.given[row.action, item.name]
        match item.kind:
            case InputKind.PEOPLE:
                return [p.user_id for p in self.council[0]] if item.name == "members" else [self.council[1].user_id]
            case InputKind.MONEY:
                return self._sum(row.action)
            case InputKind.DATE if item.future:
                return (on + timedelta(days=SOON)).isoformat()
            case InputKind.DATE:
                return (on if item.past else max(self.ends_on, on + timedelta(days=20))).isoformat()
            case InputKind.INTEGER:
                return self._number(item)
            case InputKind.CHOICE if item.name == EXTENDED_CLOCK.name:
                return "target"
            case InputKind.CHOICE:
                return "fail" if self.fails else "pass"
            case InputKind.LINE:
                return self._paper(row.action, item, on)
            case InputKind.TEXT:
                return self._words(row.action, item)

    def _sum(self, action: Action) -> int:
        money, before = self.money, self._before(action)
        if action == A.RECORD_ADVANCE:
            rule = advance_rule(self.sketch.content, self.sketch.plan_year)
            return money.contract * min(rule.percent, 70) // 100 // 1000 * 1000
        if action == A.RECORD_PAYMENT:
            return money.accepted - money.paid
        return before * IN_PART[action] // 100 // 1000 * 1000 if action in IN_PART else before

    def _before(self, action: Action) -> int:
        """The sum that this act takes over from the act before."""
        money = self.money
        match action:
            case A.CONCLUDE:
                return money.requested
            case A.INCLUDE | A.REDUCE | A.APPROVE_PLAN:
                return money.proposed
            case A.RESEND_TO_FINANCE:
                return money.approved * 95 // 100 // 1000 * 1000
            case A.ALLOCATE | A.ALLOCATE_PART:
                return money.approved
            case A.SIGN_CONTRACT:
                return money.allocated
            case _:
                return money.contract

    def _remember(self, action: Action, values: Mapping[str, Any]) -> None:
        money = self.money
        for name in ("proposed", "approved", "allocated", "contract", "accepted"):
            if f"{name}_amount" in values:
                setattr(money, name, values[f"{name}_amount"])
        if action in (A.RECORD_ADVANCE, A.RECORD_PAYMENT):
            money.paid += values["amount"]
        if action == A.RECORD_ADVANCE:
            money.advanced += values["amount"]

    def _get_on(self, then: Action | None) -> None:
        """Two reports bring the work past the 70 % that an advance for machines asks for (TT 36/2013 Đ.13.2.d)."""
        step = self._rng.randint(36, 46)
        self.progress = 100 if then == A.REQUEST_ACCEPTANCE else min(self.progress + step, 95)

    def _number(self, item: Input) -> int:
        if item.name == "percent":
            return self.progress
        if item.name == "tranche":
            return 1
        if item.name == EXTENSION_DAYS.name:
            return self._rng.randint(3, 5)
        return self._rng.randint(5, 11) if self.fails else self._rng.randint(14, 19)

    def _paper(self, action: Action, item: Input, on: date) -> str | None:
        number = self._rng.randint(11, 989)
        local = self.sketch.programme == Programme.LOCAL
        agency = "SCT" if local else ("ĐCK" if on >= RENAMED_ON else "CTĐP")
        ends = {
            A.REGISTER: "SCT-QLCN",
            A.APPROVE_PLAN: "QĐ-UBND" if local else "QĐ-BCT",
            A.SEND_TO_FINANCE: "BCT-TC",
            A.RESEND_TO_FINANCE: "BCT-TC",
            A.FINANCE_AGREE: "BTC-KTN",
            A.FINANCE_ASK_ADJUSTMENT: "BTC-KTN",
            A.FINANCE_DISAGREE: "BTC-KTN",
            A.ALLOCATE: f"QĐ-{agency}",
            A.EXTEND: f"QĐ-{agency}",
            A.ALLOCATE_PART: f"QĐ-{agency}",
            A.SIGN_CONTRACT: f"HĐ-{agency}",
            A.RECORD_INSPECTION: "BB-KT",
            A.LIQUIDATE: "BB-TL",
        }
        if item.name == "voucher":
            return None if action == A.LIQUIDATE else f"UNC {on:%m}-{number:04d}"
        return f"{number:02d}/{ends.get(action, 'BB-NT')}"

    def _words(self, action: Action, item: Input) -> str | None:
        if item.name == LATE_REASON.name:
            return self._rng.choice(SLIPS)
        if action in COMMENTS:
            kind = "fail" if self.fails else "pass"
            return self._rng.choice(COMMENTS[action][kind])
        if action in REASONS:
            return self._rng.choice(REASONS[action])
        return "Đã xem xét hồ sơ." if item.required else None
