"""Who may use the hub, and which HER-ids are whose."""

from samhandling.hub.config import BadConfig, Client, HubConfig, read_config


class Clients:
    """The table of clients. A changed configuration file is read again when somebody unknown is met."""

    def __init__(self, config: HubConfig) -> None:
        self._file = config.source
        self._read_at = self._changed_at()
        self._take(dict(config.clients))

    def find(self, client_id: str) -> Client | None:
        """Return the client with this id."""
        if client_id not in self._clients:
            self._read_again()
        return self._clients.get(client_id)

    def is_known(self, her: int) -> bool:
        """Say whether some client holds this HER-id."""
        if her not in self._hers:
            self._read_again()
        return her in self._hers

    def _take(self, clients: dict[str, Client]) -> None:
        self._clients = clients
        self._hers = frozenset(her for client in clients.values() for her in client.her_ids)

    def _read_again(self) -> None:
        changed_at = self._changed_at()
        if self._file is None or changed_at == self._read_at:
            return
        try:
            self._take(dict(read_config(self._file).clients))
        except BadConfig:
            return  # half-written: look again next time
        self._read_at = changed_at

    def _changed_at(self) -> float:
        return self._file.stat().st_mtime if self._file and self._file.exists() else 0.0
