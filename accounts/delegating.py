"""Handing one's roles over while one is away, and taking them back: the two verbs, and why they are refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.absences import headed_units, visible_delegations
from accounts.models import Delegation, Membership, User
from accounts.models.places import ENDS_BEFORE
from accounts.people import Person
from accounts.queries import NEVER_HANDED_OVER

#: A stand-in is for an absence; who is away for longer is succeeded, by a membership of somebody else.
LONGEST = timedelta(days=366)
MEANWHILE = "Vừa có người ghi một ủy quyền khác trùng với ủy quyền này. Xin tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Absence:
    """What somebody wants to record. `membership` None: every role of the principal."""

    principal: User
    substitute: User
    membership: Membership | None
    valid_from: date
    valid_to: date
    document_number: str
    document_on: date
    note: str = ""

    @property
    def days(self) -> str:
        return f"từ {self.valid_from:%d/%m/%Y} đến hết {self.valid_to:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why not, as a sentence; `field` names the attribute of the absence that mends it."""

    text: str
    field: str = ""


class CannotDelegate(Exception):
    """Nothing was written."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.text for fault in faults))


def delegate(*, absence: Absence, by: Person, at: datetime) -> Delegation:
    """Hands the roles over, by the principal or by whoever is in charge of them. Raises CannotDelegate, every reason."""
    faults = list(_faults(absence, by, timezone.localdate(at)))
    if faults:
        raise CannotDelegate(*faults)
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                principal=absence.principal,
                substitute=absence.substitute,
                scope=Delegation.Scope.ONE if absence.membership else Delegation.Scope.ALL,
                membership=absence.membership,
                valid_from=absence.valid_from,
                valid_to=absence.valid_to,
                document_number=absence.document_number.strip(),
                document_on=absence.document_on,
                note=absence.note.strip(),
                created_by_id=by.user_id,
                created_at=at,
            )
    except IntegrityError as error:
        raise CannotDelegate(Fault(MEANWHILE)) from error


def end(*, delegation_id: int, by: Person, at: datetime) -> Delegation:
    """Ends a delegation at once: the principal takes the work back, the substitute gives it back, or the head decides.

    Ended twice is ended once. Raises CannotDelegate; Delegation.DoesNotExist.
    """
    with transaction.atomic():
        found = Delegation.objects.select_for_update(of=("self",)).select_related("membership").get(pk=delegation_id)
        if found.revoked_at is not None:
            return found
        today = timezone.localdate(at)
        if not visible_delegations(by, today).filter(pk=found.pk).exists():
            raise CannotDelegate(
                Fault("Chỉ người ủy quyền, người thay hoặc phụ trách đơn vị mới cho thôi ủy quyền này.")
            )
        if found.valid_to < today:
            raise CannotDelegate(Fault(f"Ủy quyền này đã hết từ sau ngày {found.valid_to:%d/%m/%Y}."))
        found.revoked_by_id, found.revoked_at = by.user_id, at
        found.save(update_fields=["revoked_by", "revoked_at"])
    return found


def _faults(absence: Absence, by: Person, today: date) -> Iterator[Fault]:
    yield from _about_days(absence, today)
    if absence.substitute.pk == absence.principal.pk:
        yield Fault("Không ai tự thay mình.", "substitute")
        return
    if absence.valid_to < absence.valid_from:
        return
    handed = list(roles_of(absence.principal, absence.valid_from, absence.valid_to, absence.membership))
    if handed:
        yield from _about_whoever_records(absence, handed, by, today)
        yield from _about_the_substitute(absence, handed)
    else:
        yield _nothing_to_hand_over(absence)
    yield from _about_other_absences(absence)


def _about_days(absence: Absence, today: date) -> Iterator[Fault]:
    if absence.valid_from < today:
        yield Fault("Ủy quyền không có hiệu lực lùi: bắt đầu sớm nhất từ hôm nay.", "valid_from")
    if absence.valid_to < absence.valid_from:
        yield Fault(ENDS_BEFORE, "valid_to")
    elif absence.valid_to - absence.valid_from >= LONGEST:
        yield Fault("Một lần ủy quyền dài nhất 12 tháng; vắng lâu hơn thì cử người giữ vai trò đó.", "valid_to")
    if not absence.document_number.strip():
        yield Fault("Ủy quyền phải có văn bản: xin ghi số văn bản.", "document_number")
    if absence.document_on > today:
        yield Fault("Ngày văn bản không thể ở tương lai.", "document_on")


def roles_of(principal: User, first: date, last: date, only: Membership | None = None) -> QuerySet[Membership]:
    """The roles that can be handed over and are held on a day of the period; `only`: that one, if it is theirs."""
    held = Membership.objects.filter(_touches(first, last), user=principal).exclude(role__in=NEVER_HANDED_OVER)
    held = held.filter(pk=only.pk) if only else held
    return held.select_related("organisation").order_by("pk")


def _touches(first: date, last: date) -> Q:
    return Q(valid_from__lte=last) & (Q(valid_to=None) | Q(valid_to__gte=first))


def _nothing_to_hand_over(absence: Absence) -> Fault:
    held = absence.membership
    if held and held.role in NEVER_HANDED_OVER:
        return Fault(f"Vai trò “{held.get_role_display()}” không ủy quyền được.", "membership")
    return Fault(f"{absence.principal} không giữ vai trò nào như vậy {absence.days}.", "membership")


def _about_whoever_records(absence: Absence, handed: Iterable[Membership], by: Person, today: date) -> Iterator[Fault]:
    """Four eyes: for somebody else only who is in charge, and never in their own favour."""
    if by.user_id == absence.principal.pk:
        return
    if by.user_id == absence.substitute.pk:
        yield Fault("Người ghi ủy quyền hộ không được là người thay.", "substitute")
    mine = headed_units(by, apart_from=absence.principal.pk)
    beyond = [str(held.organisation) for held in handed if held.organisation_id not in mine]
    if beyond:
        units = ", ".join(dict.fromkeys(beyond))
        yield Fault(f"Bạn không phụ trách {units}, nên không ghi được ủy quyền cho vai trò ở đó.", "membership")


def _about_the_substitute(absence: Absence, handed: Iterable[Membership]) -> Iterator[Fault]:
    if not absence.substitute.is_active:
        yield Fault(f"Tài khoản của {absence.substitute} đã ngừng hoạt động.", "substitute")
    within = _touches(absence.valid_from, absence.valid_to)
    desks = list(Membership.objects.filter(within, user=absence.substitute).select_related("organisation"))
    for unit in dict.fromkeys(held.organisation for held in handed):
        near = [desk for desk in desks if desk.organisation.is_one_office_with(unit)]
        if not covers(near, absence.valid_from, absence.valid_to):
            yield Fault(
                f"{absence.substitute} không thuộc {unit} trong suốt thời gian {absence.days}; người thay phải là "
                "người cùng đơn vị.",
                "substitute",
            )


def covers(periods: Iterable[Membership], first: date, last: date) -> bool:
    """Do these memberships, one after the other or side by side, hold every day of the period?"""
    day = first
    for held in sorted(periods, key=lambda held: held.valid_from):
        if held.valid_from > day:
            return False
        if held.valid_to is None or held.valid_to >= last:
            return True
        day = max(day, held.valid_to + timedelta(days=1))
    return False


def _about_other_absences(absence: Absence) -> Iterator[Fault]:
    """One substitute for a role at a time; who is away stands in for nobody; what was lent is not lent on."""
    meanwhile = Delegation.objects.filter(
        revoked_at=None, valid_from__lte=absence.valid_to, valid_to__gte=absence.valid_from
    ).select_related("principal", "substitute")
    for other in meanwhile.filter(principal=absence.principal):
        if absence.membership is None or other.membership_id in (None, absence.membership.pk):
            yield Fault(
                f"{other.substitute} đã thay {_when(other)}. Hãy chọn ngày khác, hoặc cho thôi ủy quyền đó trước."
            )
    for other in meanwhile.filter(principal=absence.substitute):
        yield Fault(f"{other.principal} cũng vắng mặt {_when(other)}, không thay người khác được.", "substitute")
    for other in meanwhile.filter(substitute=absence.principal):
        yield Fault(
            f"{other.substitute} đang nhận thay {other.principal} {_when(other)}. Việc được ủy quyền không giao tiếp cho "
            "người khác: hãy thôi thay trước, để người đó chọn người khác."
        )


def _when(other: Delegation) -> str:
    return f"từ {other.valid_from:%d/%m/%Y} đến hết {other.valid_to:%d/%m/%Y}"
