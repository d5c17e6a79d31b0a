"""A test that did not run proves nothing: a run with a skipped or expected failure fails."""

import pytest
from _pytest.terminal import TerminalReporter

SILENT = ("skipped", "xfailed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(reporter, TerminalReporter) and not_run(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if names := not_run(terminalreporter):
        terminalreporter.section("Kiểm thử bị bỏ qua: lần chạy này không đạt", red=True, bold=True)
        for name in names:
            terminalreporter.line(name)


def not_run(reporter: TerminalReporter) -> list[str]:
    """The tests that were skipped, and the files that were skipped whole."""
    return [report.nodeid for outcome in SILENT for report in reporter.stats.get(outcome, [])]
