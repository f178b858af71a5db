package io.sparkactor.agent.mcp.internal.client;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The response to one request, of which the future of the JDK tells the headers only: the body comes later, and may take as long as the server
 * likes. Tells when the whole has ended, and can be ended before. Thread-safe.
 */
final class WatchedResponse {

    private final Runnable atEnd;

    /** Guarded by this object, as all below. */
    private boolean cancelled;

    private @Nullable CompletableFuture<?> headers;
    private @Nullable Body<?> body;

    /**
     * Has not been sent yet.
     *
     * @param atEnd is run when the response has ended, in whatever way; perhaps twice
     */
    WatchedResponse(Runnable atEnd) {
        this.atEnd = atEnd;
    }

    /** What reads a body in place of this reader. */
    <T> HttpResponse.BodyHandler<T> watch(HttpResponse.BodyHandler<T> reader) {
        return info -> begun(new Body<>(reader.apply(info)));
    }

    /** It comes by this. */
    void sent(CompletableFuture<?> response) {
        boolean late;
        synchronized (this) {
            headers = response;
            late = cancelled;
        }
        if (late) {
            response.cancel(true);
        }
        var _ = response.whenComplete((_, failure) -> {
            if (failure != null) {
                atEnd.run();
            }
        });
    }

    private <T> Body<T> begun(Body<T> reading) {
        boolean late;
        synchronized (this) {
            body = reading;
            late = cancelled;
        }
        if (late) {
            reading.cancel();
        }
        return reading;
    }

    /** Nobody wants it any more: ends it, and with it its connection to the server. */
    void cancel() {
        CompletableFuture<?> sent;
        Body<?> reading;
        synchronized (this) {
            cancelled = true;
            sent = headers;
            reading = body;
        }
        if (sent != null) {
            sent.cancel(true);
        }
        if (reading != null) {
            reading.cancel();
        }
    }

    /** Hands on all that comes until it is cancelled, which is an error for who reads. Its signals exclude each other. */
    private final class Body<T> implements HttpResponse.BodySubscriber<T> {

        private final HttpResponse.BodySubscriber<T> reader;
        private Flow.@Nullable Subscription subscription;
        private boolean ended;

        Body(HttpResponse.BodySubscriber<T> reader) {
            this.reader = reader;
        }

        @Override
        public CompletionStage<T> getBody() {
            return reader.getBody();
        }

        @Override
        public synchronized void onSubscribe(Flow.Subscription given) {
            subscription = given;
            reader.onSubscribe(given);
            if (ended) {
                given.cancel();
                reader.onError(new CancellationException());
            }
        }

        @Override
        public synchronized void onNext(List<ByteBuffer> part) {
            if (!ended) {
                reader.onNext(part);
            }
        }

        @Override
        public synchronized void onError(Throwable failure) {
            if (!ended) {
                ended = true;
                reader.onError(failure);
            }
            atEnd.run();
        }

        @Override
        public synchronized void onComplete() {
            if (!ended) {
                ended = true;
                reader.onComplete();
            }
            atEnd.run();
        }

        synchronized void cancel() {
            if (ended) {
                return;
            }
            ended = true;
            if (subscription != null) {
                subscription.cancel();
                reader.onError(new CancellationException());
            }
            atEnd.run();
        }
    }
}
