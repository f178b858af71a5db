package io.sparkactor.concurrency.ledger;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.ledger.LedgerBook;
import io.sparkactor.internal.ledger.OutsideCell;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A thread outside sends while a close begins.
 *
 * <p>The hole: the sender counts its offer and then looks whether the close has begun; the close begins and then looks whether a send is
 * under way. Without full fences both look past each other, and a message is accepted behind the close.
 *
 * <p>Result: whether the sender sees the close, whether the close believes that no send is under way.
 */
@JCStressTest
@Outcome(
        id = {"true, false", "true, true"},
        expect = ACCEPTABLE,
        desc = "the sender is refused")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the close waits for the sender")
@Outcome(id = "false, true", expect = FORBIDDEN, desc = "a send behind the close")
@State
public class OfferVersusCloseTest {

    private final LedgerBook book = new LedgerBook();
    private final @Nullable OutsideCell own = book.outside();
    private volatile boolean closing;

    @Actor
    public void sender(ZZ_Result result) {
        book.countOfferedOutside(own);
        result.r1 = closing;
    }

    @Actor
    public void closer(ZZ_Result result) {
        closing = true;
        result.r2 = book.areSendsFromOutsideDone();
    }
}
