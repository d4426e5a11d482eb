"""Speakers: exemplars who tell their experience, their free days, who invites them."""
