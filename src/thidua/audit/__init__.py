"""Who did what, to which thing, when and why; rows are added, never changed."""
