"""A province of one's own, made up, to try the work in; it touches nothing."""
