"""Seeds, orders and what is put aside: kept as written, each under its own vacancy and panellist."""

from edi_shortlist.storage import Workspace


def test_seeds_orders_and_what_is_put_aside(workspace: Workspace) -> None:
    readings = workspace.readings
    with workspace.act():
        for vacancy in ("V-1", "V-2"):
            workspace.blind.add_vacancy(vacancy, "Adviser", "released", {})
            workspace.blind.add_candidate(vacancy, f"C-{vacancy}", 1)
        readings.set_seed("V-1", "00ff", ["Ada", "Bo"])
        readings.set_orders("V-1", "Ada", {"application": ["C-2", "C-1"], "criterion E1": []})
        readings.put_aside("C-V-1", "Ada", "application")
        readings.put_aside("C-V-1", "Ada", "application")
        readings.put_aside("C-V-1", "Bo", "criterion E1")
        readings.put_aside("C-V-2", "Ada", "application")
    assert readings.seed("V-1") == ("00ff", ["Ada", "Bo"])
    assert readings.seed("V-2") is None
    assert readings.order("V-1", "Ada", "application") == ["C-2", "C-1"]
    assert readings.order("V-1", "Bo", "application") is None
    assert readings.order("V-2", "Ada", "application") is None
    assert readings.aside("V-1", "Ada") == {("C-V-1", "application")}
    assert readings.aside_of("C-V-1") == [("Ada", "application"), ("Bo", "criterion E1")]
    with workspace.act():
        assert readings.take_up("C-V-1", "Ada", "application") == 1
        assert readings.take_up("C-V-1", "Ada", "application") == 0
        readings.remove_all("C-V-1")
    assert readings.aside_of("C-V-1") == []
    assert readings.aside("V-2", "Ada") == {("C-V-2", "application")}
