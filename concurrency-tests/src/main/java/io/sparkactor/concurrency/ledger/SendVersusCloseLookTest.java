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
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A send begins and ends while a close looks whether any is under way, as another one is all the time.
 *
 * <p>The hole: whoever sums up the offers first and what is over behind them misses the new offer and counts its end for the other's.
 *
 * <p>Result: whether the close believes that no send is under way.
 */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "the close waits")
@Outcome(id = "true", expect = FORBIDDEN, desc = "the close overlooks a send")
@State
public class SendVersusCloseLookTest {

    private final LedgerBook book = new LedgerBook();
    private final @Nullable OutsideCell own = book.outside();

    public SendVersusCloseLookTest() {
        book.countOfferedOutside(null);
    }

    @Actor
    public void sender() {
        book.countOfferedOutside(own);
        book.countDoneOutside(own);
    }

    @Actor
    public void closer(Z_Result result) {
        result.r1 = book.areSendsFromOutsideDone();
    }
}
