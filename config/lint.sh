#!/bin/sh
# Every check of the code; all of them run, and the first line that fails names itself.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""

check() {
  title="$1"
  shift
  if output=$("$@" 2>&1); then
    echo "  đạt        $title"
  else
    echo "  KHÔNG ĐẠT  $title"
    printf '%s\n' "$output"
    failed="$failed, $title"
  fi
}

manage() { DJANGO_SETTINGS_MODULE=config.settings.test "$bin/python" manage.py "$@"; }

check "ruff" "$bin/ruff" check .
check "định dạng" "$bin/ruff" format --check .
check "kiểu (mypy)" "$bin/mypy" .
check "tường giữa các phòng" "$bin/lint-imports"
check "khuôn trang (djlint)" "$bin/djlint" --lint --quiet accounts config documents notifications workflow
check "cấu hình Django" manage check
check "migration" manage makemigrations --check --dry-run
check "LIFECYCLE.md" manage print_lifecycle --check

[ -z "$failed" ] && exit 0
echo "Không đạt: ${failed#, }" >&2
exit 1
