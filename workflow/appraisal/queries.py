"""What is known of a council: who sits, who still has to act, what was said; and who could sit in the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from accounts.models import User
from accounts.queries import absent_until, heads_of, holders, stand_ins
from accounts.vocabulary import Role
from workflow.appraisal.models import TOTAL_MAX, Council, CouncilMember, Score
from workflow.engine.hands import Hands
from workflow.lifecycle.inputs import CRITERIA, MEMBERS
from workflow.models import Case, Event
from workflow.vocabulary import Action

#: How many members a council has.
SEATS = MEMBERS.minimum or 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One member, and the sheet once it is in. `points` pairs each criterion with its points (0–20)."""

    user: User
    score: Score | None
    points: tuple[tuple[str, int], ...] = ()
    total: int | None = None
    verdict: str = ""
    comment: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CouncilSheet:
    """The tab "Thẩm định": a council, its sheets, its conclusion. Amounts in whole đồng, points out of `total_max`."""

    council: Council
    sitting: int
    """1 for the first council of the đề án, 2 after a supplement, …"""
    seats: tuple[Seat, ...]
    criteria: tuple[str, ...]
    total_max: int
    chair: User
    is_open: bool
    submitted: int
    average: str
    """ "81,7"; empty while no sheet is in."""
    verdict: str
    proposed_amount: int | None
    conclusion: str
    concluded_at: datetime | None
    waiting_for: tuple[User, ...]

    @property
    def expected(self) -> int:
        return len(self.seats)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a council is, in ids: what the needs ask. `sheets`: each member and the time of their sheet, or None."""

    council_id: int
    chair_id: int
    concluded: bool
    sheets: tuple[tuple[int, datetime | None], ...]

    @property
    def members(self) -> list[int]:
        return [user_id for user_id, _ in self.sheets]

    @property
    def missing(self) -> list[int]:
        return [user_id for user_id, at in self.sheets if at is None]

    def sheet_at(self, user_id: int) -> datetime | None:
        return dict(self.sheets)[user_id]


def council_of(case: Case, *, at: Event | None = None) -> CouncilSheet | None:
    """The last council of the đề án, with everything said in it; None before the first. `at`: the one that sat then."""
    found = Council.objects.filter(case=case).select_related("visit", "chair", "concluded_by")
    if at is not None:
        found = found.filter(visit__opened_by__seq__lt=at.seq)
    council = found.prefetch_related("members__user", "scores__event").order_by("-pk").first()
    if council is None:
        return None
    scores = {score.member_id: score for score in council.scores.all()}
    seats = tuple(_seat(member.user, scores.get(member.pk)) for member in council.members.all())
    is_open = council.visit.closed_at is None
    return CouncilSheet(
        council=council,
        sitting=Council.objects.filter(case=case, pk__lte=council.pk).count(),
        seats=seats,
        criteria=tuple(label for _, label in CRITERIA),
        total_max=TOTAL_MAX,
        chair=council.chair,
        is_open=is_open,
        submitted=len(scores),
        average=average([score.total for score in scores.values()]),
        verdict=council.get_verdict_display(),
        proposed_amount=council.proposed_amount,
        conclusion=council.conclusion,
        concluded_at=council.concluded_by.at if council.concluded_by else None,
        waiting_for=_waiting_for(council, seats) if is_open else (),
    )


def _seat(user: User, score: Score | None) -> Seat:
    if score is None:
        return Seat(user, None)
    points = tuple((label, getattr(score, name)) for name, label in CRITERIA)
    return Seat(user, score, points, score.total, score.get_verdict_display(), score.comment, score.event.at)


def average(totals: Sequence[int]) -> str:
    """Mean to one decimal, half up, in whole tenths: no float on the way."""
    if not totals:
        return ""
    tenths = (20 * sum(totals) + len(totals)) // (2 * len(totals))
    return f"{tenths // 10},{tenths % 10}"


def _waiting_for(council: Council, seats: tuple[Seat, ...]) -> tuple[User, ...]:
    """Who must act now: the members without a sheet; then the chair; then nobody of the council."""
    missing = tuple(seat.user for seat in seats if seat.score is None)
    if missing or council.concluded_by_id:
        return missing
    return (council.chair,)


def standing_of(case: Case) -> Standing | None:
    """How far the council of the open visit is; None when the case is not in the stage of appraisal. Two queries."""
    found = Council.objects.filter(case=case, visit__closed_at=None)
    council = found.values_list("pk", "chair_id", "concluded_by_id").first()
    if council is None:
        return None
    pk, chair_id, concluded_by_id = council
    sheets = CouncilMember.objects.filter(council=pk).order_by("position").values_list("user_id", "scores__event__at")
    return Standing(pk, chair_id, concluded_by_id is not None, tuple(sheets))


def last_seats(case: Case) -> tuple[list[int], int] | None:
    """(ids of the members, id of the chair) of the last council of the đề án; None before the first."""
    last = Council.objects.filter(case=case).order_by("-pk").values_list("pk", "chair_id").first()
    if last is None:
        return None
    members = CouncilMember.objects.filter(council=last[0]).order_by("position").values_list("user_id", flat=True)
    return list(members), last[1]


def names_of(user_ids: Iterable[int]) -> str:
    """ "Nguyễn Thị Một, Nguyễn Văn Hai": in the order given."""
    wanted = list(user_ids)
    users = User.objects.in_bulk(wanted)
    return ", ".join(str(users[pk]) for pk in wanted)


def owners_of(case: Case, on: date) -> set[int]:
    """Ids of those whose own đề án it is: who drafted it, the owners of the implementing unit, who stands in for them,
    and everyone who acted for them before."""
    owners = {user.pk for user in holders(case.implementer_id, (Role.OWNER,), on)}
    lent = stand_ins(on, principals=owners)
    lent_to = {one.substitute.pk for one in lent if one.held.organisation_id == case.implementer_id}
    return {case.created_by_id} | owners | lent_to | Hands(case).of_the_owner


def candidates(case: Case, input_name: str, on: date) -> list[User]:
    """Who may be chosen for "members" or "chair" on a day, in the order in which to offer them.

    Members: appraisers of the Sở with the fewest sheets still to write first. Chair: deputy leaders, the head, then
    appraisers, so that the one who decides afterwards is not, where it can be helped, the one who concludes.
    """
    owners = owners_of(case, on)
    appraisers = [u for u in holders(case.department_id, (Role.DEPARTMENT_APPRAISER,), on) if u.pk not in owners]
    appraisers = _least_busy_first(appraisers, on)
    if input_name == MEMBERS.name:
        return appraisers
    leaders = [u for u in holders(case.department_id, (Role.DEPARTMENT_LEADER,), on) if u.pk not in owners]
    heads = {user.pk for user in heads_of(case.department_id, on)}
    leaders = sorted(_least_busy_first(leaders, on), key=lambda user: user.pk in heads)
    return leaders + [user for user in appraisers if user not in leaders]


def _least_busy_first(people: Iterable[User], on: date) -> list[User]:
    """Who is away comes last: nobody scores or concludes in another's stead."""
    ids = [user.pk for user in people]
    away = absent_until(ids, on)
    found = User.objects.filter(pk__in=ids)
    sheets = Count("duties", Q(duties__done_at=None, duties__action__in=[Action.SCORE, Action.CONCLUDE]))
    return sorted(found.annotate(sheets=sheets).order_by("sheets", "pk"), key=lambda user: user.pk in away)


def people_for(case: Case, input_name: str, on: date) -> list[tuple[object, str]]:
    """Choices for an input of people: (id, "Họ tên – chức vụ"), the suggested ones first; who is away is marked."""
    suggested = suggested_members(case, on)[input_name]
    people = sorted(candidates(case, input_name, on), key=lambda user: user.pk not in suggested)
    return labelled(people, on)


def labelled(people: Iterable[User], on: date) -> list[tuple[object, str]]:
    """ "Nguyễn Văn Hai – Chuyên viên (vắng mặt đến hết 20/03/2026)"."""
    people = list(people)
    away = absent_until([user.pk for user in people], on)
    names = {user.pk: f"{user} – {user.title}" if user.title else str(user) for user in people}
    return [
        (pk, f"{name} (vắng mặt đến hết {away[pk]:%d/%m/%Y})" if pk in away else name) for pk, name in names.items()
    ]


def suggested_members(case: Case, on: date) -> dict[str, list[int]]:
    """{"members": three ids, "chair": one id}: the last council as far as it is still fit, then the next candidates.

    Shorter where the Sở has too few people.
    """
    before, last_chair = last_seats(case) or ([], None)
    fit = [user.pk for user in candidates(case, "members", on)]
    members = [pk for pk in before if pk in fit] + [pk for pk in fit if pk not in before]
    members = members[:SEATS]
    chairs = [user.pk for user in candidates(case, "chair", on)]
    if last_chair in chairs:
        return {"members": members, "chair": [last_chair]}
    return {"members": members, "chair": [pk for pk in chairs if pk not in members][:1] or chairs[:1]}
