"""Time under fire: nobody ticks for days, two tick at once, clocks are wrong, and one row is poison."""

import json
import urllib.error
import urllib.request

from notifications import incidents
from notifications.models import Alert, Mail
from notifications.services import sweep
from notifications.vocabulary import AlertState, Loudness
from tests.faults.storm.app import FAILS, KILLS
from tests.faults.storm.facts import all_settled, assert_nothing_is_half, effects_done, post
from tests.faults.storm.load import days_late, late_cases, morning_comes
from tests.faults.storm.patience import asked, pause, until
from tests.faults.storm.settings import TICK
from tests.faults.storm.stage import Stage
from tests.faults.storm.table import row
from tests.world import World
from workflow import heartbeats
from workflow.engine import clock
from workflow.models import Case, Heartbeat, OutboxRow

THREE_DAYS = 3 * 24 * 60 * 60
POISONED_AMONG = 60


def health(stage: Stage) -> dict[str, object]:
    """What a watch outside reads; `behind` is empty when all is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{stage.web_port}/suc-khoe/", timeout=10) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as bad:
        return dict(json.load(bad))


def behind(stage: Stage) -> list[str]:
    found = health(stage)["behind"]
    assert isinstance(found, list)
    return found


def in_the_ledger(case: Case) -> bool:
    return Alert.objects.filter(visit__case=case).exists()


def untold() -> int:
    """People in the ledger whom no letter reached."""
    return Alert.objects.filter(state=AlertState.WAITING).count()


def nothing_new() -> int:
    """What another sweep would add: figure 15's second half."""
    before = Alert.objects.count(), Mail.objects.count()
    sweep(at=clock.now())
    return Alert.objects.count() + Mail.objects.count() - sum(before)


def test_after_three_days_without_beat_one_sweep_tells_each_breach_once_also_with_two_beats(
    stage: Stage, place: World
) -> None:
    """Figure 7."""
    stage.web()
    stage.sink()
    stage.worker()
    cases = [days_late(place, 3) for _ in range(5)]
    assert behind(stage) == ["beat", "sweep"], "the watch outside sees that nobody ticks"
    beats = [stage.beat(), stage.beat()]
    waited = until(lambda: all(in_the_ledger(case) for case in cases), "the sweep has found them all")
    morning_comes()
    until(lambda: all_settled() and effects_done(), "every letter has arrived")
    until(lambda: not behind(stage), "the watch outside is content")
    seen = post(stage.mail_folder)
    added = nothing_new()
    row(
        "beat nghỉ ba ngày, rồi hai beat cùng chạy",
        "mỗi vi phạm báo một lần, lượt rà đầu ≤ 60 s, rà lần hai thêm 0",
        f"{seen.sentence}; lượt đầu sau {waited:.1f} s; lần hai thêm {added}",
    )
    assert seen.whole, seen
    assert added == 0
    assert seen.arrived
    assert untold() == 0
    _one_of_two_beats_sends(stage)
    for beat in beats:
        stage.kill(beat)
    silent = until(lambda: "beat" in behind(stage), "the watch outside hears that beat is gone")
    row("mất beat", "báo động ngoài ≤ 2 nhịp (+1 s)", f"503 sau {silent:.1f} s, nhịp {TICK:.0f} s: beat")
    assert_nothing_is_half()


def _one_of_two_beats_sends(stage: Stage) -> None:
    """Counts the messages in a queue that nobody reads, for a few seconds; then kills whoever leads."""
    workers = [process for process in stage.started if "worker" in process.args]  # type: ignore[operator]
    for worker in workers:
        stage.kill(worker)
    queue = stage.broker_folder / "queue"
    for message in queue.glob("*.msg"):
        message.unlink()
    seconds = 5
    pause(seconds)
    sent = sum("find_stuck" in message.read_text() for message in queue.glob("*.msg"))
    row("hai beat cùng lúc", f"một beat gửi: ≤ {seconds + 1} nhịp trong {seconds} s", f"{sent} nhịp")
    assert 0 < sent <= seconds + 1


def test_clocks_that_are_wrong_by_three_days_hurry_nothing_and_lose_nothing(stage: Stage, place: World) -> None:
    stage.web()
    stage.sink()
    soon = days_late(place, -2)
    for shift, words in ((-THREE_DAYS, "lùi"), (THREE_DAYS, "tiến")):
        late = days_late(place, 3)
        running = [stage.worker(STORM_CLOCK=shift), stage.beat(STORM_CLOCK=shift)]
        until(lambda: "clock:sweep" in behind(stage), "the watch outside hears of the wrong clock")
        until(lambda case=late: in_the_ledger(case), "the sweep has found it")  # type: ignore[misc]
        morning_comes()
        until(lambda: all_settled() and effects_done(), "every letter has arrived")
        seen = post(stage.mail_folder)
        early = Alert.objects.filter(visit__case=soon).exclude(loudness=Loudness.DUE_SOON).count()
        row(
            f"đồng hồ của worker và beat {words} ba ngày",
            "báo theo ngày thật, một lần; báo động ngoài thấy đồng hồ lệch",
            f"{seen.sentence}; {early} báo sớm; 503: clock:sweep",
        )
        assert seen.whole, seen
        assert seen.arrived
        assert (early, untold()) == (0, 0)
        for process in running:
            stage.kill(process)
        Heartbeat.objects.all().delete()
    stage.worker()
    stage.beat()
    until(lambda: not behind(stage), "with the right clock all is well")
    assert nothing_new() == 0
    assert post(stage.mail_folder).whole
    assert_nothing_is_half()


def test_a_poisoned_row_stops_no_other_and_becomes_an_incident(stage: Stage, place: World) -> None:
    late_cases(place, POISONED_AMONG // 2)
    rows = list(OutboxRow.objects.order_by("pk")[:2])
    for outbox_row, effect in zip(rows, (FAILS, KILLS), strict=True):
        OutboxRow.objects.filter(pk=outbox_row.pk).update(effect=effect)
    others = OutboxRow.objects.exclude(effect__in=(FAILS, KILLS))
    stage.web()
    stage.sink()
    worker = stage.worker()
    stage.beat()
    waited = until(lambda: not others.exclude(status=OutboxRow.Status.DONE).exists(), "all the others have been done")
    until(lambda: incidents.count_open() == 2, "both are incidents")
    until(effects_done, "both have been given up")
    found = {row.effect: row for row in OutboxRow.objects.filter(effect__in=(FAILS, KILLS))}
    row(
        f"hai dòng độc giữa {others.count()}: một luôn hỏng, một giết worker",
        "năm lần rồi thành sự cố, dòng khác xong",
        f"{others.count()} xong sau {waited:.1f} s; {found[FAILS].attempts} và {found[KILLS].attempts} lần; 2 sự cố",
    )
    assert {(one.status, one.attempts) for one in found.values()} == {(OutboxRow.Status.FAILED, 5)}
    assert worker.poll() is None, "the worker replaced what was killed in its pool"
    assert health(stage)["incidents"] == 2
    OutboxRow.objects.filter(effect__in=(FAILS, KILLS)).update(effect="announce")
    for incident in incidents.open_incidents():
        incidents.try_again(incident_id=incident.pk, by=place.administrator, at=clock.now())
    until(lambda: asked(effects_done), "given a new start, they are done")
    assert not OutboxRow.objects.filter(status=OutboxRow.Status.FAILED).exists()
    assert not Heartbeat.objects.exclude(failures=0).filter(name=heartbeats.EFFECTS).exists()
    assert_nothing_is_half()
