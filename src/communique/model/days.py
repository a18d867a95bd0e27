"""Day numbers of the proleptic Gregorian calendar; law: `civil(number(y, m, d)) == (y, m, d)`, before Christ too.

Day 1 is 0001-01-01, as in `datetime.date.toordinal`; the year 0 is 1 BC.
"""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def number(year: int, month: int, day: int) -> int:
    """The number of a day.

    >>> number(1970, 1, 1)
    719163
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def civil(day_number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, of_era = divmod(day_number + 305, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return (year + era * 400 + (month <= 2), month, day)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def months_on(day_number: int, months: int) -> int:
    """The same day so many months later, or before if negative; the last one of a month that is shorter.

    >>> civil(months_on(number(2031, 1, 31), 1))
    (2031, 2, 28)
    """
    year, month, day = civil(day_number)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return number(year, month, min(day, month_length(year, month)))


def weekday(day_number: int) -> int:
    """The weekday of a day, Monday 1 to Sunday 7."""
    return (day_number - 1) % 7 + 1


def easter(year: int) -> int:
    """The day number of Easter Sunday in the Western churches."""
    golden = year % 19
    century = year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    after = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (after + 40) // 44
    return number(year, month, after + 28 - 31 * (month // 4))
