"""The two kinds of list that can be imported, as data: their columns, which are required, how each cell is read.

The template, its guide sheet, the preview and the error messages are all drawn from these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from workflow.engine.inputs import TEXT_MAX
from workflow.importing import cells
from workflow.importing.cells import Reader, key_of
from workflow.importing.sheets import Line, Sheet
from workflow.importing.wrong import Unreadable
from workflow.vocabulary import ContentType, Programme, ProjectKind

HEADER_WITHIN = 10
"""The header stands in one of the first lines: a title above it does no harm."""


LISTED = {"programme", "content_type", "province"}
"""Columns that take one of a list of words."""


class Kind(StrEnum):
    HISTORY = "history"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `header` is what the template writes and what errors name; `aliases` are also understood."""

    name: str
    header: str
    read: Reader
    required: bool = False
    aliases: tuple[str, ...] = ()
    help: str = ""
    width: int = 18
    shown: bool = False
    """Stands in the preview table."""

    @property
    def is_money(self) -> bool:
        return self.read in (cells.dong, cells.million)

    @property
    def hint(self) -> str:
        """How to write it, for guide and page: its own help, else what its reader implies."""
        if self.help:
            return self.help
        if self.is_money:
            return "Số đồng nguyên."
        return "Chọn trong danh sách." if self.name in LISTED else "Văn bản."


@dataclass(frozen=True)
class Layout:
    kind: Kind
    title: str
    columns: tuple[Column, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {
            key_of(word): column for column in self.columns for word in (column.header, column.name, *column.aliases)
        }

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    @property
    def shown(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.shown)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


HISTORY = Layout(
    Kind.HISTORY,
    "Khoản hỗ trợ đã công bố",
    (
        Column("year", "Năm", cells.whole(1990, 2100), required=True, shown=True),
        Column("scope", "Nguồn kinh phí", cells.line(100), required=True, help="KCQG, KCĐP, hoặc đúng như nguồn ghi", shown=True),
        Column("province", "Tỉnh", cells.line(100), required=True, shown=True),
        Column("project_name", "Tên đề án", cells.line(500), required=True, shown=True),
        Column("beneficiary", "Đơn vị thụ hưởng", cells.line(500), shown=True),
        Column("content_type", "Nội dung", cells.line(200), required=True, shown=True),
        Column("support_million_vnd", "Kinh phí hỗ trợ (triệu đồng)", cells.million, shown=True),
        Column("total_investment_million_vnd", "Tổng đầu tư (triệu đồng)", cells.million),
        Column("is_total", "Là số tổng", cells.yes_no, help="“có” khi số tiền là của nhiều đề án, nhiều cơ sở cộng lại"),
        Column("stage_notes", "Ghi chú", cells.line(500), aliases=("notes",)),
        Column("source", "Nguồn tin", cells.line(300)),
    ),
)  # fmt: skip

REGISTRATION = Layout(
    Kind.REGISTRATION,
    "Đăng ký đề án",
    (
        Column("code", "Mã", cells.line(40), help="Để trống: phần mềm cấp mã. Ghi mã riêng: mã đã có trong phần mềm thì dòng được bỏ qua.", aliases=("Mã đề án",), shown=True),
        Column("name", "Tên đề án", cells.line(500), required=True, width=46, shown=True),
        Column("programme", "Chương trình", cells.choice(dict(Programme.choices)), required=True, width=26),
        Column("kind", "Loại", cells.choice(dict(ProjectKind.choices)), help="Để trống: Đề án thường.", aliases=("Loại đề án",)),
        Column("content_type", "Nội dung", cells.choice(dict(ContentType.choices)), required=True, width=34, aliases=("Nội dung khuyến công",), shown=True),
        Column("plan_year", "Năm kế hoạch", cells.whole(2005, 2100), required=True, width=13, help="Bốn chữ số.", shown=True),
        Column("province", "Tỉnh", cells.line(100), required=True),
        Column("implementer", "Đơn vị thực hiện", cells.line(300), required=True, width=50, help="Đúng tên hoặc mã của đơn vị trong phần mềm."),
        Column("coordinator", "Đơn vị phối hợp", cells.line(300), width=30),
        Column("beneficiaries", "Đơn vị thụ hưởng", cells.names(300), width=40, help="Nhiều đơn vị cách nhau bằng dấu “;”. Đề án nhóm có thể để trống.", shown=True),
        Column("tax_codes", "Mã số thuế", cells.tax_codes, help="Theo đúng thứ tự đơn vị thụ hưởng, cách nhau bằng dấu “;”. Định dạng ô: Văn bản."),
        Column("location", "Địa điểm", cells.line(300), width=30, aliases=("Địa điểm thực hiện",)),
        Column("unit_count", "Số cơ sở", cells.whole(1, 1000), width=10, help="Số cơ sở, mô hình được hỗ trợ. Để trống: 1.", aliases=("Số cơ sở, mô hình",)),
        Column("necessity", "Sự cần thiết", cells.text(TEXT_MAX), width=40, aliases=("Sự cần thiết và căn cứ",)),
        Column("objectives", "Mục tiêu", cells.text(TEXT_MAX), width=40),
        Column("scope", "Quy mô", cells.text(TEXT_MAX), width=40, aliases=("Quy mô và đặc điểm vượt trội",)),
        Column("work_plan", "Nội dung và tiến độ", cells.text(TEXT_MAX), width=40),
        Column("organisation_plan", "Tổ chức thực hiện", cells.text(TEXT_MAX), width=40),
        Column("impact", "Hiệu quả", cells.text(TEXT_MAX), width=40),
        Column("national_amount", "Kinh phí KCQG (đồng)", cells.dong, aliases=("Kinh phí KCQG",), help="Số đồng nguyên, ví dụ 300.000.000.", shown=True),
        Column("local_amount", "Kinh phí KCĐP (đồng)", cells.dong, aliases=("Kinh phí KCĐP",), shown=True),
        Column("beneficiary_amount", "Kinh phí thụ hưởng (đồng)", cells.dong, aliases=("Kinh phí thụ hưởng",)),
        Column("other_amount", "Kinh phí khác (đồng)", cells.dong, aliases=("Kinh phí khác",)),
        Column("starts_on", "Bắt đầu", cells.day, width=12, help="Ngày/tháng/năm."),
        Column("ends_on", "Kết thúc", cells.day, width=12, help="Ngày/tháng/năm."),
    ),
)  # fmt: skip

LAYOUTS = (HISTORY, REGISTRATION)


@dataclass(frozen=True)
class Table:
    """A sheet understood: which layout, which column stands where, the lines below the header, headers nobody uses."""

    layout: Layout
    places: dict[int, Column]
    lines: tuple[Line, ...]
    unused: tuple[str, ...]


def recognise(sheets: Iterable[Sheet]) -> Table:
    """The first sheet whose header has every required column of a layout. Raises Unreadable, naming what is missing."""
    nearest: tuple[int, Layout, list[str]] | None = None
    for sheet in sheets:
        for index, line in enumerate(sheet.lines[:HEADER_WITHIN]):
            for layout in LAYOUTS:
                places = _places(line, layout)
                missing = [column.header for column in layout.required if column not in places.values()]
                if not missing:
                    return Table(layout, places, sheet.lines[index + 1 :], _unused(line, places))
                if nearest is None or len(places) > nearest[0]:
                    nearest = (len(places), layout, missing)
    if nearest is None or nearest[0] < 2:
        raise Unreadable("Không nhận ra dòng tiêu đề. Xin dùng tệp mẫu, giữ nguyên dòng tiêu đề.")
    _, layout, missing = nearest
    raise Unreadable(
        f"Thiếu cột: {', '.join(missing)} (mẫu “{layout.title}”). Xin giữ nguyên dòng tiêu đề của tệp mẫu."
    )


def _places(line: Line, layout: Layout) -> dict[int, Column]:
    places: dict[int, Column] = {}
    for index, cell in enumerate(line.cells):
        column = layout.by_key.get(key_of(cell)) if isinstance(cell, str) else None
        if column is None:
            continue
        if column in places.values():
            raise Unreadable(f"Cột “{column.header}” có hai lần trong dòng tiêu đề.")
        places[index] = column
    return places


def _unused(line: Line, places: dict[int, Column]) -> tuple[str, ...]:
    return tuple(str(cell)[:60] for index, cell in enumerate(line.cells) if cell is not None and index not in places)
