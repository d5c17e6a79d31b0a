"""How often somebody asked the public page, minute by minute: so that codes cannot be tried by the thousand."""

from django.db import models


class PublicLook(models.Model):
    """`asker`: a keyed hash of the address, of no use to anybody else. Rows older than an hour are swept away."""

    asker = models.CharField(max_length=32)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "lượt tra cứu công khai"
        verbose_name_plural = "lượt tra cứu công khai"
        indexes = [models.Index(fields=["minute"], name="looks_by_minute")]
        constraints = [models.UniqueConstraint(fields=["asker", "minute"], name="one_count_an_asker_and_minute")]

    def __str__(self) -> str:
        return f"{self.asker} {self.minute:%H:%M} {self.count}"
