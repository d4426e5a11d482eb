"""What collectives promise each other in a campaign, and sign one by one."""
