"""The hub as one object: its parts, wired together once."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from joserfc.jwk import ECKey

from samhandling.hub.address_register import Register
from samhandling.hub.clients import Clients
from samhandling.hub.config import HubConfig
from samhandling.hub.configurations import Configurations
from samhandling.hub.database import open_database
from samhandling.hub.dispatch import Dispatch
from samhandling.hub.faults import Faults
from samhandling.hub.keys import signing_key
from samhandling.hub.log import NotificationLog
from samhandling.hub.messages import Messages
from samhandling.hub.receipts import Receipts
from samhandling.hub.replay import Nonces, UsedOnce
from samhandling.hub.statements import Assertions, Proofs
from samhandling.hub.times import DocumentTime
from samhandling.hub.tokens import AccessTokens


@dataclass
class Hub:
    """Everything that a request may need."""

    config: HubConfig
    clock: Callable[[], float]
    database: sqlite3.Connection
    key: ECKey
    clients: Clients
    proofs: Proofs
    assertions: Assertions
    nonces: Nonces
    tokens: AccessTokens
    notifications: NotificationLog
    configurations: Configurations
    messages: Messages
    receipts: Receipts
    dispatch: Dispatch
    faults: Faults
    address_register: Register | None = None
    stopping: bool = False

    def stop(self) -> None:
        """End every stream, so that the server can close."""
        self.stopping = True
        self.notifications.ring_all()


def open_hub(config: HubConfig, clock: Callable[[], float] = time.time) -> Hub:
    """Open the hub's store and keys; `clock` is true time in seconds since 1970, for tokens."""
    database = open_database(config.data_dir / "hub.sqlite3")
    key = signing_key(config.data_dir / "signing.jwk")
    clients, used, faults = Clients(config), UsedOnce(database, clock), Faults()
    notifications = NotificationLog(database)
    configurations = Configurations(database)
    messages = Messages(database, notifications)
    return Hub(
        config=config,
        clock=clock,
        database=database,
        key=key,
        clients=clients,
        proofs=Proofs(used, clock),
        assertions=Assertions(clients, used, config.public_url, clock),
        nonces=Nonces(clock),
        tokens=AccessTokens(key, config.public_url, config.token_seconds, clock),
        notifications=notifications,
        configurations=configurations,
        messages=messages,
        receipts=Receipts(messages, DocumentTime(config.clock_file), faults),
        dispatch=Dispatch(database, notifications, configurations, faults),
        faults=faults,
        address_register=Register(config.address_register) if config.address_register else None,
    )
