package io.firedrill.stacks.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Response;

/** Calls that are tried again: see {@link Retries}. Thread-safe. */
final class PatientCalls {
    /** How often a call was tried before this attempt. */
    static final String TRIED = "X-Stainless-Retry-Count";

    private final Route route;
    private final Retries retries;
    private final Sleeper sleeper;

    PatientCalls(Route route, Retries retries, Sleeper sleeper) {
        this.route = route;
        this.retries = retries;
        this.sleeper = sleeper;
    }

    /** Lets time pass. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Who is told of each attempt. */
    interface Attempts {
        /** It is about to be sent. */
        void sending();

        /** It was answered; the body is for the caller to read. */
        void answered(Response response) throws IOException;
    }

    /** The last answer, whatever its status; an {@link IOException} if the last call had none. */
    Response post(byte[] body, Map<String, String> headers, Attempts attempts) throws IOException {
        for (int tried = 0; ; tried++) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(TRIED, Integer.toString(tried));
            Duration wait;
            try {
                Response response = attempt(body, all, attempts);
                if (tried == retries.most() || !Retries.worthIt(response.code(), response.headers())) {
                    return response;
                }
                wait = retries.wait(tried + 1, response.headers());
                response.close();
            } catch (IOException e) {
                if (tried == retries.most()) {
                    throw e;
                }
                wait = retries.backoff(tried + 1);
            }
            pause(wait);
        }
    }

    private Response attempt(byte[] body, Map<String, String> headers, Attempts attempts) throws IOException {
        attempts.sending();
        Response response = route.post(body, headers);
        try {
            attempts.answered(response);
            return response;
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    private void pause(Duration wait) throws InterruptedIOException {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts");
        }
    }
}
