"""The list of regions as a dataset: whatever a published table names is in it, and what lies above that."""

from __future__ import annotations

from builders import make_cleared, make_field, make_package, make_resource, make_table
from suluh.publishing.region_dataset import describe_regions
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.vocabulary.package import ClearedPackage, ForeignKey, Schema

KEY = (ForeignKey(("kode",), "wilayah", "wilayah", ("kode",)),)


def naming(*codes: str) -> ClearedPackage:
    resource = make_resource("contoh", schema=Schema(fields=(make_field("kode"),), foreign_keys=KEY))
    table = make_table(["kode"], [(code,) for code in codes])
    return make_cleared({"contoh": table}, package=make_package(resources=(resource,)))


def test_it_holds_the_governed_region_its_parts_and_what_lies_above() -> None:
    regions = load_regions()
    cleared = describe_regions("74.72", regions, [])
    codes = cleared.tables["wilayah"].column("kode")
    assert codes == sorted({"74", "74.72", *(region.kode for region in regions.within("74.72"))})
    assert set(cleared.tables["wilayah"].column("kode_induk")) - {""} <= set(codes)


def test_it_holds_whatever_a_published_table_names() -> None:
    regions = load_regions()
    village = regions.within("73.08.01")[0].kode
    cleared = describe_regions("74.72", regions, [naming("11.01", village, "00.00", "")])
    codes = cleared.tables["wilayah"].column("kode")
    assert {"11", "11.01", "73", "73.08", "73.08.01", village} <= set(codes) and "00.00" not in codes


def test_codes_of_earlier_lists_stand_in_a_table_of_their_own() -> None:
    former = next(kode for kode in sorted(load_former_codes()) if kode not in load_regions())
    cleared = describe_regions(former.rpartition(".")[0], load_regions(), [])
    assert former in cleared.tables["wilayah-lama"].column("kode")
    assert [
        resource.name for resource in describe_regions("74.72", load_regions(), []).package.resources
    ] == ["wilayah"]
