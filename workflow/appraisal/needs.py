"""What the appraisal requires: a fit council, each member once, the chair after all, the leader after the chair."""

from collections.abc import Collection

from accounts.models import User
from accounts.queries import holders
from accounts.vocabulary import Role
from workflow.appraisal.queries import SEATS, Standing, names_of, owners_of, standing_of
from workflow.engine.clock import day_of
from workflow.engine.refusals import Ground, Refusal
from workflow.needs import Act, register

COUNCIL = "TT 36/2013 Đ.8.1.a"
CRITERIA = "TT 36/2013 Đ.9"
NO_COUNCIL = Refusal("Đề án chưa có hội đồng thẩm định.", article=COUNCIL)


@register("council_is_fit")
def council_is_fit(act: Act) -> Refusal | None:
    """Three appraisers of the Sở and a chair from its leaders or appraisers; none judges a đề án of their own."""
    appraisers = {user.pk for user in holders(act.case.department_id, (Role.DEPARTMENT_APPRAISER,), act.on)}
    owners = owners_of(act.case, act.on)
    if act.data is None:
        return _enough_people(act, appraisers - owners)
    leaders = {user.pk for user in holders(act.case.department_id, (Role.DEPARTMENT_LEADER,), act.on)}
    members = _faults(act, act.data.get("members", []), appraisers, owners, "không phải thẩm định viên của")
    chairs = appraisers | leaders
    chair = _faults(act, act.data.get("chair", []), chairs, owners, "không thuộc lãnh đạo, thẩm định viên của")
    if not members and not chair:
        return None
    return Refusal(" ".join([*members, *chair]), Ground.NEED, COUNCIL, field="members" if members else "chair")


def _enough_people(act: Act, fit: Collection[int]) -> Refusal | None:
    if len(fit) >= SEATS:
        return None
    have = f"{act.case.department.name} mới có {len(fit)} thẩm định viên có thể tham gia"
    return Refusal(f"{have}, cần {SEATS} người để lập hội đồng.", article=COUNCIL)


def _faults(act: Act, chosen: list[int], fit: Collection[int], owners: Collection[int], not_of: str) -> list[str]:
    """A sentence for each chosen person who may not sit."""
    sentences = []
    for user_id in chosen:
        if user_id in fit and user_id not in owners:
            continue
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            sentences.append(f"Không có người dùng mang số {user_id}.")
        elif user_id in owners:
            sentences.append(f"{user} lập đề án hoặc thuộc đơn vị thực hiện, không được thẩm định đề án của mình.")
        else:
            sentences.append(f"{user} {not_of} {act.case.department.name}.")
    return sentences


@register("my_score_is_due")
def my_score_is_due(act: Act) -> Refusal | None:
    council = standing_of(act.case)
    if council is None:
        return NO_COUNCIL
    if act.person.user_id not in council.members:
        return Refusal(f"Chỉ thành viên hội đồng chấm điểm: {names_of(council.members)}.", article=COUNCIL)
    at = council.sheet_at(act.person.user_id)
    if at is None:
        return None
    return Refusal(
        f"Bạn đã gửi phiếu thẩm định ngày {day_of(at):%d/%m/%Y}; mỗi thành viên gửi một lần.", article=CRITERIA
    )


@register("my_conclusion_is_due")
def my_conclusion_is_due(act: Act) -> Refusal | None:
    council = standing_of(act.case)
    if council is None:
        return NO_COUNCIL
    if act.person.user_id != council.chair_id:
        return Refusal(f"Chỉ chủ tịch hội đồng ({names_of([council.chair_id])}) được kết luận.", article=COUNCIL)
    if council.concluded:
        return Refusal("Hội đồng đã kết luận, chờ lãnh đạo Sở quyết định.", article=COUNCIL)
    return _sheets_are_in(council)


@register("council_has_concluded")
def council_has_concluded(act: Act) -> Refusal | None:
    council = standing_of(act.case)
    if council is None:
        return NO_COUNCIL
    if council.concluded:
        return None
    chair = names_of([council.chair_id])
    return _sheets_are_in(council) or Refusal(f"Chủ tịch hội đồng {chair} chưa kết luận.", article=COUNCIL)


def _sheets_are_in(council: Standing) -> Refusal | None:
    if not council.missing:
        return None
    return Refusal(f"Còn thiếu phiếu của {names_of(council.missing)}.", article=CRITERIA)
