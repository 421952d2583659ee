package io.firedrill.stacks.observe;

import io.airlift.compress.snappy.SnappyCompressor;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of a remote write, version 1.0 of its specification: a {@code prometheus.WriteRequest} of
 * {@code prompb/remote.proto} and {@code types.proto}, in the block format of snappy. Of the messages only what a sample
 * takes is written: {@code WriteRequest{1: TimeSeries*}}, {@code TimeSeries{1: Label*, 2: Sample*}},
 * {@code Label{1: name, 2: value}}, {@code Sample{1: value, 2: timestamp}}. Confined.
 */
final class RemoteWrite {
    /** The headers that go with it. */
    static final Map<String, String> HEADERS =
            Map.of("Content-Encoding", "snappy", "X-Prometheus-Remote-Write-Version", "0.1.0");

    static final String CONTENT_TYPE = "application/x-protobuf";

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private RemoteWrite() {}

    static byte[] body(List<Series> series) {
        return snappy(message(series));
    }

    /** As it is before compression. */
    static byte[] message(List<Series> series) {
        RemoteWrite request = new RemoteWrite();
        series.forEach(each -> request.embedded(1, timeSeries(each)));
        return request.out.toByteArray();
    }

    private static RemoteWrite timeSeries(Series series) {
        RemoteWrite message = new RemoteWrite();
        // Sorted: the specification demands it.
        new TreeMap<>(series.labels()).forEach((name, value) -> {
            RemoteWrite label = new RemoteWrite();
            label.text(1, name);
            label.text(2, value);
            message.embedded(1, label);
        });
        series.samples().forEach(sample -> message.embedded(2, sample(sample)));
        return message;
    }

    private static RemoteWrite sample(Sample sample) {
        RemoteWrite message = new RemoteWrite();
        message.key(1, FIXED64);
        ByteBuffer bits = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        message.out.writeBytes(bits.putDouble(sample.value()).array());
        message.key(2, VARINT);
        message.varint(sample.at().toEpochMilli());
        return message;
    }

    private void embedded(int field, RemoteWrite message) {
        bytes(field, message.out.toByteArray());
    }

    private void text(int field, String text) {
        bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(int field, byte[] bytes) {
        key(field, LENGTH_DELIMITED);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void key(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static byte[] snappy(byte[] plain) {
        SnappyCompressor compressor = new SnappyCompressor();
        byte[] compressed = new byte[compressor.maxCompressedLength(plain.length)];
        int length = compressor.compress(plain, 0, plain.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }
}
