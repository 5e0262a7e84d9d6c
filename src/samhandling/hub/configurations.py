"""PUT /mshconfigurations: which HER-ids have been registered, by whom, and what they will not receive."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from samhandling.hub.config import Client
from samhandling.hub.problems import ErrorCode, Problem


class Configurations:
    """All registrations, in memory and in the database: every request asks for them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        rows = database.execute("SELECT her, client_id, told FROM configuration")
        self._rows = {row["her"]: (row["client_id"], json.loads(row["told"])) for row in rows}

    def put(self, client: Client, told: list[dict[str, Any]]) -> None:
        """Register HER-ids; the same again changes nothing. All or none."""
        self.allow(client, [each["herId"] for each in told], configured=False)
        for each in told:
            her, text = each["herId"], json.dumps(each)
            if self._rows.get(her) != (client.client_id, each):
                self._database.execute(
                    "INSERT OR REPLACE INTO configuration VALUES (?, ?, ?)", (her, client.client_id, text)
                )
                self._rows[her] = (client.client_id, each)

    def delete(self, client: Client, hers: Iterable[int]) -> None:
        """Take registrations away."""
        hers = list(hers)
        self.allow(client, hers, configured=False)
        for her in hers:
            self._database.execute("DELETE FROM configuration WHERE her = ?", (her,))
            self._rows.pop(her, None)

    def allow(self, client: Client, hers: Iterable[int], *, configured: bool = True) -> None:
        """Raise the Problem that keeps the client from acting as these HER-ids."""
        for her in hers:
            if her not in client.her_ids:
                raise Problem(403, ErrorCode.FOREIGN_HER, f"HER-id {her} is not yours")
            holder, told = self._rows.get(her, (None, {}))
            if holder is None and configured:
                raise Problem(400, ErrorCode.NOT_CONFIGURED, f"HER-id {her} is not configured")
            if holder not in (None, client.client_id) and told.get("clientLocked"):
                raise Problem(423, ErrorCode.LOCKED, f"HER-id {her} is locked by another client")

    def refuses(self, her: int, type_code: str) -> bool:
        """Say whether the HER-id has a filter against this type of message."""
        _, told = self._rows.get(her, (None, {}))
        filters = told.get("rejectMessageFilters") or {}
        return type_code in filters.get("MessageFunction", ())
