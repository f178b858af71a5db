package io.sparkactor.process.internal.child;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.FrameWriter;
import io.sparkactor.process.internal.wire.RefText;
import io.sparkactor.spi.Codec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;

/** What is rehearsed: the whole life of an actor that answers a few questions. Stateless. */
final class Play {

    private static final int MESSAGES = 20;

    private Play() {}

    /** What the actor is asked. */
    sealed interface Part {

        /** A question of usual components. */
        record Question(String text, int number, List<Long> numbers, byte[] bytes)
                implements Part, Request<Part, Answer> {}

        /** Its answer. */
        record Answer(String text, double number) implements Part {}
    }

    /** Answers. */
    static final class Player extends Actor<Part> {

        @Override
        protected void process(Message<Part> message) {
            if (message.content() instanceof Part.Question question) {
                message.reply(question, new Part.Answer(question.text(), question.number()));
            }
        }
    }

    /** Where it is played. */
    interface Stage {

        /** Makes a step. */
        void step(FrameKind kind, BodyWriter body) throws IOException;
    }

    static void perform(Stage stage) throws IOException {
        Codec codec = CborCodec.builder().allow(Part.class).build();
        String self = new RefText(-1, "system", "actor", "spark://rehearsal/player").text();
        BodyWriter making = new BodyWriter()
                .text(self)
                .text(Player.class.getName())
                .number(1)
                .text(Part.class.getName())
                .rest(codec.encode(List.of()));
        stage.step(FrameKind.MAKE, making);
        stage.step(FrameKind.PRE_START, new BodyWriter());
        for (int i = 0; i < MESSAGES; i++) {
            byte[] content = codec.encode(new Part.Question("how many?", i, List.of(1L, 2L), new byte[16]));
            stage.step(FrameKind.PROCESS, new BodyWriter().text(self).number(0).rest(content));
        }
        stage.step(FrameKind.POST_STOP, new BodyWriter());
    }

    /** Plays it to nobody, in a child that waits for work, so that its first actor need not wait for classes. */
    static void alone() throws IOException {
        Instance<Part> instance = new Instance<>(new FrameWriter(Channels.newChannel(OutputStream.nullOutputStream())));
        perform((kind, body) -> {
            Frame frame = Frame.of(kind, 1, body);
            switch (kind) {
                case MAKE -> instance.make(frame);
                case PRE_START -> instance.preStart(frame);
                case PROCESS -> instance.process(frame);
                default -> instance.postStop(frame);
            }
        });
    }
}
