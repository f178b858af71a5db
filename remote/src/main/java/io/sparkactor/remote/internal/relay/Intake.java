package io.sparkactor.remote.internal.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.relay.Reading.Pause;
import io.sparkactor.remote.internal.relay.bounds.FrameRate;

/** Counts all that a client sends, parts of messages and pings too, and does not read one for a while that sends too much. On the loop. */
final class Intake extends ChannelInboundHandlerAdapter {

    private final Hub hub;
    private final FrameRate rate;
    private final Reading reading;
    private final LoopTimer timer;

    Intake(Hub hub, Reading reading) {
        this.hub = hub;
        this.reading = reading;
        rate = new FrameRate(hub.settings().limits().framesPerSecond(), hub.now());
        timer = hub.loop().timer(() -> reading.resume(Pause.RATE));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        long wait = rate.add(hub.now());
        if (wait > 0) {
            reading.pause(Pause.RATE);
            timer.inNanos(wait);
        }
        context.fireChannelRead(frame);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        timer.cancel();
    }
}
