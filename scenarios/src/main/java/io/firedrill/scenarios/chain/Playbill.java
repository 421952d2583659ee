package io.firedrill.scenarios.chain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What is exported at present. Scrapes come at the same place of each tick, so that each tells the next sample. Thread-safe. */
final class Playbill {
    private final long tick;
    private List<Performance> playing = List.of();
    private long zero = Long.MAX_VALUE / 2;
    private long scraped;

    Playbill(Duration tick) {
        this.tick = tick.toMillis();
    }

    /** As text; the instant of the scrape in milliseconds. */
    synchronized String samples(long now) {
        scraped = now;
        StringBuilder out = new StringBuilder();
        if (now >= zero - tick / 2) {
            long at = at(now);
            playing.forEach(each -> each.tell(at, out));
        }
        return out.toString();
    }

    /** The first scrape that comes so much later; 0 while there was none. */
    synchronized long scrape(long now, long later) {
        return scraped == 0 ? 0 : scraped + (Math.max(0, now + later - scraped) / tick + 1) * tick;
    }

    synchronized void begin(Collection<Performance> performances, long at) {
        zero = at;
        playing = List.copyOf(performances);
        playing.forEach(Performance::begin);
    }

    synchronized void heal(Collection<Performance> performances, long now) {
        performances.forEach(each -> each.heal(at(now)));
    }

    synchronized void again(Collection<Performance> performances, long now) {
        performances.forEach(each -> each.again(at(now)));
    }

    synchronized void end() {
        playing.forEach(Performance::end);
        playing = List.of();
    }

    private long at(long now) {
        return Math.round((now - zero) / (double) tick);
    }
}
