"""The papers of a đề án."""
