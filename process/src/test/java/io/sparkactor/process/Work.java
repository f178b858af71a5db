package io.sparkactor.process;

import io.sparkactor.ActorRef;
import io.sparkactor.Request;
import java.util.List;
import java.util.Map;

/** What the worker of these tests can be told. */
sealed interface Work {

    /** Where the worker runs. */
    record WhichProcess() implements Work, Request<Work, Place> {}

    /** A process and a thread there. */
    record Place(long pid, String thread) {}

    /** Work that takes so long. */
    record Busy(int millis) implements Work, Request<Work, Long> {}

    /** Sleeps so long. */
    record Nap(int millis) implements Work, Request<Work, Long> {}

    /** Sets the interrupt flag, and replies. */
    record BeInterrupted() implements Work, Request<Work, Long> {}

    /** Says the greeting of the constructor, and the name. */
    record Greet(String name) implements Work, Request<Work, String> {}

    /** Brings bytes back. */
    record Echo(byte[] bytes, List<String> names, Map<String, Integer> numbers)
            implements Work, Request<Work, Echoed> {}

    /** The bytes again. */
    record Echoed(byte[] bytes, List<String> names, Map<String, Integer> numbers) {}

    /** Tells something to somebody else. */
    record Pass(ActorRef<String> target, String text) implements Work {}

    /** Replies with the very ref. */
    record GiveBack(ActorRef<String> ref) implements Work, Request<Work, Given> {}

    /** A ref. */
    record Given(ActorRef<String> ref) {}

    /** Replies after the handler has returned. */
    record Later(int millis) implements Work, Request<Work, String> {}

    /** Hands the message to somebody else. */
    record HandOn(ActorRef<Work> target) implements Work, Request<Work, String> {}

    /** Asks somebody, which is not allowed. */
    record AskSomebody(ActorRef<String> target) implements Work, Request<Work, String> {}

    /** Reads a header of its message. */
    record ReadHeader(String name) implements Work {}

    /** Replies with something that nobody has allowed. */
    record ReplyWrongly() implements Work, Request<Work, Object> {}

    /** Throws. */
    record Fail(String text) implements Work, Request<Work, String> {}

    /** Stops itself. */
    record StopYourself() implements Work {}

    /** How to end without a word. */
    enum End {
        EXIT_SILENTLY,
        EXIT_WITH_CODE,
        KILL_ITSELF,
        HALT_ALL_THREADS,
        SPIN,
        ALLOCATE,
        PRINT_A_GIGABYTE
    }

    /** Ends in a way. */
    record Die(End how) implements Work, Request<Work, String> {}

    /** Tells somebody that it begins, and never ends. */
    record SpinOnceSaid(ActorRef<String> target) implements Work {}

    /** Leaves a thread running. */
    record LeaveThread() implements Work, Request<Work, String> {}

    /** Where files without a folder are. */
    record WorkingFolder() implements Work, Request<Work, String> {}
}
