package io.sparkactor.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation that is not longer than it may be. Immutable.
 *
 * <p>An exchange begins with what a user says and goes up to the next such message. Where there is too much, the oldest exchanges go as a
 * whole, so that a call of a tool is never parted from its result; {@linkplain ChatMessage.Instructions instructions} and the latest
 * exchange stay, even if they alone are longer.
 *
 * @param messages oldest first
 * @param maxMessages how many messages it holds
 */
public record ConversationHistory(List<ChatMessage> messages, int maxMessages) {

    /**
     * Shortens the messages where there are too many.
     *
     * @throws IllegalArgumentException if {@code maxMessages} is not positive
     */
    public ConversationHistory {
        if (maxMessages < 1) {
            throw new IllegalArgumentException("maxMessages must be positive: " + maxMessages);
        }
        messages = trimmed(messages, maxMessages);
    }

    /** Nothing was said, and there is no bound. */
    public static ConversationHistory empty() {
        return new ConversationHistory(List.of(), Integer.MAX_VALUE);
    }

    /** With more messages at its end. */
    public ConversationHistory plus(List<ChatMessage> more) {
        List<ChatMessage> all = new ArrayList<>(messages);
        all.addAll(more);
        return new ConversationHistory(all, maxMessages);
    }

    private static List<ChatMessage> trimmed(List<ChatMessage> all, int max) {
        int excess = all.size() - max;
        if (excess <= 0) {
            return List.copyOf(all);
        }
        int from = startOfRest(all, excess);
        List<ChatMessage> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i >= from || all.get(i) instanceof ChatMessage.Instructions) {
                kept.add(all.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /** Where the oldest exchange begins that stays, when so many messages have to go. */
    private static int startOfRest(List<ChatMessage> all, int excess) {
        int start = 0;
        int gone = 0;
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case ChatMessage.User _ -> {
                    if (gone >= excess) {
                        return i;
                    }
                    start = i;
                    gone++;
                }
                case ChatMessage.Instructions _ -> {}
                default -> gone++;
            }
        }
        return start; // the latest exchange
    }
}
