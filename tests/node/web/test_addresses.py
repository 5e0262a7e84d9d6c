"""Addresses worked out once are those that Django works out each time."""

from django.urls import reverse

from samhandling.node.web.addresses import address_of


def test_an_address_with_a_key_and_one_without_are_djangos_own():
    for pk in (1, 987654321, 98765432100):
        assert address_of("message", pk) == reverse("message", args=[pk])
    assert address_of("inbox") == reverse("inbox")
