"""The kinds of the room beneath: people with what they serve as, and local units.

`organisations` stands below the imports and cannot offer its kinds itself.
"""
