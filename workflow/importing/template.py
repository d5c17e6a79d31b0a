"""The Excel file people fill in: headers and lists from the same layout that reads it back, and a guide beside it."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from accounts.models import Organisation
from accounts.queries import provinces_on
from accounts.vocabulary import OrganisationKind
from workflow.importing.layouts import REGISTRATION, Column
from workflow.lifecycle.inputs import MONEY_MAX
from workflow.vocabulary import ContentType, Programme, ProjectKind

FILLED_ROWS = 2000
"""Rows below the header that carry drop-down lists and number formats."""
MARKS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
MONEY = {"national_amount", "local_amount", "beneficiary_amount", "other_amount"}
DATES = {"starts_on", "ends_on"}
TEXTS = {"code", "tax_codes"}


def without_formula(text: str) -> str:
    """A cell for a spreadsheet: what a spreadsheet would run as a formula is marked as text."""
    return f"'{text}" if text.startswith(MARKS_OF_FORMULAS) else text


def template_bytes(*, on: date, implementers: Sequence[Organisation] | None = None) -> bytes:
    """The .xlsx template. `implementers` narrows the list of units (an owner gets only their own)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Mẫu nhập danh sách đề án khuyến công"})
    lists = _lists(on, implementers)
    _write_form(book, lists)
    _write_guide(book)
    _write_lists(book, lists)
    book.close()
    return buffer.getvalue()


def _lists(on: date, implementers: Sequence[Organisation] | None) -> dict[str, list[str]]:
    if implementers is None:
        units = Organisation.objects.filter(kind=OrganisationKind.IMPLEMENTER, is_active=True)
        implementers = list(units.select_related("province").order_by("province__code", "name"))
        provinces = [province.name for province in provinces_on(on)]
    else:
        provinces = sorted({unit.province.name for unit in implementers if unit.province})
    return {
        "programme": [str(label) for label in Programme.labels],
        "kind": [str(label) for label in ProjectKind.labels],
        "content_type": [str(label) for label in ContentType.labels],
        "plan_year": [str(year) for year in range(on.year, on.year + 3)],
        "province": provinces,
        "implementer": list(dict.fromkeys(unit.name for unit in implementers)),
    }


def _write_form(book: Any, lists: dict[str, list[str]]) -> None:
    sheet = book.add_worksheet("Đề án")
    look = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "font_color": "#FFFFFF"}
    required, optional = (
        book.add_format({**look, "bg_color": "#0B5394"}),
        book.add_format({**look, "bg_color": "#5B7A99"}),
    )
    sheet.set_row(0, 36)
    for index, column in enumerate(REGISTRATION.columns):
        sheet.set_column(index, index, column.width, _format(book, column))
        sheet.write_string(
            0, index, column.header + (" *" if column.required else ""), required if column.required else optional
        )
        if column.help:
            sheet.write_comment(0, index, column.help, {"x_scale": 2})
        if rule := _validation(column, lists):
            sheet.data_validation(1, index, FILLED_ROWS, index, rule)
    sheet.freeze_panes(1, 2)


def _format(book: Any, column: Column) -> Any:
    look: dict[str, Any] = {"valign": "top", "text_wrap": column.width >= 30}
    if column.name in MONEY:
        look["num_format"] = "#,##0"
    elif column.name in DATES:
        look["num_format"] = "dd/mm/yyyy"
    elif column.name in TEXTS:
        look["num_format"] = "@"
    return book.add_format(look)


def _validation(column: Column, lists: dict[str, list[str]]) -> dict[str, Any] | None:
    rule: dict[str, Any]
    if column.name in lists:
        letter = chr(ord("A") + list(lists).index(column.name))
        rule = {"validate": "list", "source": f"='Danh mục'!${letter}$2:${letter}${len(lists[column.name]) + 1}"}
        rule["error_message"] = "Chọn một mục trong danh sách."
    elif column.name in MONEY:
        rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MONEY_MAX}
        rule["error_message"] = "Ghi số đồng nguyên, không âm."
    elif column.name in DATES:
        rule = {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        rule["error_message"] = "Ghi ngày/tháng/năm."
    elif column.name == "unit_count":
        rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 1000}
        rule["error_message"] = "Ghi số nguyên từ 1 đến 1000."
    else:
        return None
    return rule | {"error_title": column.header[:32], "ignore_blank": True}


def _write_guide(book: Any) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    title, bold = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30, wrap)
    sheet.set_column(1, 1, 12, wrap)
    sheet.set_column(2, 2, 90, wrap)
    sheet.write_string(0, 0, "Cách điền tệp nhập đề án", title)
    notes = (
        "Mỗi dòng là một đề án, điền ở trang “Đề án”. Giữ nguyên dòng tiêu đề; cột có dấu * là bắt buộc.",
        "Phần mềm kiểm tra mọi dòng, báo lỗi theo dòng và cột, và cho xem trước. Chưa lưu gì cho đến khi xác nhận.",
        "Đề án nhập vào ở giai đoạn “Đang soạn thảo”; đơn vị bổ sung thuyết minh, dự toán chi tiết rồi nộp về Sở.",
        "Nhập lại cùng một tệp không tạo đề án trùng.",
    )
    for row, note in enumerate(notes, 2):
        sheet.merge_range(row, 0, row, 2, note, wrap)
    top = len(notes) + 3
    for index, text in enumerate(("Cột", "Bắt buộc", "Cách ghi")):
        sheet.write_string(top, index, text, bold)
    for row, column in enumerate(REGISTRATION.columns, top + 1):
        sheet.write_string(row, 0, column.header)
        sheet.write_string(row, 1, "có" if column.required else "")
        sheet.write_string(row, 2, column.hint)


def _write_lists(book: Any, lists: dict[str, list[str]]) -> None:
    sheet = book.add_worksheet("Danh mục")
    bold = book.add_format({"bold": True})
    for index, (name, words) in enumerate(lists.items()):
        sheet.set_column(index, index, 40)
        sheet.write_string(0, index, REGISTRATION.column(name).header, bold)
        for row, word in enumerate(words, 1):
            if name == "plan_year":
                sheet.write_number(row, index, int(word))
            else:
                sheet.write_string(row, index, word)
