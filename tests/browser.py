"""A real headless browser for the journeys. `python -m tests.browser` prints which one, or fails when there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
JOURNEYS = Path(__file__).parent / "journeys"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds a page may take to show what a test waits for


@cache
def browser_path() -> str | None:
    """CHROMIUM, else a Chromium of the system, else Playwright's own; None where none of them starts."""
    chosen = os.environ.get("CHROMIUM")
    candidates = [chosen] if chosen else [found for name in NAMES if (found := shutil.which(name))]
    return next((path for path in [*candidates, *_playwrights_own()] if _starts(path)), None)


def _playwrights_own() -> Iterator[str]:
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """A program of that name may be only a pointer to a package that is not there."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser the journeys are left out, and the summary says so; they are not skipped one by one."""
    journeys = [item for item in items if item.path.is_relative_to(JOURNEYS)]
    if journeys and browser_path() is None:
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if item not in journeys]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if browser_path.cache_info().currsize and browser_path() is None:
        terminalreporter.section("KHÔNG CÓ TRÌNH DUYỆT: các kiểm thử hành trình không chạy", red=True, bold=True)
        terminalreporter.line("Cài Chromium (sudo apt install chromium) hoặc đặt CHROMIUM=/đường/dẫn/tới/chromium.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys of a worker. Playwright keeps an event loop in this thread, which Django refuses."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor: Vietnamese, Hà Nội time, a wide screen, no cookies."""
    visitor = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=WIDE)  # type: ignore[arg-type]
    visitor.set_default_timeout(PATIENCE)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


if __name__ == "__main__":
    print(browser_path() or "không có trình duyệt")
    sys.exit(browser_path() is None)
