# Khuyến công. `make help` shows what there is: each target's comment is its help.
.PHONY: help run test faults lint format demo reset bench
.DEFAULT_GOAL := help
PYTHON_ENV := .venv/bin/python

help: ## hiện các lệnh này
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## cài đặt những gì còn thiếu rồi chạy phần mềm (cổng khác: PORT=8001 make run)
	@sh config/bootstrap.sh run
	@exec $(PYTHON_ENV) -m config.up

test: ## chạy toàn bộ kiểm thử trên PostgreSQL thật (chọn bớt: make test ARGS="-k thoi_han")
	@sh config/bootstrap.sh test
	@$(PYTHON_ENV) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

faults: ## bão lỗi: giết, làm treo, dừng từng tiến trình thật; không mất, không lặp, không dở dang (vài phút; máy bận thì lâu hơn)
	@sh config/bootstrap.sh test
	@$(PYTHON_ENV) -m pytest -q --ds=tests.faults.storm.settings -m storm -n 2 --dist load --maxschedchunk 1 tests/faults/storm $(ARGS)

lint: ## soát mã: định dạng, kiểu, tường giữa các phòng, khuôn trang, cấu trúc dữ liệu, LIFECYCLE.md
	@sh config/bootstrap.sh test
	@sh config/lint.sh

format: ## định dạng lại mã Python
	@sh config/bootstrap.sh test
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

demo: ## xóa và nạp lại dữ liệu mẫu (chỉ dữ liệu do chính nó tạo ra, và khi phần mềm không chạy)
	@sh config/bootstrap.sh run
	@$(PYTHON_ENV) manage.py reset_demo $(ARGS)

reset: ## xóa mọi dữ liệu trên máy này (thư mục var/)
	@if [ -x $(PYTHON_ENV) ]; then $(PYTHON_ENV) -m config.wipe; else rm -rf var; fi

bench: ## đo tốc độ bước chuyển (so với psycopg thuần), rà hạn, thư, văn bản (so với WeasyPrint thường và typst), lập hàng loạt
	@sh config/bootstrap.sh bench
	@$(PYTHON_ENV) -m bench $(ARGS)
