"""The two tables as a page a lawyer can read: states, rows, clocks, basis and a diagram. From the data alone."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from accounts.vocabulary import Role
from workflow.effects import NAMES
from workflow.lifecycle import BACK, TABLES, Row, Table
from workflow.vocabulary import Action, State

RULES = Path(__file__).resolve().parent.parent / "data" / "deadline_rules.csv"
UNITS = {
    "working_days": "{amount} ngày làm việc",
    "calendar_days": "{amount} ngày",
    "before_date": "trước ngày {day}/{month}/{year}",
    "by_date": "chậm nhất ngày {day}/{month}/{year}",
    "contract_date": "theo ngày hoàn thành trong hợp đồng",
    "none": "không có thời hạn",
}
COUNTED = ("working_days", "calendar_days")
RESUMED = {"continue": "đếm tiếp", "restart": "đếm lại từ đầu"}
KINDS = {"legal": "pháp lý", "target": "nội bộ"}
MARKS = {"CONFIRMED": "đã đối chiếu", "RECALLED": "chưa đối chiếu", "DERIVED": "đề xuất"}


Section = Callable[[], Iterator[str]]
_sections: list[Section] = []


def add_section(section: Section) -> Section:
    """Registers what another room has to say on this page: a function that gives its lines, in Markdown."""
    if section not in _sections:
        _sections.append(section)
    return section


def as_markdown() -> str:
    """The whole of LIFECYCLE.md."""
    parts = [
        "# Vòng đời đề án khuyến công",
        "",
        "Trang này do `manage.py print_lifecycle` viết từ bảng quy trình đang chạy. Không sửa bằng tay.",
        "Thời hạn là dữ liệu có hiệu lực theo năm kế hoạch; N là năm kế hoạch của đề án.",
    ]
    for table in TABLES.values():
        parts += ["", *_table(table)]
    for section in _sections:
        parts += ["", *section()]
    return "\n".join(parts) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.programme.label} (phiên bản {table.version})"
    yield ""
    yield "### Giai đoạn"
    yield ""
    yield "| Bước | Giai đoạn | Đang ở | Việc phải làm | Người làm | Chủ đề án thấy |"
    yield "|---|---|---|---|---|---|"
    for stage in table.stages:
        who = ", ".join(dict.fromkeys(str(grant.role.label) for grant in stage.turn)) or "–"
        yield f"| {stage.code} | {stage.state.label} | {stage.party.label} | {stage.duty or '–'} | {who} | {stage.public} |"
    yield from _rows(table)
    yield from _records(table)
    yield from _clocks(table)
    yield from _diagram(table)


def _rows(table: Table) -> Iterator[str]:
    yield ""
    yield "### Bước chuyển"
    yield ""
    yield "| Từ | Hành động | Ai | Đến | Điều kiện | Hệ quả | Căn cứ |"
    yield "|---|---|---|---|---|---|---|"
    for row in table.rows:
        if row.about_clock:
            continue
        who = _who(row)
        effects = "; ".join(NAMES[name] for name in row.effects) or "–"
        needs = ", ".join(f"`{name}`" for name in row.needs) or "–"
        yield f"| {row.source.label} | {row.action.label} | {who} | {_target(row)} | {needs} | {effects} | {row.basis} |"


def _who(row: Row) -> str:
    return ", ".join(dict.fromkeys(str(grant.role.label) for grant in row.who))


def _records(table: Table) -> Iterator[str]:
    """The records about deadlines stand in every running stage: one line for all stages in which they are alike."""
    yield ""
    yield "### Việc về thời hạn và giao việc"
    yield ""
    yield "Ghi nhận trong giai đoạn, không chuyển giai đoạn. Quy tắc của từng giai đoạn (bảng Thời hạn) cho biết mức."
    yield ""
    yield "| Hành động | Giai đoạn | Ai | Điều kiện | Căn cứ |"
    yield "|---|---|---|---|---|"
    alike: dict[tuple[Action, str, tuple[str, ...], str], list[str]] = {}
    for row in table.rows:
        if row.about_clock:
            key = (row.action, _who(row), row.needs, str(row.basis))
            alike.setdefault(key, []).append(str(row.source.label))
    for (action, who, needs, basis), states in sorted(alike.items(), key=lambda item: list(Action).index(item[0][0])):
        conditions = ", ".join(f"`{name}`" for name in needs)
        yield f"| {action.label} | {', '.join(states)} | {who} | {conditions} | {basis} |"


def _target(row: Row) -> str:
    if row.target is None:
        return "(ghi nhận, không đổi giai đoạn)"
    if row.target is BACK:
        return "(giai đoạn trước khi tạm dừng)"
    return str(State(row.target).label)  # type: ignore[arg-type]


def _clocks(table: Table) -> Iterator[str]:
    yield ""
    yield "### Thời hạn"
    yield ""
    yield "| Giai đoạn | Loại | Thời hạn | Năm kế hoạch | Sau tạm dừng | Gia hạn | Căn cứ | Đối chiếu |"
    yield "|---|---|---|---|---|---|---|---|"
    with RULES.open(encoding="utf-8", newline="") as file:
        for rule in csv.DictReader(file):
            if rule["programme"] == table.programme:
                yield _clock(rule)


def _clock(rule: dict[str, str]) -> str:
    offset = int(rule["year_offset"] or 0)
    year = "N" if not offset else f"N{offset:+d}".replace("-", "−")
    term = UNITS[rule["unit"]].format(amount=rule["amount"], day=rule["day"], month=rule["month"], year=year)
    years = f"{rule['plan_year_from']}–{rule['plan_year_to'] or 'nay'}"
    label = State(rule["state"]).label
    resumed = RESUMED[rule["on_resume"]] if rule["unit"] in COUNTED else "không dời"
    cells = (label, KINDS[rule["kind"]], term, years, resumed, _extension(rule), rule["basis"], MARKS[rule["mark"]])
    return f"| {' | '.join(map(str, cells))} |"


def _extension(rule: dict[str, str]) -> str:
    if rule["max_extensions"] == "0":
        return "không"
    unit = "ngày làm việc" if rule["unit"] == "working_days" else "ngày"
    who = ", ".join(str(Role(role).label) for role in rule["extended_by"].split())
    return f"{rule['max_extensions']} lần, tối đa {rule['max_extension_days']} {unit}; {who}"


def _diagram(table: Table) -> Iterator[str]:
    """A mermaid diagram of the rows that move; withdrawing and suspending are drawn once, in words."""
    yield ""
    yield "### Sơ đồ"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for stage in table.stages:
        yield f'    state "{stage.state.label}" as {stage.state.value}'
    yield f"    [*] --> {table.initial.value}"
    for row in table.rows:
        if isinstance(row.target, State) and row.action not in (Action.WITHDRAW, Action.SUSPEND):
            yield f"    {row.source.value} --> {row.target.value}: {row.action.label}"
    for stage in table.stages:
        if stage.terminal:
            yield f"    {stage.state.value} --> [*]"
    yield "```"
    for action, target in ((Action.WITHDRAW, "Đã rút hồ sơ"), (Action.SUSPEND, "Tạm dừng")):
        states = ", ".join(row.source.label for row in table.rows if row.action == action)
        yield ""
        yield f"“{action.label}” ({target}) làm được từ: {states}."
