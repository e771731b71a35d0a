"""What holds in every world: bridges close, everything once, stocks and flows fit."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.figures.counting_worlds import (
    END,
    START,
    Record,
    World,
    days,
    figures_of,
    runs_on,
    value,
)
from wijkcheck.figures import MEASURES, PERIOD_RULES, WHOLE, Bridge, BridgeRecords, Figures
from wijkcheck.records.fields import Side

GROUP = ["measure", "period_rule", "team"]
DAYS = st.integers(-40, 130).map(lambda n: START + timedelta(n))
RECORDS = st.builds(
    Record,
    person=st.sampled_from("abcde"),
    team=st.sampled_from(["Noord", "Zuid", None]),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    wet=st.sampled_from(["wmo", "jeugd", None]),
    unreadable=st.sampled_from([None, None, None, None, "ingangsdatum", "einddatum"]),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw records, then pair some of equal persons, doubt some, and call some copies."""
    left = draw(st.lists(RECORDS, max_size=7))
    right = draw(st.lists(RECORDS, max_size=7))
    free = list(range(len(right)))
    pairs = []
    for at, record in enumerate(left):
        same = [other for other in free if right[other].person == record.person]
        if same and draw(st.integers(0, 3)):
            other = draw(st.sampled_from(same))
            free.remove(other)
            pairs.append((at, other, draw(st.sampled_from(["certain", "probable", "review"]))))
    sure = {(side, at) for a, b, s in pairs if s != "review" for side, at in enumerate((a, b))}
    copies = [
        (side, at, other)
        for place, side, rows in ((0, Side.MUNICIPALITY, left), (1, Side.TEAM, right))
        for at in range(1, len(rows))
        if (place, at) not in sure
        for other in [next((n for n in range(at) if rows[n].person == rows[at].person), None)]
        if other is not None and draw(st.booleans())
    ]
    both = sorted({r.person for r in left} & {r.person for r in right})
    statuses = draw(
        st.lists(
            st.sampled_from(["certain", "certain", "certain", "review"]),
            min_size=len(both),
            max_size=len(both),
        )
    )
    people = [(p, p, s) for p, s in zip(both, statuses, strict=True)]
    return World(left, right, pairs, copies, people, no_start=draw(st.booleans()))


SCOPES = st.sampled_from([{}, {"wet": ("wmo",)}])
many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(many, max_examples=20)
@given(worlds(), SCOPES, st.booleans())
def test_bridges_close_and_name_everything_once(world, scope, end_included):
    figures, bridge, records = figures_of(world, scope=scope, end_included=end_included)
    for model, made in ((Figures, figures), (Bridge, bridge), (BridgeRecords, records)):
        model.validate(made)
    amounts = bridge.groupby(GROUP)["amount"].sum()
    walked = figures.set_index(GROUP)
    walked["walked"] = walked["municipality_value"].add(amounts, fill_value=0)
    assert (walked["walked"] == walked["team_value"]).all()
    assert (walked["delta"] == walked["team_value"] - walked["municipality_value"]).all()
    steps = records.groupby([*GROUP, "step"], sort=False)["effect"].agg(["sum", "size"])
    told = bridge.set_index([*GROUP, "step"])
    assert told.index.is_unique
    assert (steps["sum"] == told["amount"]).all()
    assert (steps["size"] == told["records"]).all()
    assert len(steps) == len(told)
    assert records["effect"].isin([-1, 1]).all()
    for side in ("left_id", "right_id"):
        named = records[records[side].notna()]
        assert not named.duplicated([*GROUP, side]).any()
    for _, group in bridge.groupby(GROUP):
        assert group["step"].tolist() == list(range(1, len(group) + 1))


@many
@given(worlds(), st.booleans())
def test_stocks_and_flows_fit(world, end_included):
    last, _, _ = figures_of(world, reference_date=END, end_included=end_included, compared=False)
    before = START - timedelta(1)
    first, _, _ = figures_of(
        world, reference_date=before, end_included=end_included, compared=False
    )
    for side in ("municipality_value", "team_value"):
        for measure in MEASURES:
            for team in last["team"].unique():
                begin = value(first, measure, "peildatum", team, side)
                inflow = value(last, measure, "instroom", team, side)
                outflow = value(last, measure, "uitstroom", team, side)
                assert begin + inflow - outflow == value(last, measure, "peildatum", team, side)


@many
@given(worlds())
def test_counts_as_a_slow_count_does(world):
    figures, _, _ = figures_of(world, compared=False)
    before = START - timedelta(1)
    for side in Side:
        no_start = world.no_start and side is Side.TEAM
        rows = world.side(side)

        def some(records, first, last, no_start=no_start):
            return any(
                runs_on(r, day, no_start=no_start) for r in records for day in days(first, last)
            )

        def counts(records):
            begin, period, end = (
                some(records, *span) for span in ((before, before), (START, END), (END, END))
            )
            return {
                "peildatum": end,
                "lopend": period,
                "instroom": period and not begin,
                "uitstroom": (begin or period) and not end,
            }

        for team in figures["team"].unique():
            own = [r for r in rows if team in (WHOLE, r.team or "geen team")]
            units = {
                "toewijzingen": [[r] for r in own],
                "clienten": [[r for r in own if r.person == p] for p in {r.person for r in own}],
            }
            for measure, things in units.items():
                counted = [counts(thing) for thing in things]
                for rule in PERIOD_RULES:
                    expected = sum(c[rule] for c in counted)
                    assert value(figures, measure, rule, team, f"{side}_value") == expected


@many
@given(worlds())
def test_sides_swapped_mirror_the_deltas(world):
    swap = {Side.MUNICIPALITY: Side.TEAM, Side.TEAM: Side.MUNICIPALITY}
    world = World(world.left, world.right, world.pairs, world.copies, world.person_pairs)
    mirrored = World(
        world.right,
        world.left,
        [(b, a, s) for a, b, s in world.pairs],
        [(swap[side], at, of) for side, at, of in world.copies],
        world.person_pairs,
    )
    figures, _, records = figures_of(world, compared=False)
    other, _, other_records = figures_of(mirrored, compared=False)
    assert (figures["delta"] == -other["delta"]).all()
    sizes, other_sizes = (
        r.groupby(GROUP)["effect"].agg(["sum", "size"]) for r in (records, other_records)
    )
    assert (sizes["sum"] == -other_sizes["sum"]).all()
    assert (sizes["size"] == other_sizes["size"]).all()


@many
@given(worlds())
def test_the_whole_has_no_more_clients_than_its_teams(world):
    figures, _, _ = figures_of(world, compared=False)
    for side in ("municipality_value", "team_value"):
        for rule in ("peildatum", "lopend"):
            chosen = figures[(figures["measure"] == "clienten") & (figures["period_rule"] == rule)]
            whole = chosen.loc[chosen["team"] == WHOLE, side].sum()
            assert whole <= chosen.loc[chosen["team"] != WHOLE, side].sum()
    records = figures[figures["measure"] == "toewijzingen"].set_index(["period_rule", "team"])
    for rule in PERIOD_RULES:
        parts = records.loc[rule].drop(WHOLE)["municipality_value"].sum()
        assert records.loc[(rule, WHOLE), "municipality_value"] == parts


@many
@given(worlds())
def test_no_difference_without_a_record_that_differs(world):
    same = World(world.left, world.left, [(i, i, "certain") for i in range(len(world.left))])
    figures, bridge, records = figures_of(same, compared=False)
    assert (figures["delta"] == 0).all()
    assert bridge.empty
    assert records.empty
