"""Where answers by e-mail meet the rest of telling people."""

from __future__ import annotations

from dugnad.kit import standing
from dugnad.notify.incoming import doors, dropping
from dugnad.notify.replying import register_reply, register_return_path


def connect() -> None:
    """Called once, when the app is ready."""
    register_reply(doors.reply_to)
    register_return_path(doors.return_path)
    standing.register("answers in the folder", dropping.run)
