"""Wordings in the hands of administrators: tried on a real matter, in force from a day on, never beyond the values of a paper."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.queries import person_of
from documents import samples
from documents.drafting import draft
from documents.drawing import drawn, paper_of
from documents.editing import CannotKeep, end_version, keep_version
from documents.kinds import PlanKind, all_kinds, case_kind, plan_kinds
from documents.models import Document, TemplateVersion
from documents.wording.language import WordingError
from documents.wordings import load, shipped_text, wording_for
from tests.contracts import allocated, world_that_signs
from tests.issuing import bytes_of, issued, moment
from tests.world import World, take, walk_to
from tests.world import draft as project
from workflow.engine.clock import day_of
from workflow.models import Case
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
KIND = "contract"
OWN = shipped_text(KIND).replace("Hai bên thống nhất ký hợp đồng", "Hai bên cùng thống nhất ký hợp đồng")


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def case(place: World) -> Case:
    return allocated(place)


def keep(case: Case, place: World, text: str = OWN, *, days: int = 0) -> TemplateVersion:
    on = day_of(moment(case))
    return keep_version(
        case_kind(KIND), text, valid_from=on + timedelta(days=days), reason="Theo ý kiến pháp chế.",
        user_id=place.administrator.pk, at=moment(case), today=on,
    )  # fmt: skip


def says_it(document: Document) -> bool:
    return any("cùng thống nhất" in block.text for block in paper_of(document).blocks if hasattr(block, "text"))


def test_every_kind_has_its_shipped_wording_and_loading_again_adds_nothing(case: Case) -> None:
    on = day_of(moment(case))
    assert all(wording_for(code, on).shipped for code in all_kinds())
    assert load() == 0


def test_an_own_wording_serves_from_its_day_on_and_no_earlier_paper(place: World, case: Case) -> None:
    before = issued(case, place.agency_leader.pk)
    keep(case, place, days=1)
    today = draft(case_kind(KIND), case_id=case.pk, at=moment(case))
    assert not says_it(today)
    tomorrow = draft(case_kind(KIND), case_id=case.pk, at=moment(case) + timedelta(days=1))
    assert says_it(tomorrow)
    assert drawn(paper_of(before)).pdf == bytes_of(before)


def test_an_own_wording_goes_before_a_newer_shipped_one_until_it_ends(place: World, case: Case) -> None:
    own = keep(case, place)
    on = day_of(moment(case))
    assert wording_for(KIND, on) == own
    end_version(own.pk, today=on)
    assert wording_for(KIND, on) == own
    assert wording_for(KIND, on + timedelta(days=1)).shipped


def test_the_next_own_wording_ends_the_one_before_it(place: World, case: Case) -> None:
    first = keep(case, place)
    second = keep(case, place, OWN.replace("cùng thống nhất", "cùng nhau thống nhất"), days=3)
    first.refresh_from_db()
    assert first.valid_to == second.valid_from - timedelta(days=1)


def test_a_wording_that_waits_for_its_day_is_not_overtaken_by_one_that_begins_before_it(
    place: World, case: Case
) -> None:
    later = keep(case, place, days=14)
    now = keep(case, place, OWN.replace("cùng thống nhất", "cùng nhau thống nhất"))
    assert now.valid_to == later.valid_from - timedelta(days=1)
    assert wording_for(KIND, now.valid_from) == now
    assert wording_for(KIND, later.valid_from) == later


def test_a_wording_that_waits_for_its_day_can_be_withdrawn_and_never_serves(place: World, case: Case) -> None:
    later = keep(case, place, days=14)
    client, on = signed_in(place), day_of(moment(case))
    with time_machine.travel(moment(case), tick=False):
        page = client.get(reverse("documents:wording", args=[KIND])).content.decode()
        assert "Rút, không dùng nữa" in page
        page = client.post(reverse("documents:wording-end", args=[later.pk]), follow=True).content.decode()
    assert f"Phiên bản {later.number} đã rút, sẽ không được dùng." in page
    assert "đã rút, không dùng" in page
    assert all(wording_for(KIND, on + timedelta(days=days)).shipped for days in (0, 13, 14, 15, 400))


def test_every_kind_is_offered_with_a_project_that_has_come_to_such_a_paper(place: World, case: Case) -> None:
    late = take(walk_to(project(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    person = person_of(place.administrator, day_of(moment(late)))
    assert samples.case_for(person, case_kind("contract")) == case.code
    assert samples.case_for(person, case_kind("supplement_request")) == late.code
    assert samples.case_for(person, case_kind("reminder")) in (case.code, late.code)
    assert samples.case_for(person, case_kind("liquidation")) == ""


def test_a_wording_for_a_past_day_without_reason_or_without_change_is_refused(place: World, case: Case) -> None:
    with pytest.raises(CannotKeep, match="quá khứ"):
        keep(case, place, days=-1)
    with pytest.raises(CannotKeep, match="không khác"):
        keep(case, place, shipped_text(KIND))
    assert TemplateVersion.objects.filter(shipped=False).count() == 0


@pytest.mark.parametrize(
    "reach",
    ["[[case.implementer.tax_code]]", "[[__class__]]", "@bảng case.events", "{{ settings.SECRET_KEY }} [[settings]]"],
)
def test_a_wording_reaches_nothing_beyond_the_values_of_the_paper(place: World, case: Case, reach: str) -> None:
    text = f"{OWN.rsplit('@phụ lục', 1)[0]}\n{reach}\n"
    client = signed_in(place)
    with time_machine.travel(moment(case), tick=False):
        answer = client.post(reverse("documents:wording", args=[KIND]), sent(case, text, do="thu"))
    assert answer.status_code == 422
    assert "không có giá trị nào tên là" in answer.content.decode()


def test_a_wording_that_calls_a_long_value_too_often_is_refused() -> None:
    from documents.wording.composing import compose
    from documents.wording.language import read
    from tests.papers import contract

    values = contract()
    values = replace(values, fields={**values.fields, "tên đề án": "dài " * 120})
    text = "\n".join("[[tên đề án]] " * 100 for _ in range(30))
    with pytest.raises(WordingError, match="quá"):
        compose(read(text), values)


# --- the page --------------------------------------------------------------------------------------------------------
def signed_in(place: World) -> Client:
    client = Client()
    client.force_login(place.administrator)
    return client


def sent(case: Case, text: str, **more: str) -> dict[str, str]:
    day = day_of(moment(case)).isoformat()
    return {"text": text, "code": case.code, "reason": "Theo ý kiến pháp chế.", "valid_from": day} | more


def test_the_page_tries_compares_and_keeps(place: World, case: Case) -> None:
    client, page = signed_in(place), reverse("documents:wording", args=[KIND])
    with time_machine.travel(moment(case), tick=False):
        assert "[[tên đề án]]" in client.get(page).content.decode()
        shown = client.post(page, sent(case, OWN, do="thu")).content.decode()
        assert "cùng thống nhất" in shown
        assert "chưa lưu" in shown
        compared = client.post(page, sent(case, OWN, do="so-sanh")).content.decode()
        assert re.search(r"<ins>\s*cùng", compared)
        assert not TemplateVersion.objects.filter(shipped=False).exists()
        assert client.post(page, sent(case, OWN, do="luu")).status_code == 302
        assert client.post(page, sent(case, OWN, do="luu", reason="")).status_code == 422
        broken = client.post(page, sent(case, "## Điều\n@nếu mục tiêu\nthiếu", do="luu"))
    assert "Dòng 2" in broken.content.decode()
    assert TemplateVersion.objects.filter(shipped=False).count() == 1


def test_only_administrators_see_the_wordings(place: World) -> None:
    client = Client()
    client.force_login(place.agency_leader)
    for address in (reverse("documents:wordings"), reverse("documents:wording", args=[KIND])):
        assert client.get(address).status_code == 404
    assert signed_in(place).get(reverse("documents:wordings")).status_code == 200


def test_without_a_project_there_is_no_plan_to_try_a_wording_on(place: World) -> None:
    code = plan_kinds()[0].code
    page = reverse("documents:wording", args=[code])
    shown = signed_in(place).get(page).content.decode()
    assert "chưa có đề án nào để đưa vào" in shown
    answer = signed_in(place).post(page, {"text": shipped_text(code), "do": "thu", "code": ""})
    assert answer.status_code == 422
    assert "Xin chọn một văn bản đã lập hoặc một kế hoạch" in answer.content.decode()


@pytest.mark.parametrize("kind", plan_kinds(), ids=lambda kind: kind.code)
def test_a_wording_about_a_plan_is_tried_on_a_plan_of_which_nothing_was_written(place: World, kind: PlanKind) -> None:
    state = State.EXECUTION if kind.code == "reconciliation" else kind.states[0]
    case = walk_to(project(place), state)
    person = person_of(place.administrator, day_of(moment(case)))
    found = samples.plans(person, kind)
    assert found[0].label.endswith("khuyến công quốc gia năm 2027, mọi đợt")
    client, page = signed_in(place), reverse("documents:wording", args=[kind.code])
    with time_machine.travel(moment(case), tick=False):
        assert found[0].label in client.get(page).content.decode()
        answer = client.post(page, {"text": shipped_text(kind.code), "do": "thu", "code": found[0].code})
    assert answer.status_code == 200, answer.content.decode()
    assert "Xem thử lời văn đang soạn, chưa lưu." in answer.content.decode()
    assert case.name in answer.content.decode()
    assert not Document.objects.filter(kind=kind.code).exists()


def test_a_plan_is_offered_whole_and_by_its_đợt(place: World) -> None:
    case = walk_to(project(place, programme=Programme.LOCAL), State.ALLOCATION)
    person = person_of(place.administrator, day_of(moment(case)))
    found = [one.label for one in samples.plans(person, plan_kind("plan_decision"))]
    unit = place.committee
    assert found == [
        f"{unit}: khuyến công địa phương năm 2027, mọi đợt", f"{unit}: khuyến công địa phương năm 2027, đợt 1"
    ]  # fmt: skip


def test_nobody_tries_a_wording_on_a_plan_that_was_not_offered(place: World) -> None:
    case = walk_to(project(place), State.LOCAL_PASSED)
    page = reverse("documents:wording", args=["plan_summary"])
    with time_machine.travel(moment(case), tick=False):
        for code in (f"{place.agency.pk}:national:2027:", "0:national:2027:", "x:y:z:", ":::", "9" * 30):
            sent = {"text": shipped_text("plan_summary"), "do": "thu", "code": code}
            assert signed_in(place).post(page, sent).status_code == 422


def plan_kind(code: str) -> PlanKind:
    return next(kind for kind in plan_kinds() if kind.code == code)
