package io.sparkactor.persistence.timer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparkactor.persistence.internal.log.LogContents;
import io.sparkactor.spi.TimerRow;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of timers, and the bodies of the records that make them. Called under the lock of the log.
 *
 * <pre>
 * 0  1  1: a row, in the place of one of the same owner and id;  2: that row is gone
 * 1  4  length of the owner, then the owner in UTF-8; then the id likewise
 *    8  generation
 * of a row also:
 *    8  due, seconds since 1970;   4  its nanoseconds
 *    8  period, seconds;           4  its nanoseconds
 *    4  length of the payload, then the payload
 * </pre>
 */
final class TimerRecords implements LogContents {

    private static final byte ROW = 1;
    private static final byte GONE = 2;
    private static final int FIXED = 2 * (Long.BYTES + Integer.BYTES) + Integer.BYTES;

    /** By owner and id; of an owner in the order in which they were written. */
    private final Map<String, Map<String, TimerRow>> owners = new LinkedHashMap<>();

    private long size;

    List<TimerRow> rows(String owner) {
        return List.copyOf(owners.getOrDefault(owner, Map.of()).values());
    }

    boolean has(TimerRow row) {
        TimerRow present = owners.getOrDefault(row.owner(), Map.of()).get(row.id());
        return present != null && present.isSameAs(row);
    }

    static byte[] row(TimerRow row) {
        ByteBuffer body = head(ROW, row, FIXED + row.payload().length);
        body.putLong(row.due().getEpochSecond()).putInt(row.due().getNano());
        body.putLong(row.period().getSeconds()).putInt(row.period().getNano());
        return body.putInt(row.payload().length).put(row.payload()).array();
    }

    static byte[] gone(TimerRow row) {
        return head(GONE, row, 0).array();
    }

    private static ByteBuffer head(byte kind, TimerRow row, int rest) {
        byte[] owner = row.owner().getBytes(UTF_8);
        byte[] id = row.id().getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(1 + 2 * Integer.BYTES + owner.length + id.length + Long.BYTES + rest);
        body.put(kind).putInt(owner.length).put(owner).putInt(id.length).put(id);
        return body.putLong(row.generation());
    }

    @Override
    public void clear() {
        owners.clear();
        size = 0;
    }

    @Override
    public void apply(byte[] body) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(body);
            byte kind = in.get();
            String owner = new String(bytes(in), UTF_8);
            String id = new String(bytes(in), UTF_8);
            long generation = in.getLong();
            forget(owner, id);
            switch (kind) {
                case ROW ->
                    keep(new TimerRow(
                            owner,
                            id,
                            generation,
                            Instant.ofEpochSecond(in.getLong(), in.getInt()),
                            period(in),
                            bytes(in)));
                case GONE -> {}
                default -> throw new IOException("a record of kind " + kind + " is unknown to this version");
            }
        } catch (BufferUnderflowException | DateTimeException | IllegalArgumentException e) {
            throw new IOException("a record is whole, but not one of timers that this version can read", e);
        }
    }

    private static Duration period(ByteBuffer in) {
        return Duration.ofSeconds(in.getLong(), in.getInt());
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private void keep(TimerRow row) {
        owners.computeIfAbsent(row.owner(), _ -> new LinkedHashMap<>()).put(row.id(), row);
        size += sizeOf(row);
    }

    private void forget(String owner, String id) {
        Map<String, TimerRow> own = owners.get(owner);
        TimerRow before = own == null ? null : own.remove(id);
        if (own != null && own.isEmpty()) {
            owners.remove(owner);
        }
        size -= before == null ? 0 : sizeOf(before);
    }

    private static long sizeOf(TimerRow row) {
        return FIXED + row.owner().length() + row.id().length() + (long) row.payload().length;
    }

    @Override
    public Iterable<byte[]> snapshot() {
        List<TimerRow> rows = new ArrayList<>();
        owners.values().forEach(own -> rows.addAll(own.values()));
        return () -> rows.stream().map(TimerRecords::row).iterator();
    }

    @Override
    public long size() {
        return size;
    }

    /** The body for what comes in the place of a row; null if that is not there. */
    byte @Nullable [] instead(TimerRow row, @Nullable TimerRow next) {
        if (!has(row)) {
            return null;
        }
        return next == null ? gone(row) : row(next);
    }
}
