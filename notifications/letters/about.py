"""What every mail about a đề án shows: the facts, and how each deadline was counted."""

from notifications.facts import Clock, Facts
from notifications.letters.content import Block, Fact, FactList, Line, Steps, Strong

NOT_OFFICIAL = "Lịch nghỉ của năm này chưa được công bố chính thức; hạn có thể được tính lại."


def case_blocks(facts: Facts) -> tuple[Block, ...]:
    return (fact_list(facts), *steps_of(facts))


def fact_list(facts: Facts) -> FactList:
    found = [
        _fact("Đề án", Line((Strong(facts.case.code), f" – {facts.case.name}"))),
        _fact("Đơn vị thực hiện", _line(facts.case.implementer.name)),
        _fact("Giai đoạn", _line(facts.stage)),
    ]
    if facts.ended:
        return FactList(tuple(found))
    found.append(_fact("Đang ở", Line((Strong(facts.turn),)), *map(_line, facts.tasks)))
    found += [_deadline(facts, clock) for clock in facts.clocks] or [_fact("Hạn xử lý", _line("không tính hạn"))]
    if facts.item.visit.provisional:
        found.append(_fact("Lưu ý", _line(NOT_OFFICIAL)))
    found.append(_fact("Tính đến ngày", _line(f"{facts.on:%d/%m/%Y}")))
    return FactList(tuple(found))


def steps_of(facts: Facts) -> tuple[Steps, ...]:
    """How each date was counted; nothing for a case that has ended."""
    clocks = () if facts.ended else facts.clocks
    return tuple(Steps(f"Vì sao {name_of(clock)}?", clock.steps) for clock in clocks if clock.steps)


def name_of(clock: Clock) -> str:
    return f"{clock.label.lower()} là ngày {clock.due:%d/%m/%Y}"


def _deadline(facts: Facts, clock: Clock) -> Fact:
    """The clock that alerts follow stands first, and says how it stands."""
    status = (" – ", Strong(facts.item.status.label)) if clock is facts.clocks[0] else ()
    due = Line((Strong(f"{clock.due:%d/%m/%Y}"), f" ({clock.label.lower()})", *status))
    return _fact("Hạn xử lý", due, Line((f"Căn cứ: {clock.basis}",), soft=True))


def _fact(label: str, *lines: Line) -> Fact:
    return Fact(label, lines)


def _line(words: str) -> Line:
    return Line((words,))
