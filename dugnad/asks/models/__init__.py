from dugnad.asks.models.answer import Answer, Thanks
from dugnad.asks.models.ask import Ask, AskLanguage, AskPicture, ReadMark, ThanksForAsking
from dugnad.asks.models.call import Call, Callee, Rotation, Round
from dugnad.asks.models.kind import Kind
from dugnad.asks.models.living import LivingAnswer, LivingAuthor, Revision
from dugnad.asks.models.offer import Offer, Opening, Reservation
from dugnad.asks.models.sealed import Letting, SealedPart, SealedReading

__all__ = [
    "Answer",
    "Ask",
    "AskLanguage",
    "AskPicture",
    "Call",
    "Callee",
    "Kind",
    "Letting",
    "LivingAnswer",
    "LivingAuthor",
    "Offer",
    "Opening",
    "ReadMark",
    "Reservation",
    "Revision",
    "Rotation",
    "Round",
    "SealedPart",
    "SealedReading",
    "Thanks",
    "ThanksForAsking",
]
