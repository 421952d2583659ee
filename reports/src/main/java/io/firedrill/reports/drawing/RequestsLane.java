package io.firedrill.reports.drawing;

/** How many requests were sent, bin by bin, those that failed in another colour at the foot. */
record RequestsLane(Load load) implements Lane {
    @Override
    public String name() {
        return "Requests";
    }

    @Override
    public String detail() {
        return "per second, peak " + rate(load.peak());
    }

    @Override
    public double height() {
        return 62;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        double foot = top + height() - 6;
        svg.line(axis.left(), foot, axis.right(), foot, "base");
        for (int i = 0; i < load.bins().size(); i++) {
            Load.Bin bin = load.bins().get(i);
            if (bin.all() > 0) {
                bar(svg, axis, foot, i, bin);
            }
        }
    }

    private void bar(Svg svg, TimeAxis axis, double foot, int index, Load.Bin bin) {
        double x = axis.x(load.from(index));
        double width = Math.max(0.8, axis.width(load.from(index), load.from(index + 1)) - 0.6);
        double unit = (height() - 12) / load.peak();
        double failed = bin.failed() * unit;
        String title = Times.offset(load.from(index)) + ": " + rate(bin.all()) + " requests/s"
                + (bin.failed() > 0 ? ", " + bin.failed() + " of " + bin.all() + " failed" : "");
        if (bin.fine() > 0) {
            svg.rect(x, foot - failed - bin.fine() * unit, width, bin.fine() * unit, "ok", title);
        }
        if (bin.failed() > 0) {
            svg.rect(x, foot - failed, width, failed, "failed", title);
        }
    }

    private String rate(int count) {
        return Times.number(load.perSecond(count), count >= 100 ? 0 : 1);
    }
}
