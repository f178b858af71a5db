package io.sparkactor.internal.scheduler;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CarrierStarterTest {

    @Test
    void aWarmUpThatFailsDoesNotEndTheStarter() throws InterruptedException {
        var starter = new CarrierStarter(() -> {});
        starter.start();
        var failed = new CountDownLatch(1);
        starter.warmUp(1, () -> {
            failed.countDown();
            throw new IllegalStateException("on purpose");
        });
        Running.await(failed);
        var done = new CountDownLatch(1);
        starter.warmUp(1, done::countDown);
        Running.await(done);
    }
}
