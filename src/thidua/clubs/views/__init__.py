"""The counters of clubs."""
