"""Time under fire: nobody ticks for days, two tick at once, clocks are wrong, and one row is poison."""

import json
import time
import urllib.error
import urllib.request

from notifications import incidents
from notifications.models import Alert
from notifications.services import sweep
from notifications.vocabulary import AlertState, Channel
from tests.faults.storm.app import FAILS, KILLS, LIGHT
from tests.faults.storm.facts import all_settled, assert_nothing_is_half, effects_done, post
from tests.faults.storm.load import days_late, late_cases, morning_comes
from tests.faults.storm.patience import PATIENCE, asked
from tests.faults.storm.settings import HEALTH_BEAT_SECONDS, TICK
from tests.faults.storm.stage import Process, Stage, leads
from tests.faults.storm.table import row
from tests.world import World
from workflow import heartbeats
from workflow.engine import clock
from workflow.models import Case, Event, Heartbeat, OutboxRow

THREE_DAYS = 3 * 24 * 60 * 60
#: (of the workers, of beat, said in words), in seconds.
WRONG_CLOCKS = (
    (-THREE_DAYS, -THREE_DAYS, "của worker và beat lùi"),
    (THREE_DAYS, 0, "của riêng worker tiến"),
    (0, -THREE_DAYS, "của riêng beat lùi"),
)
AMONG = 1000


def health(stage: Stage) -> dict[str, object]:
    """What a watch outside reads; `behind` is empty when all is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{stage.web_port}/suc-khoe/", timeout=PATIENCE) as answer:
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


def everybody_told(stage: Stage) -> None:
    """Waits for it; mornings come until nobody in the ledger waits for a digest any more."""
    waiting = Alert.objects.filter(state=AlertState.WAITING, mail=None, channel=Channel.DIGEST)

    def look() -> bool:
        if all_settled() and waiting.exists():
            morning_comes()
        return all_settled() and effects_done() and not untold()

    stage.until(look, "everybody in the ledger has been told")


def added_by_another_sweep() -> int:
    """Rows of the ledger and letters: figure 15's second half."""
    report = sweep(at=clock.now())
    return report.alerts.total() + report.mails


def test_after_three_days_without_beat_one_sweep_tells_each_breach_once_also_with_two_beats(
    stage: Stage, place: World
) -> None:
    """Figure 7."""
    stage.web()
    stage.sink()
    stage.worker()
    cases = [days_late(place, 3) for _ in range(5)]
    assert {"beat", "sweep"} <= set(behind(stage)), "the watch outside sees that nobody ticks"
    beats = [stage.beat(), stage.beat()]
    waited = stage.until(lambda: all(in_the_ledger(case) for case in cases), "the sweep has found them all")
    everybody_told(stage)
    stage.until(lambda: not behind(stage), "the watch outside is content")
    seen = post(stage.mail_folder)
    added = added_by_another_sweep()
    row(
        "beat nghỉ ba ngày, rồi hai beat cùng chạy",
        "mỗi vi phạm báo một lần, lượt rà đầu ≤ 60 s, rà lần hai thêm 0",
        f"{seen.sentence}; lượt đầu sau {waited:.1f} s; lần hai thêm {added}",
    )
    assert seen.whole, seen
    assert added == 0
    assert seen.arrived
    _one_of_two_beats_sends_and_the_other_takes_over(stage, beats)
    stage.worker()
    stage.until(lambda: not behind(stage), "the watch outside is content again")
    for beat in beats:
        stage.kill(beat)
    silent = stage.until(lambda: "beat" in behind(stage), "the watch outside hears that beat is gone")
    row("mất beat", f"báo động ngoài sau hai dấu hiệu vắng ({HEALTH_BEAT_SECONDS} s)", f"503 sau {silent:.1f} s: beat")
    assert_nothing_is_half()


def _one_of_two_beats_sends_and_the_other_takes_over(stage: Stage, beats: list[Process]) -> None:
    """Counts the messages in a queue that nobody reads; then kills whoever leads."""
    for worker in stage.workers:
        stage.kill(worker)
    queue = stage.broker_folder / "queue"

    def ticks() -> int:
        return sum("find_stuck" in message.read_text() for message in queue.glob("*.msg"))

    def empty() -> None:
        for message in queue.glob("*.msg"):
            message.unlink()

    empty()
    began = time.monotonic()
    stage.until(lambda: ticks() >= 5, "five ticks have been sent")
    sent, seconds = ticks(), time.monotonic() - began
    row("hai beat cùng lúc", "chỉ một beat gửi: mỗi giây một nhịp", f"{sent} nhịp trong {seconds:.1f} s")
    assert sent <= seconds / TICK + 2, "one at each end of the time, and not twice as many in between"
    leader = next(beat for beat in beats if leads(beat))
    stage.kill(leader)
    beats.remove(leader)
    empty()
    waited = stage.until(lambda: ticks() > 0, "the other beat ticks")
    row("beat đang giữ nhịp bị kill -9", "beat kia giữ nhịp tiếp", f"nhịp sau {waited:.1f} s")


def test_clocks_that_are_wrong_by_three_days_hurry_nothing_and_lose_nothing(stage: Stage, place: World) -> None:
    stage.web()
    stage.sink()
    days_late(place, -2)
    for workers, beats, words in WRONG_CLOCKS:
        late = days_late(place, 3)
        stage.worker(STORM_CLOCK=workers)
        beat = stage.beat(STORM_CLOCK=beats)
        wrong = {f"clock:{name}" for name, shift in (("sweep", workers), ("beat", beats)) if shift}
        stage.until(lambda seen=wrong: seen <= set(behind(stage)), "the watch outside hears of it")  # type: ignore[misc]
        stage.until(lambda case=late: in_the_ledger(case), "the sweep has found it")  # type: ignore[misc]
        everybody_told(stage)
        seen = post(stage.mail_folder)
        early = Alert.objects.filter(reached_on__gt=clock.day_of(clock.now())).count()
        row(
            f"đồng hồ {words} ba ngày",
            "báo theo ngày thật, một lần; báo động ngoài thấy đồng hồ lệch",
            f"{seen.sentence}; {early} báo sớm; 503: {', '.join(sorted(wrong))}",
        )
        assert seen.whole, seen
        assert seen.arrived
        assert (early, untold()) == (0, 0)
        for process in (*stage.workers, beat):
            stage.kill(process)
        Heartbeat.objects.all().delete()
    stage.worker()
    stage.beat()
    stage.until(lambda: not behind(stage), "with the right clock all is well")
    assert added_by_another_sweep() == 0
    assert post(stage.mail_folder).whole
    assert_nothing_is_half()


def test_a_poisoned_row_stops_no_other_and_becomes_an_incident(stage: Stage, place: World) -> None:
    events = Event.objects.filter(case__in=late_cases(place, AMONG // (len(LIGHT) + 1)), outbox__effect="announce")
    OutboxRow.objects.bulk_create(OutboxRow(event=event, effect=effect) for event in events for effect in LIGHT)
    for outbox_row, effect in zip(OutboxRow.objects.filter(effect="announce")[:2], (FAILS, KILLS), strict=True):
        OutboxRow.objects.filter(pk=outbox_row.pk).update(effect=effect)
    others = OutboxRow.objects.exclude(effect__in=(FAILS, KILLS))
    assert OutboxRow.objects.count() >= AMONG
    stage.web()
    stage.sink()
    stage.worker()
    stage.beat()
    waited = stage.until(
        lambda: not others.exclude(status=OutboxRow.Status.DONE).exists(), "all the others have been done"
    )
    stage.until(lambda: incidents.count_open() == 2, "both are incidents")
    stage.until(effects_done, "both have been given up")
    found = {row.effect: row for row in OutboxRow.objects.filter(effect__in=(FAILS, KILLS))}
    row(
        f"hai dòng độc giữa {others.count()}: một luôn hỏng, một giết worker",
        "năm lần rồi thành sự cố, dòng khác xong",
        f"{others.count()} xong sau {waited:.1f} s; {found[FAILS].attempts} và {found[KILLS].attempts} lần; 2 sự cố",
    )
    assert {(one.status, one.attempts) for one in found.values()} == {(OutboxRow.Status.FAILED, 5)}
    assert health(stage)["incidents"] == 2
    OutboxRow.objects.filter(effect__in=(FAILS, KILLS)).update(effect="announce")
    for incident in incidents.open_incidents():
        incidents.try_again(incident_id=incident.pk, by=place.administrator, at=clock.now())
    stage.until(lambda: asked(effects_done), "given a new start, they are done")
    assert not OutboxRow.objects.filter(status=OutboxRow.Status.FAILED).exists()
    assert not Heartbeat.objects.exclude(failures=0).filter(name=heartbeats.EFFECTS).exists()
    assert_nothing_is_half()
