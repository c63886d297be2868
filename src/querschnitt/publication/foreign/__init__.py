"""Frameworks that come from outside: StratML of other governments, our own JSON."""
