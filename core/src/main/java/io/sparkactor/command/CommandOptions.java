package io.sparkactor.command;

import io.sparkactor.ActorRef;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that may be said about a {@link Command} beside what it runs. Written before the command is published, immutable afterwards. */
final class CommandOptions {

    Map<String, String> variables = Map.of();
    boolean environmentReplaced;

    @Nullable
    Path directory;

    @Nullable
    Function<Charset, ? extends @Nullable InputStream> input;

    Charset charset = StandardCharsets.UTF_8;

    @Nullable
    Duration timeout;

    int maxBuffer = Command.DEFAULT_MAX_BUFFER;
    boolean errorOk;

    @Nullable
    ActorRef<? super CommandUpdate> updates;

    @Nullable
    ActorRef<? super CommandStarted> startReport;

    List<String> masks = List.of();
    boolean quiet;

    @Nullable
    ActorRef<? super CommandLog> log;

    @Nullable
    String logTag;

    CommandOptions() {}

    CommandOptions(CommandOptions other) {
        variables = other.variables;
        environmentReplaced = other.environmentReplaced;
        directory = other.directory;
        input = other.input;
        charset = other.charset;
        timeout = other.timeout;
        maxBuffer = other.maxBuffer;
        errorOk = other.errorOk;
        updates = other.updates;
        startReport = other.startReport;
        masks = other.masks;
        quiet = other.quiet;
        log = other.log;
        logTag = other.logTag;
    }
}
