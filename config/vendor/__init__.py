"""Third-party front-end files: which, at which version, and the proof that they were not touched."""
