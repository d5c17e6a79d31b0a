"""On a telephone, 390 px wide: a clerk asks for a supplement, the owner reads why and mends it. Nothing runs off the side."""

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, expect

from notifications.models import Incident
from notifications.vocabulary import IncidentKind
from tests.journeys.desk import Desk, fits_a_telephone
from tests.world import World, draft, take
from workflow.models import Case
from workflow.vocabulary import Action, ContentType, State

MISSING = "Thiếu báo giá của nhà cung cấp máy tiện."


def test_asking_for_a_supplement_and_mending_it_works_at_390_pixels(telephone: Desk, place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    with telephone.sat_at_by(place.clerk) as page:
        fits_a_telephone(page)
        telephone.open(case.name)
        fits_a_telephone(page)
        telephone.choose(Action.ASK_SUPPLEMENT)
        fits_a_telephone(page)
        page.get_by_role("button", name=Action.ASK_SUPPLEMENT.label).click()
        field = page.get_by_label("Nội dung cần bổ sung")
        expect(field).to_be_focused()
        expect(page.locator(".kc-errors")).to_contain_text("chưa có nội dung")
        field.fill(MISSING)
        telephone.send(Action.ASK_SUPPLEMENT)
    with telephone.sat_at_by(place.owner) as page:
        telephone.open(case.name)
        expect(page.locator("#lich-su")).to_contain_text(MISSING)
        page.locator(".kc-act-row").get_by_role("link", name=Action.EDIT.label).click()
        fits_a_telephone(page)
        page.get_by_label("Quy mô và đặc điểm vượt trội").fill("Một máy tiện CNC, kèm ba báo giá.")
        page.get_by_role("button", name="Lưu").click()
        expect(page.get_by_role("status")).to_contain_text("Đã lưu đề án")
        expect(page.locator("#kinh-phi tfoot")).to_contain_text("750.000.000")
        telephone.do(Action.RESUBMIT)
        telephone.expect_stage("Đã nộp, chờ tiếp nhận")
    assert Case.objects.get().state == State.SUBMITTED


def test_the_pages_of_figures_and_incidents_fit_and_their_own_tab_is_in_sight(telephone: Desk, place: World) -> None:
    take(draft(place), Action.SUBMIT)
    Incident.objects.create(
        kind=IncidentKind.MAIL, reference="1", title="Thư báo quá hạn " + "rất dài " * 20, mark="1", attempts=5,
        error="550 5.1.1 xem https://mail.example.vn/" + "a" * 200, first_seen_at=timezone.now(), last_seen_at=timezone.now(),
    )  # fmt: skip
    incident = reverse("notifications:incident", args=[Incident.objects.get().pk])
    with telephone.sat_at_by(place.administrator) as page:
        for name in ("overview", "period", "slips", "year-end"):
            page.goto(telephone.address + reverse(f"workflow:{name}"))
            fits_a_telephone(page)
            _in_sight(page.locator(".kc-manager-tabs a[aria-current]"))
        for address in (reverse("notifications:incidents"), incident):
            page.goto(telephone.address + address)
            fits_a_telephone(page)
        page.goto(f"{telephone.address}{reverse('workflow:cases')}?content={ContentType.MACHINERY}")
        _in_sight(page.locator(".kc-choices-row .kc-chosen"))


def _in_sight(thing: Locator) -> None:
    """Without pushing the row aside in which it stands."""
    box = thing.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390, thing.inner_text()
