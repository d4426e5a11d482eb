"""Urging and inspection: reminders, letters that urge, inspections, who responded."""
