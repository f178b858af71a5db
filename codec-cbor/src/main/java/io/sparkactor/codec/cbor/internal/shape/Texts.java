package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.UUID;

/** Texts, bytes, and what is written as one of them. Immutable. */
final class Texts extends Scalar {

    private final Kind kind;

    private Texts(Kind kind) {
        super(kind.type);
        this.kind = kind;
    }

    /** Adds a shape for each type. */
    static void addTo(ShapeBuilder shapes) {
        for (Kind kind : Kind.values()) {
            shapes.add(new Texts(kind));
        }
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        switch (kind) {
            case TEXT -> out.writeText((String) value);
            case BYTES -> out.writeBytes((byte[]) value);
            case URI -> out.writeText(value.toString());
            case PATH -> writePath(out, (Path) value);
            case UUID -> writeUuid(out, (UUID) value);
        }
    }

    @Override
    Object parse(CborInput in) {
        return switch (kind) {
            case TEXT -> in.readText();
            case BYTES -> in.readBytes();
            case URI -> java.net.URI.create(in.readText());
            case PATH -> Path.of(in.readText());
            case UUID -> readUuid(in);
        };
    }

    private static void writePath(CborOutput out, Path value) {
        if (value.getFileSystem() != FileSystems.getDefault()) {
            throw Faults.unsupported(out.place(), "a path in a file system of its own (" + value.getFileSystem() + ")");
        }
        out.writeText(value.toString());
    }

    private static void writeUuid(CborOutput out, UUID value) {
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        out.writeBytes(bytes.array());
    }

    private static UUID readUuid(CborInput in) {
        byte[] bytes = in.readBytes();
        if (bytes.length != 16) {
            throw Faults.mismatch(in.place(), "a UUID of " + bytes.length + " bytes; it has 16");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** The types. */
    private enum Kind {
        TEXT(String.class),
        BYTES(byte[].class),
        URI(URI.class),
        PATH(Path.class),
        UUID(UUID.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }
}
