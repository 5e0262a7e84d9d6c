"""Text that the core gives to people, in bokmål and English."""

from typing import NamedTuple


class Words(NamedTuple):
    """One text in both languages."""

    nb: str
    en: str

    def filled(self, **values: object) -> "Words":
        """The same text with its {blanks} filled."""
        return Words(self.nb.format(**values), self.en.format(**values))

    def in_language(self, language: str) -> str:
        """Bokmål unless English is asked for."""
        return self.en if language == "en" else self.nb
