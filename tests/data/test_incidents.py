"""Sự cố: what failed five times is seen, can be settled, and comes back only when it fails anew."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from notifications import claims, incidents, services, tasks
from notifications.incidents import Look, look
from notifications.models import Incident, Mail, Stumble
from notifications.stuck import FAILURES
from notifications.vocabulary import IncidentKind, IncidentState, MailState
from tests.post import overdue, send, serving
from tests.visitors import said, visitor
from tests.world import World, world
from workflow import heartbeats
from workflow.models import Heartbeat, OutboxRow, Visit
from workflow.tasks import MAX_ATTEMPTS, claim, drain_outbox, settle

pytestmark = pytest.mark.django_db
LIST = "/su-co/"


@pytest.fixture
def place() -> World:
    return world()


def now() -> datetime:
    return timezone.now()


def one(kind: IncidentKind) -> Incident:
    return Incident.objects.get(kind=kind, state=IncidentState.OPEN)


def failing_effect(place: World, effect: str = "khong-co") -> OutboxRow:
    """A consequence that no handler knows, tried until it is given up."""
    row = OutboxRow.objects.filter(event__case=overdue(place)).latest("pk")
    OutboxRow.objects.exclude(pk=row.pk).update(status=OutboxRow.Status.DONE)
    OutboxRow.objects.filter(pk=row.pk).update(effect=effect)
    Mail.objects.all().update(state=MailState.SKIPPED)
    fail_again(row)
    return row


def fail_again(row: OutboxRow) -> None:
    for attempt in range(MAX_ATTEMPTS):
        taken = claim(at=now() + timedelta(days=attempt + 1))
        assert taken is not None
        assert not settle(taken)


def failing_mail(place: World, attempts: int) -> Mail:
    """One mail that the server put off so often, among others that went out."""
    overdue(place)
    Mail.objects.exclude(pk=Mail.objects.earliest("pk").pk).update(state=MailState.SKIPPED)
    for attempt in range(attempts):
        taken = claims.claim(at=now() + timedelta(days=2 * attempt))
        assert taken is not None
        claims.try_again_later(taken, f"451 <{taken.address}> hộp thư đang bận", at=now() + timedelta(days=2 * attempt))
    return Mail.objects.get(state=MailState.WAITING)


# --- seen ------------------------------------------------------------------------------------------------------


def test_a_consequence_that_failed_five_times_is_an_incident_once(place: World) -> None:
    row = failing_effect(place)
    assert look(at=now()) == Look(stuck=1, opened=1)
    assert look(at=now()) == Look(stuck=1)
    found = one(IncidentKind.EFFECT)
    assert (found.reference, found.attempts, found.case) == (str(row.pk), 5, row.event.case)
    assert "khong-co" in found.error


def test_a_consequence_that_kills_its_worker_every_time_comes_back_no_more_and_is_an_incident(place: World) -> None:
    overdue(place)
    rows = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING)
    rows.exclude(pk=rows.earliest("pk").pk).update(status=OutboxRow.Status.DONE)
    for attempt in range(MAX_ATTEMPTS):
        assert claim(at=now() + timedelta(days=attempt)) is not None  # and the worker dies
    assert claim(at=now() + timedelta(days=9)) is None
    assert OutboxRow.objects.filter(status=OutboxRow.Status.FAILED).count() == 1
    assert look(at=now()).opened == 1
    assert "dừng giữa chừng" in one(IncidentKind.EFFECT).error


def test_a_mail_is_an_incident_at_the_fifth_failure_while_it_goes_on_being_tried(place: World) -> None:
    mail = failing_mail(place, FAILURES - 1)
    assert look(at=now()) == Look()
    mail = claims.claim(at=now() + timedelta(days=30))  # type: ignore[assignment]
    assert look(at=now()) == Look(), "the fifth try is going on"
    claims.try_again_later(mail, "451 hộp thư đang bận", at=now())
    assert look(at=now()).opened == 1
    assert one(IncidentKind.MAIL).reference == str(mail.pk)
    assert Mail.objects.get(pk=mail.pk).state == MailState.WAITING


def test_a_mail_refused_for_good_is_an_incident_at_once_and_says_nobodys_address(
    place: World, tmp_path: Path, settings: Settings
) -> None:
    with serving(tmp_path / "mailbox", settings) as server:
        overdue(place)
        address = place.clerk.email
        server.say = lambda step, to: f"550 5.1.1 <{to}>: không có hộp thư" if to == address else None
        send()
    assert look(at=now()).opened == 1
    found = one(IncidentKind.MAIL)
    assert "550" in found.error
    assert "không có hộp thư" in found.error
    assert "@example" not in f"{found.error} {found.title}"


def test_a_stay_that_the_sweep_cannot_tell_of_is_an_incident(place: World) -> None:
    visit = Visit.objects.get(case=overdue(place), closed_at=None)
    Stumble.objects.create(visit=visit, attempts=FAILURES, error="ValueError: hỏng", first_at=now(), retry_at=now())
    assert look(at=now()).opened == 1
    assert one(IncidentKind.SWEEP).case == visit.case
    Stumble.objects.all().delete()
    assert look(at=now()).resolved == 1


def test_a_regular_work_that_fails_five_times_in_a_row_is_an_incident_until_it_succeeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("lịch năm sau chưa có")

    with monkeypatch.context() as patch:
        patch.setattr(services, "sweep", broken)
        for _ in range(FAILURES):
            with pytest.raises(RuntimeError):
                tasks.sweep()
    tasks.find_stuck()
    found = one(IncidentKind.JOB)
    assert (found.reference, found.attempts, found.title) == ("sweep", 5, "Rà thời hạn")
    assert "lịch năm sau chưa có" in found.error
    tasks.sweep()
    tasks.find_stuck()
    found.refresh_from_db()
    assert (found.state, found.resolved_by, found.note) == (IncidentState.RESOLVED, None, incidents.BY_ITSELF)


def test_the_database_keeps_one_open_incident_per_stuck_thing(place: World) -> None:
    failing_effect(place)
    look(at=now())
    found = one(IncidentKind.EFFECT)
    found.pk = None
    with pytest.raises(IntegrityError, match="one_open_incident_per_stuck_thing"), transaction.atomic():
        found.save(force_insert=True)


# --- settled ---------------------------------------------------------------------------------------------------


def test_trying_again_gives_the_row_a_new_start_and_failing_again_makes_a_new_incident(place: World) -> None:
    row = failing_effect(place)
    look(at=now())
    first = one(IncidentKind.EFFECT)
    answer = visitor(place.administrator).post(f"{LIST}{first.pk}/thu-lai/", follow=True)
    assert "Đã cho thử lại từ đầu" in said(answer)
    first.refresh_from_db()
    assert (first.state, first.resolved_by) == (IncidentState.RESOLVED, place.administrator)
    row.refresh_from_db()
    assert (row.status, row.attempts) == (OutboxRow.Status.WAITING, 0)
    assert look(at=now()) == Look()
    fail_again(row)
    assert look(at=now()).opened == 1
    assert one(IncidentKind.EFFECT).pk != first.pk


def test_a_row_that_succeeds_after_a_new_start_resolves_its_incident(place: World) -> None:
    row = failing_effect(place)
    look(at=now())
    OutboxRow.objects.filter(pk=row.pk).update(effect="announce", status="waiting", attempts=0, next_at=now())
    drain_outbox()
    assert look(at=now()).resolved == 1
    assert not incidents.count_open()


def test_a_note_settles_an_incident_until_the_thing_fails_anew(place: World) -> None:
    mail = failing_mail(place, FAILURES)
    look(at=now())
    found = one(IncidentKind.MAIL)
    client = visitor(place.administrator)
    assert client.post(f"{LIST}{found.pk}/da-xu-ly/", {"note": " "}).status_code == 422
    assert incidents.count_open() == 1
    assert client.post(f"{LIST}{found.pk}/da-xu-ly/", {"note": "Máy chủ thư đã mở lại."}).status_code == 302
    found.refresh_from_db()
    assert (found.note, found.resolved_by) == ("Máy chủ thư đã mở lại.", place.administrator)
    assert look(at=now()) == Look(stuck=1), "said and settled: not told again"
    taken = claims.claim(at=now() + timedelta(days=60))
    assert taken == mail
    claims.try_again_later(taken, "451 vẫn bận", at=now())
    assert look(at=now()).opened == 1


def test_a_waiting_mail_tried_again_goes_out_at_once_with_the_same_message_id(
    place: World, tmp_path: Path, settings: Settings
) -> None:
    mail = failing_mail(place, FAILURES)
    look(at=now())
    incidents.try_again(incident_id=one(IncidentKind.MAIL).pk, by=place.administrator, at=now())
    with serving(tmp_path / "mailbox", settings) as server:
        assert send().sent == 1
    assert [message["Message-ID"] for message in server.received] == [mail.message_id]
    assert "cho thử lại từ đầu" in str(Mail.objects.get(pk=mail.pk).tries)


def test_what_cannot_be_tried_again_says_why_and_stays_open(place: World) -> None:
    mail = failing_mail(place, 1)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.DEAD)
    type(mail.recipient).objects.filter(pk=mail.recipient_id).update(email="")
    look(at=now())
    found = one(IncidentKind.MAIL)
    answer = visitor(place.administrator).post(f"{LIST}{found.pk}/thu-lai/", follow=True)
    assert "Chưa thử lại được: Người nhận chưa có địa chỉ thư điện tử." in said(answer)
    assert incidents.count_open() == 1


def test_a_second_click_finds_it_settled(place: World) -> None:
    failing_effect(place)
    look(at=now())
    found = one(IncidentKind.EFFECT)
    client = visitor(place.administrator)
    client.post(f"{LIST}{found.pk}/da-xu-ly/", {"note": "Đã sửa."})
    assert "không còn để ngỏ" in said(client.post(f"{LIST}{found.pk}/thu-lai/", follow=True))
    found.refresh_from_db()
    assert found.note == "Đã sửa."


# --- shown -----------------------------------------------------------------------------------------------------


def test_administrators_see_the_count_in_their_menu_the_list_and_each_incident(place: World) -> None:
    client = visitor(place.administrator)
    assert "Không có gì bị kẹt" in said(client.get(LIST))
    failing_effect(place)
    look(at=now())
    found = one(IncidentKind.EFFECT)
    page = client.get(LIST)
    assert 'aria-label="1 đang chờ"' in page.content.decode()
    assert found.title in said(page)
    shown = said(client.get(f"{LIST}{found.pk}/"))
    assert found.title in shown
    assert found.error in shown
    assert "Không có sự cố nào khớp" in said(client.get(LIST, {"kind": "mail"}))


@pytest.mark.parametrize("who", ["owner", "leader", "clerk", "auditor", "ministry_auditor"])
def test_for_everyone_else_the_pages_do_not_exist(place: World, who: str) -> None:
    failing_effect(place)
    look(at=now())
    found = one(IncidentKind.EFFECT)
    client = visitor(getattr(place, who))
    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}{found.pk}/").status_code == 404
    for act in ("thu-lai", "da-xu-ly"):
        assert client.post(f"{LIST}{found.pk}/{act}/", {"note": "x"}).status_code == 404
    assert "Sự cố" not in said(client.get("/"))
    assert incidents.count_open() == 1


# --- the watch outside -----------------------------------------------------------------------------------------


@pytest.fixture
def alive() -> None:
    """Everything has just run."""
    for name in (heartbeats.BEAT, "sweep", "mail"):
        heartbeats.began(name)
        heartbeats.finished(name)


def health(expected: int) -> dict[str, object]:
    answer = Client().get(reverse("notifications:health"))
    assert answer.status_code == expected, answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    told: dict[str, object] = answer.json()
    return told


def test_the_watch_hears_ok_while_everything_runs(alive: None) -> None:
    assert health(200)["behind"] == []
    assert Client().get(reverse("notifications:alive")).status_code == 200


def test_what_never_ran_is_behind() -> None:
    assert health(503)["behind"] == ["beat", "sweep"]


@pytest.mark.parametrize(("name", "limit"), [("beat", 120), ("sweep", 300)])
def test_the_watch_hears_who_fell_silent(alive: None, name: str, limit: int) -> None:
    Heartbeat.objects.filter(name=name).update(done_at=now() - timedelta(seconds=limit + 5))
    told = health(503)
    assert told["behind"] == [name]
    assert str(limit) in str(told["why"])


def test_the_watch_hears_what_waits_too_long_and_names_nobody(alive: None, place: World) -> None:
    overdue(place)
    Mail.objects.all().update(next_at=now() - timedelta(minutes=6))
    OutboxRow.objects.all().update(next_at=now() - timedelta(minutes=3))
    told = health(503)
    assert told["behind"] == ["effects", "mail"]
    said_all = str(told)
    assert not any(word in said_all for word in ("@", place.owner.full_name, "KCQG"))


def test_the_watch_hears_of_a_machine_whose_clock_is_wrong(alive: None) -> None:
    Heartbeat.objects.filter(name="beat").update(clock_at=now() - timedelta(days=3))
    assert health(503)["behind"] == ["clock:beat"]


def test_the_watch_hears_of_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    from notifications.views import health as view

    def gone() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(view, "health", gone)
    assert health(503)["behind"] == ["database"]


def test_open_incidents_are_counted_for_the_watch_without_alarm(alive: None, place: World) -> None:
    failing_effect(place)
    look(at=now())
    assert health(200)["incidents"] == 1
