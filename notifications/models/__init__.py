from notifications.models.alert import Alert
from notifications.models.incident import Incident
from notifications.models.ladder import LadderRung, LadderSeen
from notifications.models.mail import Mail
from notifications.models.preference import MailPreference
from notifications.models.stumble import Stumble

__all__ = ["Alert", "Incident", "LadderRung", "LadderSeen", "Mail", "MailPreference", "Stumble"]
