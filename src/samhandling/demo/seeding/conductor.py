"""The conductor: one clock, all players, and the story from its first hour to now."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from samhandling.demo import processes
from samhandling.demo.address_register import write_register
from samhandling.demo.foreign.kept import Files
from samhandling.demo.hub_config import write_hub_config
from samhandling.demo.place import Place, Ports, url_of
from samhandling.demo.seeding.demo_clock import DemoClock
from samhandling.demo.seeding.lines import Players, PlayFailed
from samhandling.demo.story.happenings import Happening, SendLetter
from samhandling.demo.story.whole import Story, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from samhandling.demo.sector import Sector
    from samhandling.demo.seeding.reporter import Reporter


class Conductor:
    """Seeds one sector in one place."""

    def __init__(self, place: Place, ports: Ports, sector: Sector, report: Reporter) -> None:
        self.place, self.ports, self.sector, self.report = place, ports, sector, report
        self.clock = DemoClock(place.clock)
        self.players = Players()
        self.helpers: list[processes.Child] = []

    def seed(self, now: dt.datetime, days: int) -> None:
        """Make the history of the `days` days until `now`. Raises PlayFailed."""
        story = tell(now, days, self.sector)
        self.clock.move_to(story.calendar.slots[0] - dt.timedelta(hours=1))
        try:
            self.report.founding()
            self._found()
            self._play(story)
            self.clock.true_time()
            self.players.end()
        finally:
            self.players.break_off()
            processes.end(self.helpers, within=5)

    def _found(self) -> None:
        """Found every node at once, start the hub with their keys, then furnish them and start them."""
        environment = {"SAMHANDLING_CLOCK": str(self.clock.file), "SAMHANDLING_DEMO": str(self.place.path)}
        slugs = [one.slug for one in self.sector.nodes]
        self.players.start(self.place, slugs, environment)
        for slug in slugs:
            self.players.lines[slug].order("found", slug=slug, hub_url=url_of(self.ports.hub))
        keys = [(self.sector[slug], self.players.lines[slug].answer()) for slug in slugs]
        foreign = [(one, Files(self.place.foreign(one.slug)).public_key()) for one in self.sector.foreign]
        write_register(self.place)
        write_hub_config(self.place, self.ports, [*keys, *foreign])
        self._start_helpers(environment)
        for slug in slugs:
            self.players.lines[slug].order("furnish", slug=slug)
            self.players.lines[slug].order("start")
        for slug in slugs:
            self.players.lines[slug].answer()
            self.players.lines[slug].answer()

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
            self._have_done(happenings)
            self._settle(happenings)
            done += len(happenings)
            self.report.played(done, len(story.happenings), happenings[-1].at)

    def _have_done(self, happenings: Iterable[Happening]) -> None:
        """Have each node do its own in order; the nodes work side by side."""
        of_node = _by_node(happenings)
        for slug, own in of_node.items():
            for one in own:
                self.players.lines[slug].order(by=one.by, **one.deed.told())
        for slug, own in of_node.items():
            for _one in own:
                self.players.lines[slug].answer()

    def _settle(self, happenings: Iterable[Happening]) -> None:
        """Wait for the answers to what was sent and hold them against the story; then until all is still."""
        letters: dict[str, list[SendLetter]] = {}
        for one in happenings:
            if isinstance(one.deed, SendLetter):
                letters.setdefault(one.node, []).append(one.deed)
        for slug, own in letters.items():
            self.players.lines[slug].order("answers", sent=[deed.msg_id for deed in own])
        for slug, own in letters.items():
            _compare(slug, own, self.players.lines[slug].answer())
        touched = self._touched(letters)
        for slug in touched:
            self.players.lines[slug].order("rest")
        for slug in touched:
            self.players.lines[slug].answer()

    def _touched(self, letters: Mapping[str, Iterable[SendLetter]]) -> set[str]:
        """Return the nodes that sent or received."""
        hers = {her for own in letters.values() for deed in own for her in deed.verdicts}
        return {*letters, *(self.sector.owner(her).slug for her in hers)} & self.players.lines.keys()


def _by_node(happenings: Iterable[Happening]) -> dict[str, list[Happening]]:
    of_node: dict[str, list[Happening]] = {}
    for one in happenings:
        of_node.setdefault(one.node, []).append(one)
    return of_node


def _compare(slug: str, letters: Iterable[SendLetter], answers: dict[str, dict[str, str]]) -> None:
    for deed in letters:
        expected = {str(her): verdict for her, verdict in deed.verdicts.items()}
        came = answers[deed.msg_id]
        if came != expected:
            raise PlayFailed(f"{slug}: message {deed.msg_id} was answered {came}, not {expected}")
