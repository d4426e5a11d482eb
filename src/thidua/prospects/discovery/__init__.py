"""Units that do markedly better than their peers, found in the figures of a campaign.

`reading` asks the database for few sums, `groups` says who is compared with whom,
`robust` and `looks` are plain arithmetic, `searching` puts them together. Why it is
done so stands in docs/why/decisions/0051.
"""
