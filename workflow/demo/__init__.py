"""The demo: years of work done by the engine itself with a back-dated clock. Every unit, price and person in it is invented."""
