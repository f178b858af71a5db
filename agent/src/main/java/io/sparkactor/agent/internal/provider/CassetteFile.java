package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.internal.json.JsonException;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prompts and their answers in a file of JSON that people can read and change. Thread-safe.
 *
 * <pre>
 * { "cassette" : 1,
 *   "interactions" : [ { "prompt" : { "messages" : [ … ], "tools" : [ … ], "output" : { … } },
 *                        "answer" : { "model" : "…", "text" : [ "Hel", "lo" ], "toolCalls" : [ … ], "usage" : { … } } } ] }
 * </pre>
 *
 * <p>An answer belongs to exactly its prompt, but for secrets, limits and headers, which are not recorded. Where a prompt is there several
 * times, its answers come in turn, and the last one again and again.
 */
public final class CassetteFile {

    private static final int FORMAT = 1;

    private final Path path;
    private final Secrets secrets;

    /** Guarded by this object, as all below. */
    private final ObjectNode content;

    /** By prompt, the answers that have not come yet. */
    private final Map<String, List<JsonNode>> answers = new HashMap<>();

    private CassetteFile(Path path, Secrets secrets, ObjectNode content) {
        this.path = path;
        this.secrets = secrets;
        this.content = content;
        for (JsonNode interaction : content.path("interactions")) {
            index(interaction);
        }
    }

    /** An empty cassette, which overwrites what is there with its first recording. */
    public static CassetteFile empty(Path path, Secrets secrets) {
        ObjectNode content = Json.object().put("cassette", FORMAT);
        content.putArray("interactions");
        return new CassetteFile(path, secrets, content);
    }

    /**
     * A cassette that was recorded.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is no cassette
     */
    public static CassetteFile read(Path path, Secrets secrets) {
        try {
            JsonNode content = Json.read(Files.readString(path));
            if (content instanceof ObjectNode object && content.path("cassette").asInt(0) == FORMAT) {
                return new CassetteFile(path, secrets, object);
            }
            throw new IllegalArgumentException(path + " is no cassette of format " + FORMAT);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no cassette " + path, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the cassette " + path, e);
        } catch (JsonException e) {
            throw new IllegalArgumentException(path + " is no cassette: " + e.getMessage(), e);
        }
    }

    private void index(JsonNode interaction) {
        answers.computeIfAbsent(key(interaction.path("prompt")), key -> new ArrayList<>())
                .add(interaction.path("answer"));
    }

    /** The recorded prompts too are cleaned here: what is secret where one replays need not be so where it was recorded. */
    private String key(JsonNode prompt) {
        return Json.write(secrets.removedFrom(prompt));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The answer to a prompt; null if there is none. */
    synchronized @Nullable JsonNode answerTo(LlmPrompt prompt) {
        List<JsonNode> left = answers.get(key(CassetteJson.prompt(prompt)));
        if (left == null) {
            return null;
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    /**
     * Adds an answer and writes the file, as a whole or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    synchronized void add(LlmPrompt prompt, List<LlmDelta> deltas, LlmAnswer answer) {
        ObjectNode interaction = content.withArray("interactions").addObject();
        interaction.set("prompt", secrets.removedFrom(CassetteJson.prompt(prompt)));
        interaction.set("answer", secrets.removedFrom(CassetteJson.answer(deltas, answer, secrets)));
        index(interaction);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(fresh, Json.writePretty(content) + "\n");
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cassette " + path, e);
        }
    }
}
