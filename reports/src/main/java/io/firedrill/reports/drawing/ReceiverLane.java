package io.firedrill.reports.drawing;

import io.firedrill.evidence.alert.Notification;
import java.util.List;
import java.util.stream.Collectors;

/** What arrived for one receiver: a full triangle says firing, a ring says resolved, a cross marks one with problems. */
record ReceiverLane(String receiver, List<Notification> notifications) implements Lane {
    ReceiverLane {
        notifications = List.copyOf(notifications);
    }

    static List<Lane> of(List<Notification> notifications) {
        if (notifications.isEmpty()) {
            return List.of(new ReceiverLane("", notifications));
        }
        return notifications.stream()
                .map(Notification::receiver)
                .distinct()
                .sorted()
                .<Lane>map(receiver -> new ReceiverLane(
                        receiver,
                        notifications.stream()
                                .filter(notification -> notification.receiver().equals(receiver))
                                .toList()))
                .toList();
    }

    static boolean firing(Notification notification) {
        return notification.alerts().stream().anyMatch(Notification.Item::firing);
    }

    static boolean flawed(Notification notification) {
        return !notification.problems().isEmpty() || !taken(notification);
    }

    /** Also one that got no answer at all was not taken. */
    private static boolean taken(Notification notification) {
        return notification.accepted();
    }

    private static String answer(Notification notification) {
        return notification.answered() == 0 ? "not answered" : "answered " + notification.answered();
    }

    static String words(Notification notification) {
        String alerts = notification.alerts().stream()
                .map(item -> item.labels().getOrDefault("alertname", "?") + (item.firing() ? " firing" : " resolved"))
                .distinct()
                .collect(Collectors.joining(", "));
        String flaws = notification.problems().isEmpty() ? "" : "; " + String.join("; ", notification.problems());
        return notification.receiver() + " by " + notification.integration() + ": " + alerts
                + (taken(notification) ? "" : "; " + answer(notification)) + flaws;
    }

    @Override
    public String name() {
        return receiver.isEmpty() ? "To anybody" : "To " + receiver;
    }

    @Override
    public String detail() {
        return notifications.size() == 1 ? "1 notification" : notifications.size() + " notifications";
    }

    @Override
    public double height() {
        return 38;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        svg.line(axis.left(), top + 19, axis.right(), top + 19, "base");
        if (notifications.isEmpty()) {
            svg.text(axis.left() + 4, top + 14, "beside", "nothing was delivered");
        }
        double last = Double.NEGATIVE_INFINITY;
        for (Notification notification : notifications) {
            double x = axis.x(notification.at());
            boolean crowded = x - last < 12;
            mark(svg, x, crowded ? top + 27 : top + 19, notification);
            last = crowded ? last : x;
        }
    }

    private static void mark(Svg svg, double x, double y, Notification notification) {
        String title = Times.offset(notification.at()) + " " + words(notification);
        if (firing(notification)) {
            String triangle = "M" + Svg.number(x - 7) + " " + Svg.number(y + 6) + "h14l-7 -13z";
            svg.path(triangle, "told", title);
        } else {
            svg.circle(x, y, 5.5, "over", title);
        }
        if (flawed(notification)) {
            String cross = "M" + Svg.number(x - 8) + " " + Svg.number(y - 8) + "l16 16m0 -16l-16 16";
            svg.path(cross, "flawed", title);
        }
    }
}
