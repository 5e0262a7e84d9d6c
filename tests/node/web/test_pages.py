import pytest

from samhandling.node.web.pages import PAGE_SIZE, Place, page_of_keys


def keys(start, stop):
    return list(range(start, stop, -1)) if start > stop else list(range(start, stop))


def test_an_empty_list_has_no_pages():
    page = page_of_keys([], Place())
    assert (page.rows, page.older, page.newer) == ((), None, None)


def test_a_list_that_fits_leads_nowhere():
    page = page_of_keys(keys(50, 0), Place())
    assert (len(page.rows), page.older, page.newer) == (50, None, None)


def test_the_first_page_of_more_leads_to_older():
    page = page_of_keys(keys(51, 0), Place())
    assert (page.rows[0], page.rows[-1], page.older, page.newer) == (51, 2, 2, None)


def test_an_older_page_leads_both_ways():
    page = page_of_keys(keys(100, 100 - PAGE_SIZE - 1), Place(before=101))
    assert (page.rows[0], page.older, page.newer) == (100, 51, 100)


def test_going_back_shows_the_rows_just_above_in_the_same_order():
    page = page_of_keys(keys(101, 152), Place(after=100))
    assert (page.rows[0], page.rows[-1], page.older, page.newer) == (150, 101, 101, 150)


def test_going_back_to_the_top_leads_only_to_older():
    page = page_of_keys(keys(101, 120), Place(after=100))
    assert (page.rows[0], page.older, page.newer) == (119, 101, None)


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE, PAGE_SIZE + 1])
def test_no_page_holds_more_than_its_size(count):
    assert len(page_of_keys(keys(count, 0) if count else [], Place()).rows) <= PAGE_SIZE
