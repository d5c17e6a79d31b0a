"""What the contract says: its articles, its bases by date, its payments by content, and sums that add up."""

from dataclasses import replace
from datetime import date

import pytest

from documents.contexts.facts import BudgetRow
from documents.contexts.schedule import instalments_of
from documents.contexts.sources import sources_of
from documents.legal_bases import all_bases, cited, legal_bases
from documents.wording.blocks import Paragraph, Style
from documents.words import amount_in_words
from tests.papers import ISSUED, LINES, TOTAL, contract, draft, html_of, issued, paper, words_of
from workflow.money.advances import NoAdvanceRule, advance_rule, advance_rules
from workflow.vocabulary import ContentType, FundingSource, Programme


def test_a_draft_says_so_on_every_page_and_an_issued_contract_nowhere() -> None:
    assert all("DỰ THẢO" in page.extract_text() for page in draft().pages)
    assert "DỰ THẢO" not in words_of(issued())


def test_a_draft_leaves_room_for_number_and_date() -> None:
    text = words_of(draft())
    assert "Số: ……/HĐ-ĐCK" in text
    assert "Hà Nội, ngày …… tháng …… năm 2026" in text
    assert "Mã tra cứu" not in text


def test_an_issued_contract_says_where_anyone_may_check_it() -> None:
    text = words_of(issued())
    assert ISSUED.proof is not None
    assert f"Mã tra cứu: {ISSUED.proof.code}" in text
    assert ISSUED.proof.address in text.replace(" ", "")


def test_nine_articles_stand_in_their_order() -> None:
    text = words_of(issued())
    places = [text.index(f"Điều {number}. ") for number in range(1, 10)]
    assert places == sorted(places)


def test_all_bases_end_with_a_semicolon_but_the_last_with_a_full_stop() -> None:
    blocks = [block for block in paper().blocks if isinstance(block, Paragraph) and block.style is Style.BASIS]
    assert len(blocks) >= 5
    assert {block.text[-1] for block in blocks[:-1]} == {";"}
    assert blocks[-1].text.endswith(".")


@pytest.mark.parametrize("content", ContentType)
@pytest.mark.parametrize("amount", [1, 99, 280_000_001, 6_000_000_000])
def test_the_payments_add_up_to_the_contract_for_every_content(content: ContentType, amount: int) -> None:
    payments = instalments_of(advance_rule(content, 2026), amount)
    assert sum(payment.amount for payment in payments) == amount
    assert sum(payment.percent for payment in payments) == 100
    assert payments[0].amount * 100 <= payments[0].percent * amount
    assert all(payment.conditions for payment in payments)


def test_the_advance_ratios_are_those_of_the_circular() -> None:
    ratio = {content: advance_rule(content, 2026).percent for content in ContentType}
    assert {c for c, percent in ratio.items() if percent == 30} == {ContentType.CLUSTER_INFRASTRUCTURE}
    assert {c for c, percent in ratio.items() if percent == 100} == {ContentType.NEW_ENTERPRISE}
    assert set(ratio.values()) == {30, 70, 100}
    assert advance_rule(ContentType.NEW_ENTERPRISE, 2026).before_acceptance == 0
    assert advance_rule(ContentType.MACHINERY, 2026).progress_above == 70
    assert advance_rule(ContentType.CLUSTER_INFRASTRUCTURE, 2026).progress_above == 50


def test_one_advance_rule_at_most_covers_a_content_in_a_year_and_none_before_the_circular() -> None:
    for year in range(2014, 2031):
        for content in ContentType:
            assert len([r for r in advance_rules() if r.content_type == content and r.covers(year)]) == 1
    with pytest.raises(NoAdvanceRule, match="2013"):
        advance_rule(ContentType.MACHINERY, 2013)


def test_the_purse_of_the_programme_pays_the_contract_and_the_others_what_they_promised() -> None:
    purses = sources_of(LINES, FundingSource.NATIONAL, 280_000_000)
    assert [(purse.amount, purse.support) for purse in purses] == [
        (280_000_000, True), (371_000_002, False), (18_000_000, False),
    ]  # fmt: skip
    nothing_asked = [BudgetRow("Máy", "chiếc", 1, 5, 5, FundingSource.OTHER.label)]
    assert [purse.amount for purse in sources_of(nothing_asked, FundingSource.NATIONAL, 7)] == [7, 5]


def test_the_budget_ends_with_its_sum_in_figures_and_in_words() -> None:
    text = words_of(draft())
    assert sum(line.amount for line in LINES) == TOTAL
    assert f"Bằng chữ: {amount_in_words(TOTAL)}." in text
    assert "689.000.002" in text


def test_cited_texts_follow_the_day_of_the_plan_decision() -> None:
    before = {basis.code for basis in legal_bases(Programme.NATIONAL, date(2025, 10, 14))}
    after = {basis.code for basis in legal_bases(Programme.NATIONAL, date(2025, 10, 15))}
    assert "ND45" in before
    assert "ND45-ND235" in after
    assert not {"ND45-ND235"} & before
    assert not {"ND45"} & after
    assert "TT36-TT17" not in {basis.code for basis in legal_bases(Programme.LOCAL, date(2026, 1, 1))}
    assert {basis.mark for basis in all_bases()} <= {"CONFIRMED", "RECALLED"}


@pytest.mark.parametrize(
    ("short", "written"),
    [
        ("TT 36/2013 Đ.13.2.d", "điểm d khoản 2 Điều 13 Thông tư số 36/2013/TT-BCT"),
        ("TT 36/2013 Đ.13.1", "khoản 1 Điều 13 Thông tư số 36/2013/TT-BCT"),
        ("TT 36/2013 Đ.16", "Điều 16 Thông tư số 36/2013/TT-BCT"),
        ("TT 36/2013 Đ.13.1; TT 36/2013 Đ.14", "khoản 1 Điều 13, Điều 14 Thông tư số 36/2013/TT-BCT"),
        ("Quy chế 12/2026 Đ.3", "Quy chế 12/2026 Đ.3"),
    ],
)
def test_short_citations_are_written_out(short: str, written: str) -> None:
    assert cited(short) == written


def test_what_holds_for_the_province_only_is_said_to_the_province_only() -> None:
    national, flags = html_of(contract()), dict(contract().flags)
    local = html_of(replace(contract(), flags=flags | {"quốc gia": False, "địa phương": True}))
    for text in (
        "trình Bộ Công Thương quyết định ngừng thực hiện",
        "gửi Bên A và Sở Công Thương Phú Thọ trước ngày 25",
    ):
        assert text in national
        assert text not in local
    assert "báo cáo Ủy ban nhân dân cấp tỉnh quyết định ngừng thực hiện" in local
