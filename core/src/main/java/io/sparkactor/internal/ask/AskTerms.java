package io.sparkactor.internal.ask;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.AskWrongReplyException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SparkException;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import java.lang.invoke.MethodType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, by whom and of whom, since when and until when. Immutable.
 *
 * @param asker the actor that asks, null if something else does
 * @param target who was asked
 * @param request what was asked
 * @param replyType what the reply must be, null if javac has checked it
 * @param startedNanos when
 * @param deadlineNanos until when
 * @param outerDeadline whether that is the deadline of the ask that is being handled
 */
record AskTerms(
        @Nullable ActorCell<?> asker,
        BaseRef<?> target,
        Object request,
        @Nullable Class<?> replyType,
        long startedNanos,
        long deadlineNanos,
        boolean outerDeadline) {

    /** The reply as the asker wants it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the type is javac's or was checked just here
    <R> R checked(Object reply) {
        if (replyType != null
                && !MethodType.methodType(replyType).wrap().returnType().isInstance(reply)) {
            throw new AskWrongReplyException(facts(), replyType, reply.getClass());
        }
        return (R) reply;
    }

    /** The exception for a failure, which operators are told of. */
    SparkException exception(AskFailure failure) {
        AskReport.failed(this, failure);
        return switch (failure) {
            case AskFailure.TimedOut() -> new AskTimeoutException(facts(), outerDeadline);
            case AskFailure.HandlerThrew(Throwable cause) -> new AskFailedException(facts(), cause);
            case AskFailure.TargetStopped() -> new AskTargetStoppedException(facts());
            case AskFailure.Refused refused -> refused(refused.reason());
            case AskFailure.Cycle(var path) -> new AskCycleException(facts(), path);
            case AskFailure.AskerStopped() ->
                new ActorStoppedException("the actor was told to stop while its ask to " + target.path() + " waited");
            case AskFailure.Interrupted() ->
                new WaitInterruptedException("the ask to " + target.path() + " was interrupted");
        };
    }

    private SparkException refused(DeadLetterReason reason) {
        return AskReport.isEnd(reason)
                ? new AskTargetStoppedException(facts())
                : new AskRefusedException(facts(), reason);
    }

    private AskException.Facts facts() {
        long elapsed = target.core().hooks().nanoTime() - startedNanos;
        return new AskException.Facts(target.path(), request.getClass(), target.depth(), Duration.ofNanos(elapsed));
    }
}
