package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which messages an actor accepts is read from its generic superclass, or given by {@code accepting}. */
@Timeout(60)
class GenericTypeTest {

    private final Syndicate syndicate = Syndicate.open("types");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Does nothing; the base of all here. */
    private abstract static class Base<A, B> extends Actor<B> {

        @Override
        protected void process(Message<B> message) {}
    }

    private static final class Plain extends Base<Integer, String> {}

    private abstract static class Middle<X> extends Base<X, List<X>> {}

    private static final class OfLists extends Middle<String> {}

    private abstract static class Swapped<B, A> extends Base<B, A> {}

    private static final class OfSwapped extends Swapped<String, Integer> {}

    private static final class OfArrays extends Base<Void, String[]> {}

    private static final class OfPrimitiveArrays extends Base<Void, int[]> {}

    private abstract static class ArrayOf<X> extends Base<Void, X[]> {}

    private static final class OfArraysByVariable extends ArrayOf<Number> {}

    private static final class OfGenericArrays extends Base<Void, List<String>[]> {}

    private static final class Bounded<N extends Number> extends Base<Void, N> {}

    private static final class Recursive<C extends Comparable<C>> extends Base<Void, C> {}

    private static final class Box<T> extends Base<Void, T> {}

    @SuppressWarnings("rawtypes")
    private static final class Raw extends Base {

        @Override
        protected void process(Message message) {}
    }

    private sealed interface Command {}

    private record Go() implements Command {}

    private record Other() {}

    private static final class OfCommands extends Base<Void, Command> {}

    private static class Grandparent<T> extends Base<T, Map<String, T>> {}

    private static class Parent extends Grandparent<Integer> {}

    private static final class Child extends Parent {}

    @Test
    void theTypeIsReadThroughAGenericSuperclass() {
        assertTypes(new Plain(), List.of("yes"), List.of(1, 'x', new Object()));
    }

    @Test
    void theTypeIsReadThroughVariablesOfSeveralClasses() {
        assertTypes(new OfLists(), List.of(List.of(), new ArrayList<>(), new LinkedList<>()), List.of("no"));
        assertTypes(new OfSwapped(), List.of(7), List.of("no"));
        assertTypes(new Child(), List.of(Map.of()), List.of(7, "no"));
    }

    @Test
    void arraysAreTypesLikeOthers() {
        assertTypes(new OfArrays(), List.of((Object) new String[0]), List.of(new Object[0], "no", new int[0]));
        assertTypes(new OfPrimitiveArrays(), List.of(new int[0]), List.of(new long[0], new Integer[0]));
        assertTypes(new OfArraysByVariable(), List.of(new Number[0], new Integer[0]), List.of((Object) new String[0]));
        assertTypes(new OfGenericArrays(), List.of(new List<?>[0]), List.of((Object) new String[0]));
    }

    @Test
    void aVariableThatNobodyBindsMeansItsBound() {
        assertTypes(new Bounded<Integer>(), List.of(1, 1.5), List.of("no"));
        assertTypes(new Recursive<String>(), List.of("yes", 1), List.of(new Object()));
        assertTypes(new Box<String>(), List.of("yes", 1, new Object()), List.of());
    }

    @Test
    void aRawSuperclassAcceptsAnything() {
        assertTypes(new Raw(), List.of("yes", 1, new Object()), List.of());
    }

    @Test
    void aSealedProtocolAcceptsItsRecordsAlone() {
        assertTypes(new OfCommands(), List.of(new Go()), List.of(new Other(), "no"));
    }

    @Test
    void anAnonymousClassIsReadToo() {
        assertTypes(
                new Actor<Integer>() {
                    @Override
                    protected void process(Message<Integer> message) {}
                },
                List.of(1),
                List.of("no"));
    }

    @Test
    void aTypeThatIsGivenReplacesTheOneThatWasRead() {
        assertTypes(
                syndicate.createActor(ActorSpec.<String>of(Box::new).accepting(String.class)),
                List.of("yes"),
                List.of(1));
        assertTypes(
                syndicate.createActor(ActorSpec.<Integer>of(Box::new).accepting(Number.class)),
                List.of(1, 1.5),
                List.of("no"));
    }

    @Test
    void theTypeOfOneActorDoesNotRubOffOnAnotherOfTheSameClass() {
        var strings = syndicate.createActor(ActorSpec.<String>of(Box::new).accepting(String.class));
        var numbers = syndicate.createActor(ActorSpec.<Integer>of(Box::new).accepting(Integer.class));
        for (int i = 0; i < 3; i++) {
            assertTypes(strings, List.of("yes"), List.of(1));
            assertTypes(numbers, List.of(1), List.of("no"));
        }
    }

    private void assertTypes(Actor<?> actor, List<?> accepted, List<?> refused) {
        assertTypes(syndicate.createActor(() -> actor), accepted, refused);
    }

    @SuppressWarnings("unchecked") // which is what the check is for
    private static void assertTypes(ActorRef<?> ref, List<?> accepted, List<?> refused) {
        var open = (ActorRef<Object>) ref;
        assertThat(accepted)
                .allSatisfy(content -> assertThat(open.tell(content)).isEqualTo(new Delivery.Accepted()));
        assertThat(refused)
                .allSatisfy(content ->
                        assertThat(open.tell(content)).isEqualTo(new Delivery.Refused(DeadLetterReason.WRONG_TYPE)));
    }
}
