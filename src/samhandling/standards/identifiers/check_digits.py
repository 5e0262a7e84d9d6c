"""The two check digits of an eleven-digit person number, by both rules.

    s1 = 3 7 6 1 8 9 4 5 2 . d1..d9        (s1 + k1) mod 11 = 0            numbers issued before 2032
                                           (s1 + k1) mod 11 in 0..3        numbers issued from 2032
    s2 = 5 4 3 2 7 6 5 4 3 2 . d1..d10     (s2 + k2) mod 11 = 0            unchanged

Both rules hold side by side: nobody changes number. Check digits are computed on the digits as they stand,
with the offsets of D-, H- and synthetic numbers in them. Source: Skatteetaten, "Nytt fødselsnummer 2032".
"""

from operator import mul

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
TODAY = frozenset({0})
FROM_2032 = frozenset({0, 1, 2, 3})


def weighted(weights: tuple[int, ...], digits: str) -> int:
    """Sum of digits times weights, as far as the weights go."""
    return sum(map(mul, weights, map(int, digits)))


def hold(number: str, remainders: frozenset[int] = FROM_2032) -> bool:
    """Whether the last two of eleven digits check the nine before them."""
    first = (weighted(FIRST, number) + int(number[9])) % 11
    second = (weighted(SECOND, number) + int(number[10])) % 11
    return first in remainders and second == 0


def complete(nine: str, remainders: frozenset[int] = TODAY) -> list[str]:
    """Every eleven-digit number that begins with these nine digits; empty when a check digit would be 10."""
    first_digits = ((remainder - weighted(FIRST, nine)) % 11 for remainder in sorted(remainders))
    tens = [f"{nine}{digit}" for digit in first_digits if digit != 10]
    pairs = ((ten, -weighted(SECOND, ten) % 11) for ten in tens)
    return [f"{ten}{digit}" for ten, digit in pairs if digit != 10]
