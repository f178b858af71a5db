package io.sparkactor.process.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.process.internal.wire.RefText;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The refs that a process has been given. */
class HandlesTest {

    private final Syndicate syndicate = Syndicate.open("handles");
    private final ActorRef<String> self = actor();
    private final Handles handles = new Handles(self);

    @AfterEach
    void close() {
        syndicate.close();
    }

    private ActorRef<String> actor() {
        return syndicate.createActor(String.class, (context, message) -> {});
    }

    private long send(ActorRef<?> ref) {
        return RefText.parse(handles.encode(ref)).handle();
    }

    @Test
    void oneRefHasOneNumber() {
        ActorRef<String> other = actor();

        assertThat(send(other)).isEqualTo(send(other));
        assertThat(send(self)).isEqualTo(Handles.SELF);
        assertThat(handles.size()).isEqualTo(1);
    }

    @Test
    void aNumberBringsTheVeryRefBack() {
        ActorRef<String> other = actor();

        assertThat(handles.decode(Long.toString(send(other)))).isSameAs(other);
        assertThat(handles.decode(Long.toString(Handles.SELF))).isSameAs(self);
    }

    @Test
    void aForgottenRefIsHeldNoMore() {
        long number = send(actor());

        handles.forget(number, 1);

        assertThat(handles.size()).isZero();
        assertThat(Optional.ofNullable(handles.ref(number))).isEmpty();
        assertThatThrownBy(() -> handles.decode(Long.toString(number))).hasMessageContaining("no longer entitled");
    }

    @Test
    void aRefThatIsOnItsWayAgainIsNotForgotten() {
        ActorRef<String> other = actor();
        long number = send(other);
        long unused = send(other);

        handles.forget(number, 1); // the process had not yet got the second one

        assertThat(handles.ref(number)).isSameAs(other);
        handles.forget(number, 1);
        assertThat(handles.size()).isZero();
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        ActorRef<String> other = actor();
        for (int i = 0; i < 100_010; i++) {
            handles.keep(handles.next(), other);
        }

        assertThat(handles.size()).isEqualTo(100_000);
    }
}
