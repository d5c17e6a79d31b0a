"""Wrong and hostile requests: a clear answer, the right status, and nothing half done."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.councils import rows
from tests.visitors import (
    AUTOSAVE,
    NEW,
    NOW,
    act_url,
    addresses,
    edit_url,
    management,
    page_of,
    row,
    said,
    send,
    visitor,
    written,
)  # fmt: skip
from tests.world import World, act, draft, fresh, take, walk_to, world
from workflow.models import Case, DraftSave, Event
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
ENDLESS = "đ" * 100_000
#: Turns the direction of reading, hides itself, ends a string.
MARKS = "\u202e\u200b\x00\u2066\ufeff"
SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>"\'>&lt;{{ 7|add:"1" }}{% now "Y" %}'


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


# --- text -------------------------------------------------------------------------------------------------------
def test_a_text_of_100000_characters_is_refused_by_the_form_and_by_the_dialog(place: World) -> None:
    answer = visitor(place.owner).post(NEW, written(place, necessity=ENDLESS, name=ENDLESS, location=ENDLESS))
    assert answer.status_code == 422
    assert "Nội dung dài 100.000 ký tự, tối đa 4.000." in said(answer)
    assert set(answer.context["form"].errors) == {"necessity", "name", "location"}
    case = take(draft(place), Action.SUBMIT)
    answer = send(visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason=ENDLESS, late_reason="Chậm.")
    assert answer.status_code == 422
    assert "dài 100.000 ký tự, tối đa 4.000" in said(answer)
    case = walk_to(draft(place), State.LOCAL_PASSED)
    assert send(visitor(place.leader), case, Action.REGISTER, letter=ENDLESS).status_code == 422
    assert Case.objects.count() == 2


def test_lines_count_as_the_browser_counts_them(place: World) -> None:
    """A browser holds a text at 4.000 signs with one sign for a line's end, and sends two for it."""
    text = ("x" * 39 + "\r\n") * 100
    assert visitor(place.owner).post(NEW, written(place, scope=text)).status_code == 302
    case = take(draft(place), Action.SUBMIT)
    assert send(visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason=text, late_reason="Chậm.").status_code == 302


def test_an_automatic_save_beyond_all_measure_is_refused(place: World) -> None:
    client = visitor(place.owner)
    assert client.post(AUTOSAVE, written(place, scope=ENDLESS * 5)).status_code == 413
    assert client.post(AUTOSAVE, {f"f{n}": "x" for n in range(5001)}).status_code == 400
    assert not DraftSave.objects.exists()


def test_invisible_marks_and_nul_bytes_never_reach_the_database(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    reason = f"Thiếu{MARKS} báo giá."
    assert (
        send(
            visitor(place.clerk), case, Action.ASK_SUPPLEMENT, f"k{MARKS}", reason=reason, late_reason="Chậm."
        ).status_code
        == 302
    )
    assert Event.objects.get(action=Action.ASK_SUPPLEMENT).reason == "Thiếu báo giá."
    client = visitor(place.owner)
    assert client.post(NEW, written(place, name="Máy\x00 tiện")).status_code == 422
    marked = written(place, name="\u202eMáy\u200b tiện", key="k\x001", **row("people", 0, name="\u2066HTX Chè"))
    assert client.post(NEW, marked).status_code == 302
    made = Case.objects.latest("pk")
    assert (made.name, made.beneficiaries.get().name) == ("Máy tiện", "HTX Chè")
    assert client.post(AUTOSAVE, {"name": f"Máy{MARKS}", "x\x00y": "1"}).status_code == 200
    for address in ("/", "/de-an/", "/lich-su-ho-tro/", "/hop-thu-thu-nghiem/"):
        assert client.get(address, {"q": MARKS, "province": MARKS, "page": MARKS, "state": MARKS}).status_code == 200


@pytest.mark.parametrize("prefix", ["", "budget-0-", "people-0-"])
def test_a_name_of_invisible_marks_alone_is_no_name(place: World, prefix: str) -> None:
    field = "item" if prefix == "budget-0-" else "name"
    answer = visitor(place.owner).post(NEW, written(place, **{f"{prefix}{field}": "\u200b\u2060"}))
    assert answer.status_code == 422
    assert not Case.objects.exists()


FIGURES = (
    "/tong-quan/bao-cao-ky/",
    "/tong-quan/bao-cao-ky/received/",
    "/tong-quan/so-viec-cham/",
    "/tong-quan/chot-nam/",
)


def test_html_in_every_text_is_shown_as_text_on_every_page(place: World) -> None:
    texts = dict.fromkeys(("name", "location", "coordinator", "necessity", "scope", "impact"), SCRIPT)
    owner = visitor(place.owner)
    form = written(place, **texts, **row("budget", 0, item=SCRIPT), **row("people", 0, name=SCRIPT))
    assert owner.post(NEW, form).status_code == 302
    case = act(Case.objects.get(), Action.SUBMIT, at=NOW)
    assert (
        send(visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason=SCRIPT, late_reason="Chậm.").status_code == 302
    )
    owner.post(f"{page_of(case)}luu-tu-dong/", {"name": SCRIPT})
    pages = [
        "/",
        "/de-an/",
        page_of(case),
        edit_url(case),
        f"{edit_url(case)}?restore=1",
        act_url(case, Action.RESUBMIT),
    ]
    for address in [*pages, f"/de-an/?q={SCRIPT}", f"/de-an/?province={SCRIPT}", "/tong-quan/", *FIGURES]:
        source = owner.get(address).content.decode()
        assert "<script>alert" not in source, address
        assert "<img src=x" not in source, address
    assert "{{ 7|add:&quot;1&quot; }}" in owner.get(page_of(case)).content.decode()


# --- numbers and days -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "amount", ["-1", "-300.000.000", "1000000000001", "9" * 40, "1e9", "0x10", "NaN", "300,5", "１２３.4a"]
)
def test_money_that_is_negative_huge_or_no_number_is_refused_in_the_dossier(place: World, amount: str) -> None:
    client = visitor(place.owner)
    for data in ({"requested_amount": amount}, row("budget", 0, unit_price=amount)):
        answer = client.post(NEW, written(place, **data))
        assert answer.status_code == 422
        assert "Số tiền" in said(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize("quantity", ["-1", "0", "1000001", "9" * 30, "1.5", "một"])
def test_a_quantity_out_of_reason_is_refused(place: World, quantity: str) -> None:
    assert visitor(place.owner).post(NEW, written(place, **row("budget", 0, quantity=quantity))).status_code == 422
    assert visitor(place.owner).post(NEW, written(place, unit_count=quantity)).status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize("day", ["2027-02-30", "2027-13-01", "0000-00-00", "31/04/2027", "hôm nay", "2027-02-01T99:00"])
def test_a_day_that_does_not_exist_is_refused(place: World, day: str) -> None:
    answer = visitor(place.owner).post(NEW, written(place, starts_on=day))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["starts_on"]
    case = walk_to(draft(place), State.FINANCE_REVIEW)
    answer = send(visitor(place.finance_reviewer), case, Action.FINANCE_AGREE, document="1024/BTC", document_on=day)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["document_on"]


@pytest.mark.parametrize("people", [["abc"], ["-1"], ["9" * 25], ["1"] * 3, ["1", "2"], [""], ["0", "x", "1; DROP"]])
def test_people_who_cannot_sit_in_a_council_are_refused(place: World, people: list[str]) -> None:
    case = take(draft(place), Action.SUBMIT)
    before = rows()
    answer = send(visitor(place.clerk), case, Action.RECEIVE, members=people, chair=people)
    assert answer.status_code in {409, 422}
    assert {"members", "chair"} & set(answer.context["form"].errors)
    assert rows() == before


# --- forms that were tampered with ------------------------------------------------------------------------------
@pytest.mark.parametrize("total", ["100000", "9" * 25, "abc", ""])
def test_a_forged_number_of_rows_costs_neither_time_nor_memory(place: World, total: str) -> None:
    client = visitor(place.owner)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(NEW, written(place, **management("budget", total=0) | {"budget-TOTAL_FORMS": total}))
    assert answer.status_code == 422
    assert len(answer.content) < 5_000_000
    assert len(queries) < 30
    assert not Case.objects.exists()
    assert client.post(AUTOSAVE, written(place, **{"budget-TOTAL_FORMS": total})).status_code == 200
    assert client.get(NEW, {"restore": "1"}).status_code == 200


def test_fields_the_form_does_not_ask_for_are_never_written(place: World) -> None:
    forged: dict[str, Any] = {
        "state": State.CLOSED, "approved_amount": "999", "allocated_amount": "999", "paid_amount": "999",
        "proposed_amount": "999", "code": "KCQG-HACK", "created_by": place.clerk.pk, "head_hash": "0", "event_count": "9",
        "lifecycle_version": "0", "submitted_on": "2026-01-01", "province": "1", "department": place.finance.pk, "id": "1",
    }  # fmt: skip
    client = visitor(place.owner)
    assert client.post(NEW, written(place, **forged)).status_code == 302
    case = Case.objects.get()
    more = {"programme": "local", "plan_year": "2026", "implementer": place.department.pk, "version": case.version}
    assert client.post(edit_url(case), written(place, key="k2", scope="Hai máy.", **forged | more)).status_code == 302
    case = fresh(case)
    assert (case.scope, case.state, case.version) == ("Hai máy.", State.DRAFT, 2)
    assert (case.code, case.programme, case.plan_year) == ("KCQG-2027-25-0001", "national", 2027)
    assert (case.department, case.implementer, case.created_by) == (place.department, place.implementer, place.owner)
    assert (case.approved_amount, case.allocated_amount, case.proposed_amount, case.paid_amount) == (
        None,
        None,
        None,
        0,
    )
    assert case.submitted_on is None


def test_a_dialog_takes_no_field_it_does_not_show(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    forged = {"approved_amount": "1", "state": State.CLOSED, "requested_amount": "1"}
    assert (
        send(
            visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason="Thiếu.", late_reason="Chậm.", **forged
        ).status_code
        == 302
    )
    case = fresh(case)
    assert (case.state, case.approved_amount, case.requested_amount) == (State.LOCAL_SUPPLEMENT, None, 300_000_000)
    assert Event.objects.get(action=Action.ASK_SUPPLEMENT).data == {"late_reason": "Chậm."}


def test_nobody_writes_for_a_unit_that_is_not_theirs(place: World) -> None:
    other = world("Hà Nội", "01", "hanoi")
    answer = visitor(place.owner).post(NEW, written(place, implementer=other.implementer.pk))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["implementer"]
    assert visitor(place.clerk).post(NEW, written(place)).url == "/"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ds.xlsx", b"%PDF-1.7\n%\xe2\xe3"), ("ds.xlsx", b"PK\x03\x04" + b"\x00" * 64), ("ds.csv", b"PK\x03\x04" + b"\x00" * 64),
        ("ds.csv", b"\xff\xfe\x00\xd8" * 20), ("ds.exe", b"MZ" + b"\x00" * 64), ("ds.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("ds.xlsx", b"<html><script>alert(1)</script></html>"), ("../../ds.csv", b"\x00\x00\x00"), ("ds", b"a,b"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_gets_a_sentence(place: World, name: str, content: bytes) -> None:
    upload = io.BytesIO(content)
    upload.name = name
    answer = visitor(place.owner).post(reverse("workflow:import"), {"file": upload})
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["file"]
    assert sentence[0].isupper() and sentence.endswith(".") and len(sentence) > 20
    assert not Case.objects.exists()


# --- requests that were forged ----------------------------------------------------------------------------------
def test_asking_changes_nothing(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    before, version = rows(), fresh(case).version
    client, query = visitor(place.agency_leader), {"key": "k", "version": version, "reason": "Vì thế.", "sure": "1"}
    for action in Action.values:
        assert client.get(act_url(case, action), query).status_code in {200, 403, 409}
    assert client.head(act_url(case, Action.SUSPEND), query).status_code == 200
    known = {"year": 2026, "code": case.code, "action": Action.WITHDRAW, "pk": 1, "name": "x", "column": "late"}
    for name, address in addresses(**known):
        if "autosave" in name or "discard" in name or name == "workflow:import-save":
            assert visitor(place.owner).get(address).status_code == 405, name
    assert rows() == before
    assert fresh(case).version == version


def test_a_form_without_the_mark_against_forgery_is_refused_everywhere(place: World) -> None:
    case, client = draft(place), visitor(place.owner, strict=True)
    before = rows()
    sending = written(place, version=case.version, sure="1", reason="Vì thế.")
    posts = [act_url(case, Action.SUBMIT), act_url(case, Action.WITHDRAW), edit_url(case), NEW, AUTOSAVE, "/dang-xuat/"]
    for address in [*posts, reverse("workflow:import"), reverse("workflow:import-save"), f"{page_of(case)}bo-ban-luu/"]:
        answer = client.post(address, sending)
        assert answer.status_code == 403, address
        assert "Phiên làm việc đã hết hiệu lực" in said(answer)
    assert rows() == before
    assert (Case.objects.count(), DraftSave.objects.count(), fresh(case).version) == (1, 0, case.version)
    assert client.get("/").status_code == 200


def test_other_methods_are_turned_away(place: World) -> None:
    case, client = draft(place), visitor(place.owner)
    for method in ("put", "patch", "delete"):
        for address in ("/", page_of(case), edit_url(case), act_url(case, Action.SUBMIT), NEW):
            assert getattr(client, method)(address).status_code == 405
    assert client.post(page_of(case)).status_code == 405
