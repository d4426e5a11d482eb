"""What is counted: indicators, forms, reports and their roll-up. Knows no campaign."""
