"""One đề án khuyến công quốc gia from an empty form to the closed file, by clicking, each step by the person whose turn it is."""

from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from documents.words import amount_in_words
from tests.journeys.desk import Desk
from tests.journeys.dossier import ENDS, NAME, write_dossier
from tests.papers import opened, words_of
from tests.world import GRANT, START, World
from workflow.engine.verify import verify_chains
from workflow.lifecycle.inputs import CRITERIA
from workflow.models import Case, OutboxRow
from workflow.tasks import drain_outbox
from workflow.vocabulary import Action, State

#: The day of every paper of the story.
PAPER_DAY = START.date().isoformat()
FINDINGS = "Phù hợp, khả thi, dự toán hợp lý."


def test_a_project_goes_from_the_empty_form_to_the_closed_file(desk: Desk, place: World, tmp_path: Path) -> None:
    _write_and_submit(desk, place)
    _appraise(desk, place)
    _plan_and_fund(desk, place)
    _read_the_contract(desk, place.agency_leader, tmp_path)
    _deliver(desk, place)
    _settle(desk, place)
    case = Case.objects.get()
    assert case.state == State.CLOSED
    assert case.paid_amount == case.accepted_amount == case.contract_amount == GRANT
    assert verify_chains().fault == ""


def _write_and_submit(desk: Desk, place: World) -> None:
    with desk.sat_at_by(place.owner) as page:
        write_dossier(page, place)
        expect(page.locator("#kinh-phi tfoot")).to_contain_text("750.000.000")
        desk.do(Action.SUBMIT)
        desk.expect_stage("Đã nộp, chờ tiếp nhận")


def _appraise(desk: Desk, place: World) -> None:
    with desk.sat_at_by(place.clerk) as page:
        desk.open(NAME)
        desk.choose(Action.RECEIVE)
        members = page.get_by_role("group", name="Thành viên hội đồng")
        for member in place.appraisers:
            members.get_by_label(member.full_name).check()
        page.get_by_role("group", name="Chủ tịch hội đồng").get_by_label(place.chair.full_name).check()
        desk.send(Action.RECEIVE)
    for points, member in enumerate(place.appraisers, 16):
        sheet = {label: str(points) for _, label in CRITERIA} | {"Đề nghị": "Đạt", "Nhận xét": FINDINGS}
        _in_turn(desk, member, Action.SCORE, sheet)
    with desk.sat_at_by(place.chair) as page:
        desk.open(NAME)
        expect(page.locator("#tham-dinh")).to_contain_text("điểm trung bình 85,0/100")
        desk.do(Action.CONCLUDE, {"Đề nghị": "Đạt", "Nhận xét": FINDINGS})
    _in_turn(desk, place.leader, Action.PASS_APPRAISAL)


def _plan_and_fund(desk: Desk, place: World) -> None:
    _in_turn(desk, place.clerk, Action.REGISTER, {"Số công văn đăng ký": "215/SCT-QLCN"})
    _in_turn(desk, place.agency_appraiser, Action.ACCEPT_REGISTRATION)
    _in_turn(desk, place.agency_leader, Action.INCLUDE)
    decision = {"Số quyết định": "3396/QĐ-BCT", "Ngày quyết định": PAPER_DAY, "Đợt": "1"}
    _in_turn(desk, place.ministry_officer, Action.APPROVE_PLAN, decision)
    _in_turn(desk, place.ministry_officer, Action.SEND_TO_FINANCE, {"Số công văn": "5120/BCT-TC"})
    answer = {"Số văn bản của Bộ Tài chính": "1024/BTC-HCSN", "Ngày văn bản": PAPER_DAY}
    _in_turn(desk, place.finance_reviewer, Action.FINANCE_AGREE, answer)
    decision = {"Số quyết định giao kinh phí": "88/QĐ-ĐCK", "Ngày quyết định": PAPER_DAY}
    _in_turn(desk, place.agency_leader, Action.ALLOCATE, decision)


def _read_the_contract(desk: Desk, reader: User, folder: Path) -> None:
    """The worker writes it; the paper then stands on the case page, and what is downloaded is the contract in words."""
    drain()
    with desk.sat_at_by(reader) as page:
        desk.open(NAME)
        with page.expect_download() as started:
            page.locator("#documents").get_by_role("link", name="PDF dự thảo của Hợp đồng thực hiện đề án").click()
        file = folder / "hop-dong.pdf"
        started.value.save_as(file)
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    text = words_of(opened(content))
    assert amount_in_words(GRANT).lower() in text.lower()
    assert "300.000.000" in text


def _deliver(desk: Desk, place: World) -> None:
    contract = {"Số hợp đồng": "07/HĐ-ĐCK", "Ngày ký": PAPER_DAY, "Ngày hoàn thành theo hợp đồng": ENDS.isoformat()}
    _in_turn(desk, place.agency_leader, Action.SIGN_CONTRACT, contract)
    with desk.sat_at_by(place.agency_accountant) as page:
        page.get_by_role("navigation", name="Trang chính").get_by_role("link", name="Đề án").click()
        desk.open(NAME)
        advance = {"Số tiền tạm ứng": "100000000", "Ngày chuyển tiền": PAPER_DAY, "Số chứng từ": "UNC-0015"}
        desk.do(Action.RECORD_ADVANCE, advance)
    with desk.sat_at_by(place.owner):
        desk.open(NAME)
        desk.do(Action.REPORT_PROGRESS, {"Khối lượng hoàn thành": "100"})
        desk.do(Action.REQUEST_ACCEPTANCE)
    minutes = {"Số biên bản": "03/BB-NT", "Ngày nghiệm thu": PAPER_DAY}
    _in_turn(desk, place.leader, Action.ACCEPT_WORK, minutes)


def _settle(desk: Desk, place: World) -> None:
    _in_turn(desk, place.owner, Action.SUBMIT_SETTLEMENT)
    with desk.sat_at_by(place.agency_accountant) as page:
        desk.open(NAME)
        refused = page.locator(".kc-refused > li").filter(has_text=Action.LIQUIDATE.label)
        expect(refused).to_contain_text("Còn 200.000.000 đồng chưa thanh toán")
        rest = {"Số tiền thanh toán": "200000000", "Ngày chuyển tiền": PAPER_DAY, "Số chứng từ": "UNC-0031"}
        desk.do(Action.RECORD_PAYMENT, rest)
        desk.do(Action.LIQUIDATE, {"Số biên bản": "05/BB-TL"})
        desk.do(Action.CLOSE)
        desk.expect_stage(State.CLOSED.label)
        expect(page.locator(".kc-acts")).to_contain_text("Đề án đã kết thúc")


def _in_turn(desk: Desk, user: User, action: Action, fields: dict[str, str] | None = None) -> None:
    """The đề án stands in this person's own work: no search is needed to find it."""
    with desk.sat_at_by(user):
        desk.open(NAME)
        desk.do(action, fields)


def drain() -> None:
    """As the worker does. The rows were dated by the clock of the database, which does not stand in March."""
    OutboxRow.objects.update(next_at=timezone.now())
    drain_outbox()
    assert not OutboxRow.objects.exclude(status=OutboxRow.Status.DONE).exists()
