package io.firedrill.reports.drawing;

import io.firedrill.evidence.traffic.FaultRecord;

/** When a fault was in effect. */
record FaultLane(FaultRecord fault) implements Lane {
    @Override
    public String name() {
        return "Fault: " + fault.name();
    }

    @Override
    public String detail() {
        return fault.target();
    }

    @Override
    public double height() {
        return 36;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        double x = axis.x(fault.appliedAt());
        double width = axis.width(fault.appliedAt(), fault.revertedAt());
        String title = fault.description() + " on " + fault.target() + ", " + Times.offset(fault.appliedAt()) + " to "
                + Times.offset(fault.revertedAt());
        svg.rounded(x, top + 8, width, 20, "fault", title);
        Caption.inOrBeside(svg, axis, x, width, top + 22, fault.description());
    }
}
