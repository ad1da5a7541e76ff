from dugnad.notify.models.letter import Letter, MailStall
from dugnad.notify.models.notice import Notice
from dugnad.notify.models.wishes import CircleWish, Wishes

__all__ = ["CircleWish", "Letter", "MailStall", "Notice", "Wishes"]
