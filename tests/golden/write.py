"""Write the golden letters anew: `python -m tests.golden.write`, from the root of the repository."""

from __future__ import annotations

from .letters import composed, letters, names_kept, path


def write() -> None:
    """Write every letter, and remove those that are no longer composed."""
    for name in letters():
        path(name).parent.mkdir(exist_ok=True)
        path(name).write_bytes(composed(name))
    for name in set(names_kept()) - set(letters()):
        path(name).unlink()


if __name__ == "__main__":
    write()
