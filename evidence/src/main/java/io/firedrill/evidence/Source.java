package io.firedrill.evidence;

/**
 * Where a piece of evidence was read from, precisely enough to look again.
 *
 * @param system who was asked, e.g. {@code prometheus}, {@code alertmanager}, {@code jaeger}, {@code ledger}
 * @param locator the URL, query or file, without credentials
 */
public record Source(String system, String locator) {
    @Override
    public String toString() {
        return system + " " + locator;
    }
}
