"""Runs parts of the program beside a test."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def at_work(*parts: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """These run until the block ends. One that fails ends the block, too: no test waits in vain."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(part) for part in parts]
        yield
        for task in tasks:
            task.cancel()
