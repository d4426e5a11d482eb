"""What a person, a household, a unit promises in a campaign, and what a head does."""
