package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The result of a call as text for a model. Stateless. */
final class ResultText {

    private ResultText() {}

    /** All texts, one under the other; the structured content if there is no text; a note where something cannot be text. */
    static String of(@Nullable CallToolResult result, int maxCharacters) {
        if (result == null) {
            return "done";
        }
        List<Content> contents = result.content() == null ? List.of() : result.content();
        Object structured = result.structuredContent();
        if (structured != null && contents.stream().noneMatch(TextContent.class::isInstance)) {
            return cut(McpJson.write(structured), maxCharacters);
        }
        String text = contents.stream().map(ResultText::of).collect(Collectors.joining("\n"));
        return cut(text.isEmpty() ? "done" : text, maxCharacters);
    }

    private static String of(Content content) {
        return switch (content) {
            case TextContent text -> text.text();
            case EmbeddedResource embedded when embedded.resource() instanceof TextResourceContents text -> text.text();
            case EmbeddedResource embedded ->
                "[left out: resource " + embedded.resource().uri() + ", which is no text]";
            case ResourceLink link -> "[resource " + link.name() + ": " + link.uri() + "]";
            case ImageContent image -> "[left out: an image, " + image.mimeType() + "]";
            case AudioContent audio -> "[left out: a sound, " + audio.mimeType() + "]";
            default -> "[left out: content of type " + content.type() + "]";
        };
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "… [cut: " + end + " of " + text.length() + " characters]";
    }
}
