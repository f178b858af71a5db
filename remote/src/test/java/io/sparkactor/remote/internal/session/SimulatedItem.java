package io.sparkactor.remote.internal.session;

import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Sequenced;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What is sent in a simulation. Immutable.
 *
 * @param number which of its sender's items
 * @param size how many bytes its payload has, if it has one
 * @param failure whether it is the failure of an ask or a control, and not a message
 * @param obsolete whether nobody wants it any more when it could be sent
 */
record SimulatedItem(int number, int size, boolean failure, boolean obsolete) {

    Sequenced frame(long seq) {
        if (failure) {
            String name = Integer.toString(number);
            return number % 2 == 0
                    ? new AskFailure(seq, name, new FailureCause.Stopped())
                    : new Control(seq, ControlVerb.EXITED, name, name, ExitData.Plain.NORMAL);
        }
        byte[] payload = new byte[size];
        ByteBuffer.wrap(payload).putInt(number);
        return TestFrames.message(seq, "target", null, false, SessionFrame.FOREVER, Map.of(), null, payload);
    }

    /** The number of the item that a frame was made of. */
    static int number(Sequenced frame) {
        return switch (frame) {
            case Message message -> ByteBuffer.wrap(message.payload()).getInt();
            case AskFailure failure -> Integer.parseInt(failure.asker());
            case Control control -> Integer.parseInt(control.to());
        };
    }
}
