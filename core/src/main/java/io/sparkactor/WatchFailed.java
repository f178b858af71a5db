package io.sparkactor;

/**
 * Something cannot be watched any more, and is not; see {@link ActorContext#watch}. The other watches of the actor go on.
 *
 * @param watch what was watched
 * @param cause why: a {@link java.nio.channels.ClosedChannelException} for a closed channel, a {@link
 *     java.nio.file.NoSuchFileException} for a folder that has gone, an {@link java.io.IOException} for a closed output
 */
public record WatchFailed(Watch watch, Exception cause) implements Signal {}
