"""The database: its address, the server that thidua brings along, its two roles."""
