"""What is counted: indicators, forms, reports, figures and their roll-up; knows no campaign."""
