"""The plan report as lines of text for a terminal: columns padded to width, figures to the right."""

from collections.abc import Iterable, Sequence

from workflow.reports.figures import change, percent, ty
from workflow.reports.plan import ContentLine, PlanReport, Sum

HEAD = ("Địa phương", "KH năm trước", "Kế hoạch", "So sánh", "KCQG", "KCĐP", "Thực hiện", "Tỷ lệ")
CONTENT_HEAD = ("Nội dung", "Số lượng", "Kinh phí", "% kế hoạch", "Ở Bộ Tài chính", "Kinh phí")
GAP = "  "


def as_text(report: PlanReport, region: str) -> str:
    """The whole report; every figure under its heading, every total computed from unrounded sums."""
    period = f"đến {report.as_of:%d/%m/%Y}"
    return "\n".join(
        [
            f"KẾ HOẠCH KHUYẾN CÔNG NĂM {report.year} – {region.upper()}, ĐẾN NGÀY {report.as_of:%d/%m/%Y}",
            f"Đơn vị tính: tỷ đồng. Thực hiện: giá trị nghiệm thu {period}.",
            "",
            *_columns([HEAD, *_provinces(report)], rule_before=len(report.provinces) + 1),
            "",
            "Theo nội dung",
            *_columns([CONTENT_HEAD, *_contents(report)], rule_before=len(report.contents) + 1),
            "",
            *_sentences(report, period),
        ]
    )


def _provinces(report: PlanReport) -> Iterable[Sequence[str]]:
    for line in report.provinces:
        yield _money(line.province, line.before, line.sum)
    yield _money(f"Tổng cộng ({len(report.provinces)})", report.before, report.total)


def _money(name: str, before: int, sum_: Sum) -> Sequence[str]:
    return (
        name,
        ty(before),
        ty(sum_.planned),
        change(sum_.planned, before),
        ty(sum_.national),
        ty(sum_.local),
        ty(sum_.realised),
        percent(sum_.realised, sum_.planned),
    )


def _contents(report: PlanReport) -> Iterable[Sequence[str]]:
    whole = report.total.planned
    for line in report.contents:
        waits = (f"{line.waiting.units} {line.unit}", ty(line.waiting.planned)) if line.waiting.cases else ("–", "–")
        yield (
            str(line.content.label),
            f"{line.sum.units} {line.unit}",
            ty(line.sum.planned),
            percent(line.sum.planned, whole),
            *waits,
        )
    waiting = [line.waiting for line in report.contents]
    yield (
        "Cộng ba nội dung",
        "",
        ty(report.counted.planned),
        percent(report.counted.planned, whole),
        f"{sum(one.cases for one in waiting)} đề án",
        ty(sum(one.planned for one in waiting)),
    )
    yield (
        "Nội dung khác",
        f"{report.others.cases} đề án",
        ty(report.others.planned),
        percent(report.others.planned, whole),
        "",
        "",
    )


def _sentences(report: PlanReport, period: str) -> Iterable[str]:
    total, local = report.total, report.local
    yield (
        f"Kế hoạch {report.year}: {ty(total.planned)} tỷ đồng, năm {report.year - 1}: {ty(report.before)} tỷ đồng, "
        f"so sánh {change(total.planned, report.before)}."
    )
    yield f"Thực hiện {period}: {ty(total.realised)} tỷ đồng, đạt {percent(total.realised, total.planned)} kế hoạch."
    waiting = report.waiting
    yield f"Chờ Bộ Tài chính kiểm tra dự toán: {waiting.cases} đề án, {ty(waiting.planned)} tỷ đồng."
    done = [_realised(line) for line in report.contents if line.realised_locally.cases]
    kinds = f" ({'; '.join(done)})" if done else ""
    yield (
        f"KCĐP: kế hoạch {ty(local.planned)} tỷ đồng; thực hiện {period}{kinds}: {ty(local.realised)} tỷ đồng, "
        f"đạt {percent(local.realised, local.planned)} kế hoạch KCĐP."
    )


def _realised(line: ContentLine) -> str:
    label = str(line.content.label)
    return f"{line.realised_locally.units} {line.unit} {label[0].lower()}{label[1:]}"


def _columns(rows: Iterable[Sequence[str]], *, rule_before: int) -> Iterable[str]:
    """First column to the left, the others to the right; a rule under the head and above the totals."""
    table = list(rows)
    widths = [max(len(row[index]) for row in table) for index in range(len(table[0]))]
    rule = "-" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for number, row in enumerate(table):
        if number in (1, rule_before):
            yield rule
        cells = (
            cell.ljust(width) if not index else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield GAP.join(cells).rstrip()
