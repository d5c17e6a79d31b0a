#!/bin/sh
# For maintainers: writes the locks anew from the .in files; needs uv. Arguments go to uv (--upgrade, --upgrade-package X).
# No lock names the place its files came from.
set -eu
cd "$(dirname "$0")"
for name in runtime embedded dev bench; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header "$@" "$name.in" --output-file "$name.txt"
done
if grep -nE '://|index-url' runtime.txt embedded.txt dev.txt bench.txt; then
  echo "Tệp khóa có địa chỉ máy chủ: không được lưu." >&2
  exit 1
fi
