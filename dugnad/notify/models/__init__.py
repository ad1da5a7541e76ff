from dugnad.notify.models.incoming import Received, Tally
from dugnad.notify.models.letter import Letter, MailStall
from dugnad.notify.models.notice import Notice
from dugnad.notify.models.push import Browser
from dugnad.notify.models.wishes import CircleWish, Wishes

__all__ = ["Browser", "CircleWish", "Letter", "MailStall", "Notice", "Received", "Tally", "Wishes"]
