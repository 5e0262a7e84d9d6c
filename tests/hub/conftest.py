from collections.abc import Iterator
from pathlib import Path

import pytest

from local_hub import InProcess, start_hub


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[InProcess]:
    hub = start_hub(tmp_path)
    yield hub
    hub.stop()
