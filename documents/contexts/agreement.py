"""The signed contract as later papers cite it, what was accepted of it, and the money that moved on it. Whole đồng."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from documents.contexts.bases import numbered
from documents.contexts.filling import DONG, Filling
from documents.contexts.history import last_act
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

TRANSFERS = (
    Column("TT", 10, CENTRE), Column("Nội dung"), Column("Chứng từ", 36), Column("Ngày chuyển", 26, CENTRE),
    Column("Số tiền", 34, RIGHT),
)  # fmt: skip
NAMES = {Action.RECORD_ADVANCE: "Tạm ứng", Action.RECORD_PAYMENT: "Thanh toán"}
ACCEPTING = (Action.ACCEPT_WORK, Action.ACCEPT_PART)
#: A đề án that was stopped is settled on nothing: what was paid goes back (TT 36/2013 Đ.12.6).
ENDED_EARLY = (State.RECOVERY, State.STOPPED)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that left for the implementer, with the voucher that shows it."""

    action: Action
    name: str
    voucher: str
    paid_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What was agreed, accepted and paid: `accepted` + `to_refund` = `paid` + `to_pay`, to the đồng."""

    contract: int
    accepted: int
    advanced: int
    paid: int
    """Advances included."""

    @property
    def to_pay(self) -> int:
        return max(self.accepted - self.paid, 0)

    @property
    def to_refund(self) -> int:
        return max(self.paid - self.accepted, 0)

    @property
    def not_done(self) -> int:
        return max(self.contract - self.accepted, 0)

    @property
    def paid_after_advance(self) -> int:
        return self.paid - self.advanced


def balance_of(case: Case) -> Balance:
    """As the books of the case stand now; without acceptance nothing counts as accepted."""
    return Balance(case.contract_amount or 0, case.accepted_amount or 0, case.advanced_amount, case.paid_amount)


def transfers_of(case: Case) -> tuple[Transfer, ...]:
    """Every advance and payment on record, in order; numbered each in its own row: “Tạm ứng lần 2”."""
    counted: dict[Action, int] = {}
    found = []
    for event in Event.objects.filter(case=case, action__in=NAMES).order_by("seq"):
        action = Action(event.action)
        counted[action] = counted.get(action, 0) + 1
        found.append(
            Transfer(
                action=action,
                name=f"{NAMES[action]} lần {counted[action]}",
                voucher=clean_line(event.data["voucher"]),
                paid_on=date.fromisoformat(event.data["paid_on"]),
                amount=event.data["amount"],
            )
        )
    return tuple(found)


def about_the_contract(filling: Filling, case: Case) -> None:
    """Its number, day, amount and term, as signed."""
    cited = numbered("Hợp đồng", case.contract_number, case.contract_signed_on)
    filling.text("hợp đồng", cited, "Số và ngày ký hợp đồng thực hiện đề án")
    filling.money("giá trị hợp đồng", case.contract_amount, "Giá trị hợp đồng thực hiện đề án")
    filling.day("hạn hợp đồng", case.contract_ends_on, "Ngày hoàn thành theo hợp đồng")


def about_the_account(filling: Filling, unit: Organisation, on: date) -> None:
    """Where the money is to go."""
    filling.text("tài khoản", clean_line(unit.bank_account), f"Tài khoản của {clean_line(unit.name_on(on))}")


def about_the_acceptance(filling: Filling, case: Case, *, settling: bool = True) -> None:
    """The minutes of acceptance and their result; `settling`: they must be on record, unless the work was stopped."""
    event = last_act(case, *ACCEPTING)
    number = str(event.data["minutes"]) if event else ""
    cited = numbered("Biên bản nghiệm thu cơ sở", number, case.accepted_on)
    ended_early = case.state in ENDED_EARLY
    filling.flag("ngừng thực hiện", ended_early)
    filling.flag("nghiệm thu một phần", event is not None and event.action == Action.ACCEPT_PART)
    filling.text(
        "biên bản nghiệm thu", cited, "Biên bản nghiệm thu cơ sở: số, ngày" if settling and not ended_early else ""
    )


def about_the_money(filling: Filling, case: Case, *, settling: bool = True) -> Balance:
    """The sums that settle the contract, and each transfer with its voucher; `settling`: acceptance must be on record."""
    balance = balance_of(case)
    accepted = 0 if case.state in ENDED_EARLY else case.accepted_amount
    filling.money("giá trị nghiệm thu", accepted, "Giá trị được nghiệm thu" if settling else "")
    filling.money("giá trị không thực hiện", balance.not_done)
    filling.money("đã tạm ứng", balance.advanced)
    filling.money("đã thanh toán", balance.paid_after_advance)
    filling.money("đã nhận", balance.paid)
    filling.money("còn được thanh toán", balance.to_pay)
    filling.money("phải hoàn trả", balance.to_refund)
    filling.flag("còn phải thanh toán", balance.to_pay > 0)
    filling.flag("còn phải hoàn trả", balance.to_refund > 0)
    filling.flag("có khối lượng không thực hiện", balance.not_done > 0)
    transfers = transfers_of(case)
    filling.flag("đã chuyển tiền", bool(transfers))
    filling.table(
        "các lần chuyển tiền", TRANSFERS,
        [(n, t.name, t.voucher, t.paid_on, t.amount) for n, t in enumerate(transfers, 1)],
        total=("", "Tổng cộng", "", "", balance.paid), unit=DONG,
    )  # fmt: skip
    return balance
