"""Telling people what waits for them and what slipped."""
