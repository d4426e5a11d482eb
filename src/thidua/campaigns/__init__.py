"""Emulation campaigns: content, audiences, targets and their cascade, plans."""
