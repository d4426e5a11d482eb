"""Documents of an office: drafts, number registers, issued papers, signed copies."""
