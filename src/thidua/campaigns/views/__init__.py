"""The counters of the room: fetch, understand, one action, answer."""
