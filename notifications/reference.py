"""Bringing the shipped ladder into the table, and showing it in LIFECYCLE.md: both registered with the workflow.

A rung is known by its code, programme and state: an existing one is left as it is, whatever people made of it (to
retire one, switch it off).
"""

from collections.abc import Iterator
from dataclasses import asdict

from notifications.models import LadderRung
from notifications.shipped import shipped_rungs
from workflow.lifecycle.print import add_section
from workflow.reference import also_load
from workflow.vocabulary import Programme, State


@also_load("Thang cảnh báo")
def load() -> int:
    """How many rungs are new."""
    known = set(LadderRung.objects.values_list("code", "programme", "state"))
    new = [
        LadderRung(**asdict(rung) | {"audiences": list(rung.audiences)})
        for rung in shipped_rungs()
        if (rung.code, rung.programme, rung.state) not in known
    ]
    LadderRung.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@add_section
def ladder_section() -> Iterator[str]:
    """The ladder as shipped; an installation may have changed its own."""
    yield "## Thang cảnh báo"
    yield ""
    yield "Mức mặc định; mỗi nơi sửa được trong trang quản trị, cho mọi giai đoạn, một chương trình hay một giai đoạn."
    yield "Thang riêng nhất thay cả thang chung. Ngày tính bằng ngày làm việc so với hạn sớm hơn trong hai hạn đang tính."
    yield "Thư riêng chỉ gửi trong 07:00–19:00 ngày làm việc; bản tổng hợp gửi lúc 07:30 ngày làm việc,"
    yield "không có gì thì không gửi. Báo muộn (sau khi hệ thống ngừng) thì gộp vào bản tổng hợp;"
    yield "mức cao nhất nói thay các mức dưới."
    yield ""
    yield "| Mức | Chương trình, giai đoạn | Khi nào | Báo cho | Cách báo | Tắt được thư riêng | Dừng khi có người xác nhận |"
    yield "|---|---|---|---|---|---|---|"
    for rung in shipped_rungs():
        programme = Programme(rung.programme).label if rung.programme else "mọi chương trình"
        state = State(rung.state).label if rung.state else "mọi giai đoạn"
        heard = ", ".join(str(audience.label).lower() for audience in rung.audiences)
        muted, stops = ("có" if yes else "không" for yes in (rung.mutable, rung.stops_when_acknowledged))
        yield (
            f"| {rung.title} | {programme}, {state} | {rung.when} | {heard} | {rung.channel.label.lower()} "
            f"| {muted} | {stops} |"
        )
