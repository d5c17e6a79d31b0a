"""A contract from draft to public proof, by clicking: drafted by the worker, issued, signed with a key, checked by a stranger."""

from django.utils import timezone
from playwright.sync_api import expect

from documents.drawing import draw_due
from documents.models import Document
from documents.signing.demo import make_keys
from tests.contracts import allocated
from tests.issuing import bytes_of
from tests.journeys.desk import Desk, fits_a_telephone
from tests.world import World

SECRET = "mật khẩu thử"


def test_a_contract_is_drafted_issued_signed_and_proven_to_a_stranger(telephone: Desk, place: World) -> None:
    case = allocated(place)
    make_keys(SECRET, at=timezone.now())
    with telephone.sat_at_by(place.agency_leader) as page:
        telephone.open(case.name)
        page.get_by_role("link", name="Mọi văn bản của đề án").click()
        fits_a_telephone(page)
        page.get_by_role("button", name="Lập dự thảo Hợp đồng thực hiện đề án").click()
        expect(page.get_by_text("Đang lập tệp PDF")).to_be_visible()
        draw_due(at=timezone.now())
        page.reload()
        fits_a_telephone(page)
        page.get_by_role("link", name="Phát hành: cấp số, ngày").click()
        fits_a_telephone(page)
        page.get_by_role("button", name="Phát hành").click()
        expect(page.get_by_role("alert")).to_contain_text("còn thiếu")
        page.get_by_label("dù còn thiếu").check()
        page.get_by_role("button", name="Phát hành").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("01/HĐ-ĐCK")
        draw_due(at=timezone.now())
        page.reload()
        page.get_by_role("link", name="Ký số").first.click()
        fits_a_telephone(page)
        page.get_by_label("Mật khẩu của khóa").fill(SECRET)
        page.get_by_role("button", name="Ký số").click()
        expect(page.get_by_text("Nội dung nguyên vẹn từ lúc ký")).to_be_visible()
        fits_a_telephone(page)
        page.get_by_role("link", name="Văn bản", exact=True).click()
        expect(page.get_by_role("link", name="Bản ký số, 1 chữ ký của Hợp đồng")).to_be_visible()
        fits_a_telephone(page)
        code = Document.objects.get(case=case).code
        page.goto(f"{telephone.address}/k/")
        page.get_by_label("Mã tra cứu").fill(str(code).lower())
        page.get_by_role("button", name="Tra cứu").click()
        expect(page.get_by_role("status")).to_contain_text("Còn hiệu lực")
        page.get_by_label("Tệp PDF").set_input_files(
            {"name": "hop-dong.pdf", "mimeType": "application/pdf", "buffer": bytes_of(Document.objects.get(case=case))}
        )
        page.get_by_role("button", name="So sánh").click()
        expect(page.get_by_text("giống hệt")).to_be_visible()
        fits_a_telephone(page)
        page.goto(telephone.address)
