"""What pages of exemplars show."""
