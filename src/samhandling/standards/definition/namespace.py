"""Namespaces, with one address per version of a standard."""

from __future__ import annotations

from collections.abc import Mapping


class Ns:
    """A namespace: one URI, or one per version, oldest first (`v1_5="…", v1_6="…"`).

    `borrows` tells which version of another standard's parts a version of this one is made of, where the two
    count differently: Henvisning 1.1 has parts of PLO 1.5.
    """

    def __init__(
        self, prefix: str, uri: str = "", *, borrows: Mapping[str, str] | None = None, **versions: str
    ) -> None:
        self.prefix = prefix
        self._borrows = borrows or {}
        self.uris: dict[str | None, str] = {_version(k): u for k, u in versions.items()} or {None: uri}
        self.newest = list(self.uris)[-1]

    def __repr__(self) -> str:
        return f"Ns({self.prefix!r})"

    def version(self, wanted: str | None) -> str | None:
        """The wanted version where this namespace has it, else its newest (None: it has no versions)."""
        return wanted if wanted in self.uris else self.newest

    def version_in(self, part: Ns, own: str | None) -> str | None:
        """The version that a part of another namespace has in a version of this one."""
        return part.version(self._borrows.get(own or "", own))

    def tag(self, name: str, version: str | None) -> str:
        return f"{{{self.uris[version]}}}{name}"


def _version(keyword: str) -> str:
    return keyword[1:].replace("_", ".")
