"""Network work that a thread waits for, with somebody looking on who may end it at any time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

POLL_S = 0.05
"""A request that is taken back, or whose time is up, ends this soon even when the server sends nothing."""

CLOSING_S = 1.0
"""A connection that can't be closed within that is left to itself."""

_Result = TypeVar("_Result")


async def watched(work: Coroutine[Any, Any, None], enough: Callable[[], bool]) -> bool:
    """Whether ``work`` came to its end before ``enough``, asked every POLL_S, answered True.

    Raises what ``work`` or ``enough`` raises. Work that is not at its end is cancelled.
    """
    task = asyncio.ensure_future(work)
    try:
        while True:
            await asyncio.wait({task}, timeout=POLL_S)
            if task.done():
                task.result()
                return True
            if enough():
                return False
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=CLOSING_S)


def run_here(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Runs ``work`` on a loop of its own in this thread.

    Not through asyncio.run, which at its end waits for a name that is still being looked up.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=CLOSING_S))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
