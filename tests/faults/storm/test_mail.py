"""Mail under fire: workers killed and frozen, the database killed, a mail server in every mood."""

import signal

from django.db import transaction

from notifications import incidents
from notifications.models import Mail
from notifications.vocabulary import IncidentKind, MailState
from tests.faults.storm.facts import all_settled, assert_nothing_is_half, copies, post
from tests.faults.storm.load import letters, release
from tests.faults.storm.patience import LOOK, asked, pause
from tests.faults.storm.sink import Moods
from tests.faults.storm.stage import Process, Stage, blow, children, kill_database, senders, waits_for_a_row
from tests.faults.storm.table import row
from tests.world import World
from workflow.engine import clock

MAILS, KILLS, DATABASE_KILLS = 1000, 100, 5
AHEAD = 3  # so many kills ahead letters fall due, lest the senders wait for the next tick after each
STOPS = 14
FROZEN = 5.0  # seconds: longer than MAIL_LEASE of the storm


def on_its_way() -> bool:
    return Mail.objects.filter(state=MailState.SENDING).exists()


def _with_a_mail(stage: Stage) -> list[int]:
    """Waits until someone has a mail in their hands; nobody, when all are done."""
    found: list[int] = []

    def look() -> bool:
        found[:] = senders(stage.workers)
        return bool(found) or all_settled()

    stage.until(look, "a mail is on its way")
    return found


def _three_with_a_mail(stage: Stage, more: int) -> list[int]:
    """Lets more letters fall due whenever there are too few to keep three busy."""
    found: list[int] = []

    def look() -> bool:
        found[:] = senders(stage.workers)[:3]
        if not Mail.objects.filter(state=MailState.WAITING, next_at__lte=clock.now()).exists():
            release(more)
        return len(found) == 3

    stage.until(look, "three have a mail in their hands")
    return found


def _two_workers(stage: Stage) -> None:
    stage.worker()
    stage.worker()
    stage.until(lambda: all(len(children(one)) >= 2 for one in stage.workers), "the pools have been filled")


def cut_off() -> int:
    """Tries that ended without a word: their worker was killed in the middle."""
    tries = Mail.objects.values_list("tries", flat=True)
    return sum("said" not in one for found in tries for one in found)


def test_a_thousand_breach_mails_under_a_hundred_kills_each_arrive_once(stage: Stage, place: World) -> None:
    """Figure 4."""
    count = letters(place, cases=MAILS // 6 + 1, due=False)
    assert count >= MAILS
    poisoned = Mail.objects.latest("pk").recipient.email
    only_this = Mail.objects.filter(address=poisoned).latest("pk").pk
    Mail.objects.filter(pk=only_this).update(address="luon.ban@example.vn")
    stage.sink(Moods(deferred=0.1, lost=0.05, seconds=0.05, always_deferred=("luon.ban@example.vn",)))
    beat = stage.beat()
    _two_workers(stage)
    whole = pool = database = released = 0
    step = count // KILLS + 1
    while (blows := whole + pool) < KILLS:
        released += asked(lambda more=step * (blows + AHEAD) - released: release(more))  # type: ignore[misc]
        victims = _with_a_mail(stage)
        if blows % 20 == 19:
            stage.kill(stage.workers[0])
            stage.worker()
            whole += 1
        else:
            pool += blow(stage.chance.sample(victims, min(1, len(victims))), signal.SIGKILL)
        if database < DATABASE_KILLS and blows % 18 == 17:
            kill_database()
            database += 1
    asked(lambda: release(count))
    while _with_a_mail(stage):
        pause(LOOK)
    assert beat.poll() is None
    seen = post(stage.mail_folder, but=1)
    row(
        f"{count} thư báo trễ; worker bị kill -9 {pool + whole} lần (cả cụm {whole}), CSDL {database} lần; "
        "10 % 451, 5 % mất trả lời",
        "0 mất, 0 thừa",
        f"{seen.sentence}; {asked(cut_off)} lần thử bị cắt ngang",
    )
    assert seen.whole, seen
    assert asked(cut_off), "the kills hit someone"
    assert (pool + whole, database) >= (KILLS, DATABASE_KILLS)
    assert_nothing_is_half()
    incidents.look(at=clock.now())
    found = incidents.open_incidents().get()
    row(
        f"một thư luôn bị 451 giữa {count} thư",
        "hỏng sau 8 lần, thành sự cố, thư khác đi hết",
        f"{found.get_kind_display()}, {found.attempts} lần, {Mail.objects.filter(state=MailState.SENT).count()} thư đã gửi",
    )
    assert (found.kind, found.reference, found.attempts) == (IncidentKind.MAIL, str(only_this), 8)


def test_workers_frozen_past_their_lease_send_nothing_twice(stage: Stage, place: World) -> None:
    """Figure 5."""
    count = letters(place, cases=40, due=False)
    stage.sink(Moods(seconds=0.15, lost=0.05))
    stage.beat()
    _two_workers(stage)
    stops = holding = 0
    while stops < STOPS:
        frozen = _three_with_a_mail(stage, count // 6)
        blow(frozen, signal.SIGSTOP)
        holding += len(set(frozen) & set(senders(stage.workers)))
        pause(FROZEN)
        stops += blow(frozen, signal.SIGCONT)
    asked(lambda: release(count))
    stage.until(all_settled, "the thawed workers have finished")
    seen = post(stage.mail_folder)
    row(
        f"tiến trình gửi thư bị SIGSTOP {stops} lần, mỗi lần {FROZEN:.0f} s (hạn giữ 4 s)",
        "0 mất, 0 thừa",
        f"{seen.sentence}; {holding} lần đang cầm thư",
    )
    assert seen.whole, seen
    assert stops >= STOPS
    assert_nothing_is_half()


def test_a_worker_killed_before_during_and_after_the_conversation_loses_and_repeats_nothing(
    stage: Stage, place: World
) -> None:
    count = letters(place, cases=3, due=False)
    sink = stage.sink()
    stage.beat()
    _killed_before_the_conversation(stage, sink)
    for hold, words in (("before", "giữa chừng, chưa nhận"), ("after", "đã nhận, chưa trả lời")):
        (stage.mail_folder / "held").unlink(missing_ok=True)
        stage.mood(Moods(hold=hold))
        release(3)
        worker = stage.worker(pool="--pool solo")
        stage.until((stage.mail_folder / "held").exists, f"a mail is held {hold} it is kept")
        stage.kill(worker)
        kept = sum(copies(stage.mail_folder).values())
        stage.mood(Moods())
        worker = stage.worker(pool="--pool solo")
        stage.until(lambda: not on_its_way(), "what the killed worker held was taken up again")
        row(f"worker bị kill -9 khi đang nói với máy chủ thư: {words}", "0 mất, 0 thừa", post_now(stage))
        assert sum(copies(stage.mail_folder).values()) >= kept
        stage.kill(worker)
    _killed_after_the_conversation(stage)
    release(count)
    stage.worker(pool="--pool solo")
    stage.until(all_settled, "the last worker has sent what the killed ones left behind")
    assert post(stage.mail_folder).whole
    assert_nothing_is_half()


def _killed_before_the_conversation(stage: Stage, sink: Process) -> None:
    """The mail is taken, and the mail server, frozen, has not even said its greeting."""
    sink.send_signal(signal.SIGSTOP)
    release(3)
    worker = stage.worker(pool="--pool solo")
    stage.until(on_its_way, "the worker has taken a mail")
    stage.kill(worker)
    sink.send_signal(signal.SIGCONT)
    worker = stage.worker(pool="--pool solo")
    stage.until(
        lambda: not on_its_way() and bool(copies(stage.mail_folder)), "what the killed worker held was taken up again"
    )
    stage.kill(worker)
    row("worker bị kill -9 trước khi nói với máy chủ thư", "0 mất, 0 thừa", post_now(stage))


def _killed_after_the_conversation(stage: Stage) -> None:
    """The mail server has said yes and the worker knows it, but the row is held: it cannot write down what it heard."""
    (stage.mail_folder / "held").unlink()
    stage.mood(Moods(hold="after"))
    release(3)
    worker = stage.worker(pool="--pool solo")
    stage.until((stage.mail_folder / "held").exists, "a mail is kept and not yet answered")
    with transaction.atomic():
        Mail.objects.select_for_update().get(state=MailState.SENDING)
        stage.mood(Moods())
        stage.until(lambda: waits_for_a_row(worker), "the worker has heard the answer")
        stage.kill(worker)
    worker = stage.worker(pool="--pool solo")
    stage.until(lambda: not on_its_way(), "what the killed worker held was taken up again")
    stage.kill(worker)
    row("worker bị kill -9 sau khi nghe máy chủ thư nhận, trước khi ghi sổ", "0 mất, 0 thừa", post_now(stage))


def post_now(stage: Stage) -> str:
    found = copies(stage.mail_folder)
    doubled = sum(number - 1 for number in found.values())
    lost = Mail.objects.filter(state=MailState.SENT).exclude(message_id__in=found).count()
    assert (doubled, lost) == (0, 0)
    return f"{len(found)} tới, {lost} mất, {doubled} thừa"


def test_a_mail_server_in_every_bad_mood_gets_each_mail_once(stage: Stage, place: World) -> None:
    count = letters(place, cases=5)
    refused = Mail.objects.earliest("pk")
    Mail.objects.filter(pk=refused.pk).update(address="khong.con@example.vn")
    stage.worker()
    stage.beat()
    stage.until(
        lambda: Mail.objects.filter(attempts__gt=0, state=MailState.WAITING).exists(), "no mail server: put off"
    )
    row(
        "không nối được máy chủ thư", "giữ lại, thử lại sau", f"0 tới, {Mail.objects.filter(state='dead').count()} hỏng"
    )
    assert not copies(stage.mail_folder)
    stage.sink(Moods(seconds=30))
    stage.until(lambda: Mail.objects.filter(error__contains="timed out").exists(), "a silent server is hung up on")
    row("máy chủ thư im lặng", "dập máy sau EMAIL_TIMEOUT, thử lại", "có thư báo “timed out”, worker còn chạy")
    stage.mood(Moods(lost=1, refused=("khong.con@example.vn",)))
    stage.until(all_settled, "every mail has arrived or is given up")
    seen = post(stage.mail_folder, but=1)
    row("máy chủ thư nhận rồi cắt máy, lần nào cũng vậy", "tra sổ trước khi gửi lại: 0 mất, 0 thừa", seen.sentence)
    assert seen.whole, seen
    # in the morning beat adds the digests of the day
    sent = asked(lambda: Mail.objects.filter(state=MailState.SENT).count())
    assert seen.arrived == sent >= count - 1
    refused.refresh_from_db()
    incidents.look(at=clock.now())
    row(
        "máy chủ thư từ chối một địa chỉ (550)",
        "thư ấy hỏng và thành sự cố, thư khác đi hết",
        f"{refused.get_state_display()}; {incidents.count_open()} sự cố; {sent} thư đã gửi",
    )
    assert refused.state == MailState.DEAD
    assert incidents.open_incidents().get().reference == str(refused.pk)
    assert_nothing_is_half()
