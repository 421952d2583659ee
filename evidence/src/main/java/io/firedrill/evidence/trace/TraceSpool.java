package io.firedrill.evidence.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.firedrill.evidence.EvidenceFile;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Takes traces as they come. As long as they are few it keeps them; all further ones it writes to a file, one JSON object
 * each, so that the memory of a drill does not grow with its traffic. The file has no name any more once it is open, where
 * the system allows that, and is gone with the list. Thread-safe, also for threads that are interrupted.
 */
public final class TraceSpool {
    /** Spans that are kept in memory: a few megabytes. */
    private static final int KEPT_SPANS = 5_000;

    private final int keptSpans;
    private final List<Object> places = new ArrayList<>();
    private int spans;
    private long written;
    private @Nullable RandomAccessFile file;

    /** An empty spool; makes a file only when it needs one. */
    public TraceSpool() {
        this(KEPT_SPANS);
    }

    TraceSpool(int keptSpans) {
        this.keptSpans = keptSpans;
    }

    /**
     * Takes a trace.
     *
     * @param trace what to keep
     * @return its position among all that were taken
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized int add(Trace trace) {
        spans += trace.spans().size();
        places.add(spans <= keptSpans ? trace : write(trace));
        return places.size() - 1;
    }

    /**
     * Some of the traces.
     *
     * @param positions which, in which order
     * @return an immutable view that reads what is in the file when it is asked for
     */
    public List<Trace> list(Collection<Integer> positions) {
        return new View(this, positions.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * All traces taken so far.
     *
     * @return an immutable view in the order they came
     */
    public synchronized List<Trace> list() {
        int[] all = new int[places.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new View(this, all);
    }

    static boolean isHeldBy(List<Trace> traces) {
        return traces instanceof View;
    }

    private Long write(Trace trace) {
        try {
            byte[] json = EvidenceFile.mapper().writeValueAsBytes(trace);
            RandomAccessFile out = open();
            out.seek(written);
            out.writeInt(json.length);
            out.write(json);
            written += Integer.BYTES + json.length;
            return written - Integer.BYTES - json.length;
        } catch (IOException e) {
            throw new UncheckedIOException("traces cannot be written to " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            File named = File.createTempFile("firedrill-traces", ".jsonl");
            open = new RandomAccessFile(named, "rw");
            file = open;
            if (!named.delete()) {
                named.deleteOnExit();
            }
        }
        return open;
    }

    private Trace get(int position) {
        byte[] json;
        synchronized (this) {
            Object place = places.get(position);
            if (place instanceof Trace trace) {
                return trace;
            }
            json = read((Long) place);
        }
        try {
            return EvidenceFile.mapper().readValue(json, Trace.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a trace cannot be read back", e);
        }
    }

    private byte[] read(long at) {
        try {
            RandomAccessFile in = open();
            in.seek(at);
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("traces cannot be read back", e);
        }
    }

    /** What was spooled, in some order. Immutable. */
    private static final class View extends AbstractList<Trace> implements RandomAccess {
        private final TraceSpool spool;
        private final int[] positions;

        View(TraceSpool spool, int[] positions) {
            this.spool = spool;
            this.positions = positions;
        }

        @Override
        public Trace get(int index) {
            return spool.get(positions[index]);
        }

        @Override
        public int size() {
            return positions.length;
        }
    }

    /** Reads traces back without holding them all. */
    static final class Reader extends JsonDeserializer<List<Trace>> {
        @Override
        public List<Trace> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            TraceSpool spool = new TraceSpool();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                spool.add(context.readValue(parser, Trace.class));
            }
            return spool.list();
        }
    }
}
