"""The sector's Adresseregisteret knows the whole sector, as the directories of its nodes do."""

from samhandling.demo.address_register import account, write_password, write_register
from samhandling.demo.place import Place
from samhandling.demo.sector import whole_sector
from samhandling.hub.address_register import read_listing
from samhandling.node.directory.account import account_of
from samhandling.node.home import Home


def test_everybody_in_the_sector_is_listed(tmp_path):
    write_register(place := Place(tmp_path))
    listed = read_listing(place.address_register).entries
    for organisation in whole_sector().organisations:
        found = listed[organisation.her]
        assert (found.name, found.phone) == (organisation.name, organisation.phone)
        assert f"{found.street}, {found.postal_code} {found.city}" == organisation.address
        for service in organisation.services:
            assert listed[service.her].parent == organisation.her
            assert listed[service.her].name == service.name


def test_there_are_others_to_fetch_and_one_that_is_closed(tmp_path):
    write_register(place := Place(tmp_path))
    listed = read_listing(place.address_register).entries
    own = {one.her for organisation in whole_sector().organisations for one in organisation.services}
    others = [one for one in listed.values() if one.kind == "tjeneste" and one.her not in own]
    assert {one.active for one in others} == {True, False}


def test_a_node_is_given_the_account(tmp_path):
    (tmp_path / "keys").mkdir()
    write_password(tmp_path)
    told = account("http://127.0.0.1:8001")
    home = Home(tmp_path, "demo", "X", 1, "310000019", "other", (), None, address_register=told)
    assert account_of(home).url == "http://127.0.0.1:8001/v1/AR"
