"""What people type of exemplars."""
