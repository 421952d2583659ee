package io.firedrill.stacks.workspace;

/**
 * What the error tracker of a system that already runs must have of the requests that a drill makes fail. Immutable.
 *
 * @param release what the version is called that fails
 * @param environment where it runs, as it says there
 * @param issues how many issues its errors may be
 */
public record RemoteErrors(String release, String environment, int issues) {
    static RemoteErrors read(Section section) {
        try (section) {
            int issues = section.integer("issues").orElse(1);
            if (issues < 1) {
                throw section.error("issues", "must be at least 1, but was " + issues);
            }
            return new RemoteErrors(section.required("release"), section.required("environment"), issues);
        }
    }
}
