"""Reading the grants of past years."""

from django.db.models import Q, QuerySet

from workflow.models import PastGrant


def grants(text: str = "", year: int | None = None) -> QuerySet[PastGrant]:
    """Newest first; every word of the text must occur in the name, the beneficiary or the province, accents or not."""
    found = PastGrant.objects.select_related("province").order_by("-year", "province_name", "code")
    for word in text.split():
        found = found.filter(
            Q(name__unaccent__icontains=word)
            | Q(beneficiary__unaccent__icontains=word)
            | Q(province_name__unaccent__icontains=word)
        )
    return found.filter(year=year) if year else found


def years() -> list[int]:
    return list(PastGrant.objects.order_by("-year").values_list("year", flat=True).distinct())
