"""What reads. Every query a page makes starts from `visible_cases`."""

from workflow.queries.scope import units_to_write_for, visible_cases

__all__ = ["units_to_write_for", "visible_cases"]
