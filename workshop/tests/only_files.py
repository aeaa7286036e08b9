"""A plugin for `pytest --collect-only`: finds the files of tests, and reads none of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest


class Unread(pytest.File):
    """A file of tests, as one test: reading those of all files takes half a minute."""

    def collect(self) -> Iterator[pytest.Item]:
        yield Whole.from_parent(self, name="whole")


class Whole(pytest.Item):
    """All tests of one file: counted, and never run."""

    def runtest(self) -> None:
        raise NotImplementedError(f"{self.path}: this plugin is for --collect-only")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.File:
    return Unread.from_parent(parent, path=module_path)
