"""manage.py load_reference: places, units, calendar and deadline rules. As often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import reference as people_and_places
from workflow import reference as clocks


class Command(BaseCommand):
    help = "Nạp dữ liệu nền: tỉnh, đơn vị, lịch nghỉ, quy tắc thời hạn. Chạy lại không tạo trùng."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        people_and_places.load()
        loaded = clocks.load()
        if verbosity:
            self._tell(loaded)

    def _tell(self, loaded: clocks.Loaded) -> None:
        self.stdout.write("Tỉnh, thành phố và đơn vị: xong.")
        years = ", ".join(map(str, loaded.years)) or "không có năm mới"
        self.stdout.write(f"Lịch làm việc: {years}; {loaded.days} ngày nghỉ, ngày làm bù mới.")
        self.stdout.write(f"Quy tắc thời hạn: {loaded.rules} quy tắc mới; mốc trong năm: {loaded.milestones} mốc mới.")
        for title, number in loaded.others:
            self.stdout.write(f"{title}: {number} dòng mới.")
        for year in loaded.confirmed:
            self.stdout.write(f"Lịch năm {year} nay là chính thức.")
        if loaded.differing:
            days = ", ".join(f"{day:%d/%m/%Y}" for day in loaded.differing[:10])
            self.stdout.write(self.style.WARNING(f"Lịch trong phần mềm khác tệp kèm theo ở: {days}. Xin kiểm tra."))
