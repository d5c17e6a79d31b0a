"""What every journey needs: pages served by this process, a province full of people, a desk to sit at, a day in March."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.staticfiles import handlers
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import PATIENCE
from tests.contracts import world_that_signs
from tests.journeys.desk import NARROW, Desk
from tests.world import START, World
from workflow.engine import clock

expect.set_options(timeout=PATIENCE)


#: The day after what was done before the story begins, in time for the registration of plan year 2027.
TUESDAY = START + timedelta(days=1)


@pytest.fixture(autouse=True)
def a_tuesday_in_march() -> Iterator[None]:
    """The same working day whenever the suite is run; from eight o'clock the clock goes on as it does outside.

    The clock of the database cannot travel: background work goes by ours meanwhile.
    """
    with time_machine.travel(TUESDAY, tick=True), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", timezone.now)
        yield


class KeptFiles(handlers.StaticFilesHandler):
    """Lets the browser keep style sheets and scripts, as the real server does: twenty requests fewer a page."""

    def serve(self, request: HttpRequest) -> HttpResponse | FileResponse:
        answer = super().serve(request)
        # Counted from the answer's own date, which lies as far back as the story does.
        answer["Cache-Control"] = f"max-age={10 * 365 * 24 * 60 * 60}"
        return answer


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", KeptFiles)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def place(transactional_db: None) -> World:
    return world_that_signs()


@pytest.fixture
def desk(live_server: LiveServer, context: BrowserContext) -> Desk:
    """A wide screen. Asks for the server first, so that the browser is gone before the tables are emptied."""
    return Desk(context.new_page(), live_server.url)


@pytest.fixture
def telephone(live_server: LiveServer, browser: Browser) -> Iterator[Desk]:
    """A screen of 390 px, touched with a finger."""
    visitor = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": NARROW, "height": 844}, has_touch=True
    )
    visitor.set_default_timeout(PATIENCE)
    yield Desk(visitor.new_page(), live_server.url, narrow=True)
    visitor.close()


@pytest.fixture
def desk_without_script(live_server: LiveServer, browser: Browser) -> Iterator[Desk]:
    visitor = browser.new_context(locale="vi-VN", java_script_enabled=False)
    visitor.set_default_timeout(PATIENCE)
    yield Desk(visitor.new_page(), live_server.url)
    visitor.close()
