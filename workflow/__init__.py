"""The lifecycle of a đề án and the one door through which it moves."""
