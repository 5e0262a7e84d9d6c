"""Namespaces, with one address per version of a standard."""

from __future__ import annotations


class Ns:
    """A namespace: one URI, or one per version, oldest first (`v1_5="…", v1_6="…"`)."""

    def __init__(self, prefix: str, uri: str = "", **versions: str) -> None:
        self.prefix = prefix
        self.uris: dict[str | None, str] = {_version(k): u for k, u in versions.items()} or {None: uri}
        self.newest = list(self.uris)[-1]

    def __repr__(self) -> str:
        return f"Ns({self.prefix!r})"

    def version(self, wanted: str | None) -> str | None:
        """The wanted version where this namespace has it, else its newest (None: it has no versions)."""
        return wanted if wanted in self.uris else self.newest

    def tag(self, name: str, version: str | None) -> str:
        return f"{{{self.uris[version]}}}{name}"


def _version(keyword: str) -> str:
    return keyword[1:].replace("_", ".")
