"""What a start costs: the web server hands papers out, it does not draw them."""

import subprocess
import sys

from django.conf import settings

ASK = """
import sys
import config.wsgi
print(*sorted({"config.urls", "weasyprint", "fontTools"} & set(sys.modules)))
"""


def test_the_web_server_has_every_page_before_it_forks_and_nothing_that_draws_papers() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.split() == ["config.urls"]
