"""What must be known to ask the register."""

from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RegisterSettings:
    """Where the register is and who asks. Time in seconds, size in bytes.

    `url` is that of the SOAP 1.2 endpoint. A virksomhet's answer holds every service and person that it has,
    each a few kilobytes.
    """

    url: str
    user: str
    password: str = field(repr=False)  # in no log
    timeout: float = 10.0  # of each wait on the network
    longest: float = 60.0  # of a whole answer, which somebody waits for
    max_answer: int = 16 * MEGABYTE
