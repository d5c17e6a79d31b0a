"""What papers follow an act: this room's handlers in the register of effects."""

from django.utils import timezone

from documents.services import write_contract
from workflow.effects import register


@register("write_contract")
def write(event_id: int) -> None:
    write_contract(event_id=event_id, at=timezone.now())
