"""What every room may need and no room owns: clock, calendar, refusals, jobs, look."""
