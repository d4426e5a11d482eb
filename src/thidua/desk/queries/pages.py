"""The addresses that the pages of the desk lead to; queries know no URL names."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Pages:
    """Made by `views.py` from the URL names; the noughts in some are filled here.

    `reader` is whom they lead; a door that is closed to them is not offered.
    """

    reader: Actor
    monitor: str
    reports: str
    late: str
    late_sheet: str
    letter_new: str
    synthesis: str
    synthesis_sheet: str
    campaign: str
    report: str
    reports_mine: str
    campaigns: str
    accept: str
    panorama: str
    compare: str
    registrations: str
    target: str

    def synthesis_of(self, campaign: int, period: int) -> str:
        return self.synthesis.replace("/0/0/", f"/{campaign}/{period}/")

    def synthesis_sheet_of(self, campaign: int, period: int) -> str:
        return self.synthesis_sheet.replace("/0/0/", f"/{campaign}/{period}/")

    def report_of(self, form: int, period: int, unit: int) -> str:
        return self.report.replace("/0/0/0/", f"/{form}/{period}/{unit}/")

    def target_of(self, campaign: int, target: int) -> str:
        return self.target.replace("/0/", f"/{campaign}/", 1).replace(
            "/0/", f"/{target}/"
        )

    def campaign_of(self, campaign: int) -> str:
        return self.campaign.replace("/0/", f"/{campaign}/")
