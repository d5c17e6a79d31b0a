"""What every paper about one đề án may say of it, and the same as data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.models import Organisation
from documents.contexts.filling import Filling
from documents.text import ADDRESS, clean_line
from documents.words import date_in_words, uncapitalised
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case
from workflow.vocabulary import ContentType, Programme


def programme_name(programme: str) -> str:
    """“khuyến công quốc gia”, within a sentence."""
    return uncapitalised(str(Programme(programme).label))


def about_the_programme(filling: Filling, programme: str) -> None:
    filling.flag("quốc gia", programme == Programme.NATIONAL)
    filling.flag("địa phương", programme == Programme.LOCAL)
    filling.text("chương trình", programme_name(programme))


def about_the_case(filling: Filling, case: Case, on: date) -> None:
    about_the_programme(filling, case.programme)
    filling.text("năm kế hoạch", str(case.plan_year))
    filling.text("mã đề án", case.code)
    filling.text("tên đề án", case.name, "Tên đề án", ADDRESS)
    label = str(ContentType(case.content_type).label)
    filling.text("nội dung khuyến công", uncapitalised(label.replace("CNNT", "công nghiệp nông thôn")))
    filling.text("địa điểm", case.location)
    filling.text("đơn vị phối hợp", case.coordinator)
    filling.text("đơn vị thực hiện", case.implementer.name_on(on))
    filling.text("Sở", case.department.name_on(on))
    filling.long("mục tiêu", case.objectives, TEXT_MAX)
    filling.long("quy mô", case.scope, TEXT_MAX)


def begins(case: Case) -> str:
    """“Từ ngày 01 tháng 02 năm 2027”: where no day is set, with the contract."""
    return f"Từ {date_in_words(case.starts_on)}" if case.starts_on else "Từ ngày ký hợp đồng"


def facts_of(case: Case, on: date, *, parties_: Sequence[Organisation], amount: int | None = None) -> dict[str, Any]:
    """The paper as data; `amount` in whole đồng. Also what the public page shows: no personal data belongs here."""
    return {
        "case": clean_line(case.code),
        "project": clean_line(case.name, ADDRESS),
        "programme": case.programme,
        "plan_year": case.plan_year,
        "parties": [clean_line(unit.name_on(on)) for unit in parties_],
        "amount": amount,
    }
