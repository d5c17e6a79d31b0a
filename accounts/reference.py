"""Loading places and standing units from the files beside this one. Idempotent: what an administrator changed stays."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from accounts.models import Organisation, OrganisationName, Province, ProvinceMerge
from accounts.queries import provinces_on
from accounts.vocabulary import OrganisationKind

DATA = Path(__file__).resolve().parent / "data"

#: Hà Tây joined Hà Nội on 1/8/2008; since then there were 63, until Nghị quyết 202/2025/QH15 made 34.
OLD_FROM, OLD_TO = date(2008, 8, 1), date(2025, 6, 30)
NEW_FROM = date(2025, 7, 1)
MERGED_BY = "Nghị quyết 202/2025/QH15"

#: Code, name, short name, kind, address. The agency stands under the ministry.
MINISTRY = ("bo-cong-thuong", "Bộ Công Thương", "BCT", OrganisationKind.MINISTRY, "54 Hai Bà Trưng, Hà Nội")
FINANCE = ("bo-tai-chinh", "Bộ Tài chính", "BTC", OrganisationKind.FINANCE_MINISTRY, "28 Trần Hưng Đạo, Hà Nội")
AGENCY = (
    "cuc",
    "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công",
    "Cục ĐCK",
    OrganisationKind.AGENCY,
    "54 Hai Bà Trưng, Hà Nội",
)

#: The names the agency has borne. NĐ 40/2025 was read; the day of the older change is from memory and says so.
AGENCY_NAMES = (
    (
        "Cục Công nghiệp địa phương",
        "Cục CNĐP",
        date(2008, 1, 1),
        date(2017, 8, 17),
        "NĐ 189/2007/NĐ-CP (ngày cần đối chiếu)",
    ),
    (
        "Cục Công Thương địa phương",
        "Cục CTĐP",
        date(2017, 8, 18),
        date(2025, 2, 28),
        "NĐ 98/2017/NĐ-CP (ngày cần đối chiếu)",
    ),
    (AGENCY[1], AGENCY[2], date(2025, 3, 1), None, "NĐ 40/2025/NĐ-CP"),
)

#: Units of a province: prefix of the code → kind, name, short name, title of the head, prefix of the unit above.
PROVINCIAL = {
    "ubnd": (OrganisationKind.PROVINCE, "Ủy ban nhân dân {place}", "UBND {short}", "Chủ tịch", ""),
    "so": (OrganisationKind.DEPARTMENT, "Sở Công Thương {place}", "Sở Công Thương {short}", "Giám đốc Sở", "ubnd"),
    "ttkc": (
        OrganisationKind.IMPLEMENTER,
        "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp {place}",
        "TTKC {short}",
        "Giám đốc",
        "so",
    ),
}
#: NĐ 30/2020 PL II: the kind of unit stays a capital before a name that is a person's.
ALWAYS_CAPITAL = {"Thành phố Hồ Chí Minh"}


def load() -> None:
    load_provinces()
    load_organisations()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file in accounts/data, by column name."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_provinces() -> None:
    """63 provinces until 30/6/2025, 34 from 1/7/2025, and what each old one became."""
    Province.objects.bulk_create(
        [_province(row, OLD_FROM, OLD_TO) for row in rows("provinces_2008.csv")]
        + [_province(row, NEW_FROM, None) for row in rows("provinces_2025.csv")],
        ignore_conflicts=True,
    )
    old = {province.code: province for province in provinces_on(OLD_TO)}
    new = {province.code: province for province in provinces_on(NEW_FROM)}
    ProvinceMerge.objects.bulk_create(
        (
            ProvinceMerge(old=old[row["code"]], new=new[row["successor_code"]], on=NEW_FROM)
            for row in rows("provinces_2008.csv")
        ),
        ignore_conflicts=True,
    )


def _province(row: dict[str, str], valid_from: date, valid_to: date | None) -> Province:
    return Province(
        code=row["code"],
        name=row["name"],
        region=row["region"],
        valid_from=valid_from,
        valid_to=valid_to,
        note=row["note"],
    )


def load_organisations() -> None:
    """The national units, and for each province of either period its UBND, its Sở and its centre."""
    ministry = _national(*MINISTRY, above=None)
    _national(*FINANCE, above=None)
    agency = _national(*AGENCY, above=ministry)
    OrganisationName.objects.bulk_create(
        (
            OrganisationName(
                organisation=agency, name=name, short_name=short, valid_from=since, valid_to=until, basis=basis
            )
            for name, short, since, until, basis in AGENCY_NAMES
        ),
        ignore_conflicts=True,
    )
    provinces = [*provinces_on(OLD_TO), *provinces_on(NEW_FROM)]
    for prefix in PROVINCIAL:
        _load_provincial(prefix, provinces)


def _national(
    code: str, name: str, short: str, kind: OrganisationKind, address: str, *, above: Organisation | None
) -> Organisation:
    title = "Cục trưởng" if kind == OrganisationKind.AGENCY else "Bộ trưởng"
    return Organisation.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "short_name": short,
            "kind": kind,
            "parent": above,
            "address": address,
            "representative_title": title,
        },
    )[0]


def _load_provincial(prefix: str, provinces: Iterable[Province]) -> None:
    """One kind of unit in all provinces; the kind above it must have been loaded before."""
    places = {unit_code(prefix, province): province for province in provinces}
    superior = PROVINCIAL[prefix][-1]
    above = Organisation.objects.in_bulk(
        [unit_code(superior, province) for province in places.values()] if superior else [], field_name="code"
    )
    Organisation.objects.bulk_create(
        (_unit(prefix, province, above.get(unit_code(superior, province))) for province in places.values()),
        ignore_conflicts=True,
    )
    units = Organisation.objects.filter(code__in=places)
    OrganisationName.objects.bulk_create((_name(unit, places[unit.code]) for unit in units), ignore_conflicts=True)


def unit_code(prefix: str, province: Province) -> str:
    """ "so-24-2025": a code names a unit only together with the year from which its province has stood."""
    return f"{prefix}-{province.code}-{province.valid_from.year}"


def _unit(prefix: str, province: Province, above: Organisation | None) -> Organisation:
    kind, name, short, title, _ = PROVINCIAL[prefix]
    return Organisation(
        code=unit_code(prefix, province),
        name=name.format(place=within_a_name(province.name)),
        short_name=short.format(short=province.short_name),
        kind=kind,
        parent=above,
        province=province,
        address=province.name,
        representative_title=title,
        is_active=province.valid_to is None,
    )


def _name(unit: Organisation, province: Province) -> OrganisationName:
    """Its name for as long as its province stood."""
    return OrganisationName(
        organisation=unit,
        name=unit.name,
        short_name=unit.short_name,
        valid_from=province.valid_from,
        valid_to=province.valid_to,
        basis=MERGED_BY if province.valid_to is None else f"Đến khi sáp nhập tỉnh theo {MERGED_BY}",
    )


def within_a_name(province: str) -> str:
    """ "Tỉnh Phú Thọ" → "tỉnh Phú Thọ", as it stands inside the name of a unit."""
    return province if province in ALWAYS_CAPITAL else province[0].lower() + province[1:]
