from dugnad.signals.models.signal import Signal

__all__ = ["Signal"]
