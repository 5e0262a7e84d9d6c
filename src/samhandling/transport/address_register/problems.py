"""What can go wrong when the register is asked. Nothing has been changed by any of it."""

from samhandling.errors import SamhandlingError


class RegisterError(SamhandlingError):
    """Adresseregisteret did not say who a HER-id is."""


class UnknownHer(RegisterError):
    """The register has no such HER-id."""

    def __init__(self, her: int) -> None:
        super().__init__(f"Adresseregisteret does not know HER-id {her}")
        self.her = her


class RegisterRefused(RegisterError):
    """The user or the password is wrong, or has no right to ask."""


class RegisterUnavailable(RegisterError):
    """The register could not be reached, or failed: try again later."""


class RegisterSaysNo(RegisterError):
    """Another fault of the register's own; the text is the register's."""


class WrongAnswer(RegisterError):
    """The answer is not what the contract says; the text says what."""


class DoctypeInAnswer(WrongAnswer):
    """The answer has a DOCTYPE: entities and DTDs are never read."""


class AnswerTooLarge(WrongAnswer):
    """The answer is over our cap."""
