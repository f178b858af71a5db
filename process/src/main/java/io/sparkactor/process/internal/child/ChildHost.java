package io.sparkactor.process.internal.child;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.spi.ActorHost;

/**
 * What the instance in this JVM may do. Thread-safe.
 *
 * @param self the actor itself
 * @param link where it sends
 * @param <M> the type of messages
 */
record ChildHost<M>(FarRef<M> self, Link link) implements ActorHost<M> {

    @Override
    public String path() {
        return self.path();
    }

    @Override
    public <T> Delivery tell(T message, ActorRef<? super T> target) {
        return link.tell(link.refs().handleOf(target), message);
    }

    @Override
    public void stop() {
        link.stop();
    }
}
