package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.World;
import io.firedrill.scenarios.synthesis.Seat.Motion;
import io.firedrill.scenarios.synthesis.Seat.Variable;
import io.firedrill.stacks.promql.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which series there are. Confined. */
final class Structure {
    private final List<Seat> seats;
    private final Map<List<Matcher>, List<Integer>> selected = new HashMap<>();

    Structure(List<Seat> seats) {
        this.seats = List.copyOf(seats);
    }

    /**
     * One thing that may be chosen.
     *
     * @param owner of which seats
     * @param variable what of them
     */
    record Slot(int owner, Variable variable) {}

    List<Seat> seats() {
        return seats;
    }

    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (Seat seat : seats) {
            for (Variable variable : Variable.values()) {
                Slot slot = new Slot(seat.owner(), variable);
                if (seat.has(variable) && !slots.contains(slot)) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    World world(Map<Slot, Double> chosen, Phase phase, long interval) {
        List<World.Series> series = new ArrayList<>();
        for (Seat seat : seats) {
            series.add(new World.Series(seat.labels(), seat.course(motion(seat, chosen), phase, interval)));
        }
        return new World(series, interval, selected);
    }

    static Motion motion(Seat seat, Map<Slot, Double> chosen) {
        return new Motion(
                chosen.getOrDefault(new Slot(seat.owner(), Variable.LEVEL), 1.0),
                chosen.getOrDefault(new Slot(seat.owner(), Variable.SLOPE), 0.0),
                chosen.getOrDefault(new Slot(seat.owner(), Variable.FLIP), 0.0),
                chosen.getOrDefault(new Slot(seat.owner(), Variable.PLACE), 0.0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Structure that && seats.equals(that.seats);
    }

    @Override
    public int hashCode() {
        return seats.hashCode();
    }
}
