"""Clubs of exemplars: who belongs, when they meet, what is taken home; emulation."""
