"""The server of the protocol: it lists the tools, explains the chronicle, and hands calls to the tools.

It holds no state of its own, so it can serve one client on a pipe or many over HTTP. Questions are answered in threads,
a few at a time.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import anyio
import anyio.to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

from kroniek import __version__
from kroniek.api import Chronicle
from kroniek.faces.mcp.tool import Tool, refused
from kroniek.faces.mcp.toolbox import TOOLS, listed

AT_ONCE = 4
"""Questions that are answered at one time; others wait."""


def server_of(chronicle: Chronicle) -> Server[Any]:
    """The server that answers from this chronicle, which stays open as long as it serves."""
    tools: dict[str, Tool[Any, Any]] = {tool.name: tool for tool in TOOLS}
    limiter: list[anyio.CapacityLimiter] = []  # made in the event loop that it belongs to

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=listed())

    async def call_tool(_: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            return refused(f"There is no tool {params.name[:100]!r}. The tools are: {', '.join(tools)}.")
        if not limiter:
            limiter.append(anyio.CapacityLimiter(AT_ONCE))
        return await anyio.to_thread.run_sync(tool.call, chronicle, params.arguments or {}, limiter=limiter[0])

    return Server(
        "kroniek",
        title="Kroniek",
        version=__version__,
        description="A chronicle of Dutch-language news on international politics, with the words of every claim.",
        instructions=instructions(),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


@cache
def instructions() -> str:
    """What an assistant is told before its first question."""
    return resources.files("kroniek.faces.mcp").joinpath("data", "instructions.md").read_text(encoding="utf-8")
