package io.sparkactor.agent;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** The production runtime, with a count of the threads that turns and tools have. Thread-safe. */
final class CallbackThreads {

    private final AtomicInteger running = new AtomicInteger();

    int running() {
        return running.get();
    }

    RuntimeHooks hooks() {
        RuntimeHooks production = RuntimeHooks.production();
        return (RuntimeHooks) Proxy.newProxyInstance(
                RuntimeHooks.class.getClassLoader(),
                new Class<?>[] {RuntimeHooks.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] == ThreadRole.CALLBACK) {
                        return production.startThread(
                                ThreadRole.CALLBACK, (String) arguments[1], counted((Runnable) arguments[2]));
                    }
                    try {
                        return method.invoke(production, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Runnable counted(Runnable body) {
        running.incrementAndGet();
        return () -> {
            try {
                body.run();
            } finally {
                running.decrementAndGet();
            }
        };
    }
}
