"""The conductor: one clock, all players, and the story from its first hour to now."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from samhandling.demo import processes
from samhandling.demo.foreign.kept import Files
from samhandling.demo.hub_config import write_hub_config
from samhandling.demo.place import Place, Ports, url_of
from samhandling.demo.seeding.demo_clock import DemoClock
from samhandling.demo.seeding.lines import Line, PlayFailed
from samhandling.demo.story.happenings import Happening, SendLetter
from samhandling.demo.story.whole import Story, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.demo.sector import Sector
    from samhandling.demo.seeding.reporter import Reporter


class Conductor:
    """Seeds one sector in one place."""

    def __init__(self, place: Place, ports: Ports, sector: Sector, report: Reporter) -> None:
        self.place, self.ports, self.sector, self.report = place, ports, sector, report
        self.clock = DemoClock(place.clock)
        self.lines: dict[str, Line] = {}
        self.helpers: list[processes.subprocess.Popen[bytes]] = []

    def seed(self, now: dt.datetime, days: int) -> None:
        """Make the history of the `days` days until `now`. Raises PlayFailed."""
        story = tell(now, days, self.sector)
        self.clock.move_to(story.calendar.slots[0] - dt.timedelta(hours=1))
        try:
            self.report.founding()
            self._found()
            self._play(story)
            self.clock.true_time()
        finally:
            self._end()

    def _found(self) -> None:
        """Found every node at once, start the hub with their keys, then furnish them and start them."""
        environment = {"SAMHANDLING_CLOCK": str(self.clock.file), "SAMHANDLING_DEMO": str(self.place.path)}
        slugs = [one.slug for one in self.sector.nodes]
        for slug in slugs:
            self.lines[slug] = Line(slug, self.place.log(f"seeding-{slug}"), environment)
            self.lines[slug].order("found", slug=slug, hub_url=url_of(self.ports.hub))
        keys = [(self.sector[slug], self.lines[slug].answer()) for slug in slugs]
        foreign = [(one, Files(self.place.foreign(one.slug)).public_key()) for one in self.sector.foreign]
        write_hub_config(self.place, self.ports, [*keys, *foreign])
        self._start_helpers(environment)
        for slug in slugs:
            self.lines[slug].order("furnish", slug=slug)
            self.lines[slug].order("start")
        for slug in slugs:
            self.lines[slug].answer()
            self.lines[slug].answer()

    def _start_helpers(self, environment: dict[str, str]) -> None:
        """Start the hub and the foreign receivers."""
        hub = ("hub", "run", "--config", str(self.place.hub_config), "--port", str(self.ports.hub))
        commands = {"hub": processes.samhandling(*hub)}
        for one in self.sector.foreign:
            port = str(self.ports.of(one.slug, self.sector))
            name = "samhandling.demo.foreign"
            commands[one.slug] = processes.module(name, one.slug, port, str(self.ports.hub))
        for name, command in commands.items():
            child = processes.start(command, log=self.place.log(name), environment=environment)
            self.helpers.append(child)

    def _play(self, story: Story) -> None:
        done = 0
        for _slot, group in groupby(story.happenings, key=lambda one: one.slot):
            happenings = list(group)
            self.clock.move_to(happenings[0].at)
            for happening in happenings:
                self._have_done(happening)
            self._settle(happenings)
            done += len(happenings)
            self.report.played(done, len(story.happenings), happenings[-1].at)

    def _have_done(self, happening: Happening) -> None:
        self.lines[happening.node].ask(by=happening.by, **happening.deed.told())

    def _settle(self, happenings: Iterable[Happening]) -> None:
        """Wait for the answers to what was sent, and hold them against the story."""
        letters: dict[str, list[SendLetter]] = {slug: [] for slug in self.lines}
        for one in happenings:
            if isinstance(one.deed, SendLetter):
                letters[one.node].append(one.deed)
        if not any(letters.values()):
            return
        for slug, sent in letters.items():
            self.lines[slug].order("settle", sent=[deed.msg_id for deed in sent])
        for slug, sent in letters.items():
            _compare(slug, sent, self.lines[slug].answer())

    def _end(self) -> None:
        for line in self.lines.values():
            line.end()
        processes.end(self.helpers, within=5)


def _compare(slug: str, sent: Iterable[SendLetter], answers: dict[str, dict[str, str]]) -> None:
    for deed in sent:
        expected = {str(her): verdict for her, verdict in deed.verdicts.items()}
        if answers[deed.msg_id] != expected:
            raise PlayFailed(
                f"{slug}: message {deed.msg_id} was answered {answers[deed.msg_id]}, not {expected}"
            )
