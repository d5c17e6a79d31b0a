"""Settings of a local run, of the tests and of production; each module stands for itself."""
