package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.SessionTable.Answer;
import io.sparkactor.remote.internal.session.SessionTable.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dial finds its session, or learns that there is none. */
class SessionTableTest {

    private static final SystemId PEER = SystemId.ofName("left");

    private final SessionTable<String> table = new SessionTable<>(2);

    private static SessionKey key(String instance, long number) {
        return new SessionKey(PEER, instance, number);
    }

    private Answer<String> dialled(SessionKey key, boolean answered) {
        return table.dialled(key, answered, () -> key.instance() + key.number());
    }

    @Test
    void theFirstDialCreatesASessionAndLaterOnesResumeIt() {
        assertThat(dialled(key("i", 1), false)).isEqualTo(new Answer<>(Verdict.CREATED, "i1", List.of()));
        assertThat(dialled(key("i", 1), true)).isEqualTo(new Answer<>(Verdict.RESUMED, "i1", List.of()));
    }

    @Test
    void aDialWhoseAnswerWasLostFindsItsSession() {
        dialled(key("i", 1), false);
        assertThat(dialled(key("i", 1), false)).isEqualTo(new Answer<>(Verdict.RESUMED, "i1", List.of()));
    }

    @Test
    void anUnknownSessionIsNotResumedUnderItsOldNumber() {
        assertThat(dialled(key("i", 1), true)).isEqualTo(new Answer<>(Verdict.UNKNOWN, null, List.of()));
        assertThat(table.size()).isZero();
    }

    @Test
    void aSessionThatHasEndedIsUnknown() {
        dialled(key("i", 1), false);
        table.end(key("i", 1));
        assertThat(dialled(key("i", 1), true).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void theEndOfAnOlderSessionLeavesTheNewerOneAlone() {
        dialled(key("i", 2), false);
        table.end(key("i", 1));
        assertThat(dialled(key("i", 2), true).verdict()).isEqualTo(Verdict.RESUMED);
    }

    @Test
    void aPeerThatWasRestartedEndsTheOldSession() {
        dialled(key("old", 1), false);
        assertThat(dialled(key("new", 1), false)).isEqualTo(new Answer<>(Verdict.CREATED, "new1", List.of("old1")));
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aNewSessionEndsTheOneThatWasGivenUp() {
        dialled(key("i", 1), false);
        assertThat(dialled(key("i", 2), false)).isEqualTo(new Answer<>(Verdict.CREATED, "i2", List.of("i1")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDialThatWasOvertakenEndsNothing(boolean answered) {
        dialled(key("i", 2), false);
        assertThat(dialled(key("i", 1), answered)).isEqualTo(new Answer<>(Verdict.UNKNOWN, null, List.of()));
        assertThat(dialled(key("i", 2), true).verdict()).isEqualTo(Verdict.RESUMED);
    }

    @Test
    void thereAreNoMoreSessionsThanTheLimit() {
        dialled(new SessionKey(SystemId.ofName("a"), "i", 1), false);
        dialled(new SessionKey(SystemId.ofName("b"), "i", 1), false);
        assertThat(dialled(key("i", 1), false).verdict()).isEqualTo(Verdict.TOO_MANY);
        assertThat(dialled(new SessionKey(SystemId.ofName("b"), "j", 1), false).verdict())
                .isEqualTo(Verdict.CREATED);
    }

    @Test
    void theHandshakeNamesASessionByItsNumber() throws SessionException {
        SessionKey key = key("i", 7);
        assertThat(SessionKey.of(PEER, "i", key.session())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "9223372036854775808"})
    void whatIsNoNumberNamesNoSession(String session) {
        assertThatThrownBy(() -> SessionKey.of(PEER, "i", session)).isInstanceOf(SessionException.class);
    }
}
