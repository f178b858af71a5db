package io.sparkactor.agent.mcp.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of tools are listed, whatever became of the list before. */
@Timeout(60)
class ChangesTest {

    @Test
    void anErrorInOneListingDoesNotKeepTheNextChangeFromBeingListed() throws Exception {
        var listings = new AtomicInteger();
        var listed = new CountDownLatch(1);
        var changes = new Changes("server", () -> {
            if (listings.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("for once");
            }
            listed.countDown();
        });
        changes.request();
        Await.until("the first listing", Duration.ofSeconds(30), () -> listings.get() == 1);
        changes.request();

        assertThat(listed.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
