"""Lengths of time in words for people, and moments told from now on."""

_SIZES = ((86400, "days"), (3600, "hours"), (60, "minutes"))
_NOW = 1.0


def length(seconds: float) -> str:
    """A length of time in words.

    >>> length(7200), length(90), length(3e6), length(1.2)
    ('2 hours', '90 seconds', '35 days', '1 second')
    """
    for size, name in _SIZES:
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    rounded = f"{seconds:.0f}"
    return f"{rounded} second{'s' * (rounded != '1')}"


def beside(moment: float, now: float) -> str:
    """A moment (seconds since 1970) as people tell it who know what time it is.

    >>> beside(100.0, 280.0), beside(460.0, 280.0), beside(280.2, 280.0)
    ('3 minutes ago', 'in 3 minutes', 'now')
    """
    if abs(moment - now) < _NOW:
        return "now"
    return f"in {length(moment - now)}" if moment > now else f"{length(now - moment)} ago"
