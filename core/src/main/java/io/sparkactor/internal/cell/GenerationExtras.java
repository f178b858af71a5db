package io.sparkactor.internal.cell;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of an envelope that is for one life of its receiver. Immutable but for what all have. */
final class GenerationExtras extends EnvelopeExtras {

    final int generation;

    GenerationExtras(Map<String, String> headers, long expiresAt, @Nullable String id, int generation) {
        super(headers, null, expiresAt, id);
        this.generation = generation;
    }
}
