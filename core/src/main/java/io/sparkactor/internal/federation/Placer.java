package io.sparkactor.internal.federation;

import io.sparkactor.Actor;
import io.sparkactor.ActorNameTakenException;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.FrameworkActor;
import io.sparkactor.internal.events.Failures;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes one actor for a member, answers, and ends. The constructor and {@code preStart} of the new actor run in its turn. */
final class Placer extends Actor<Placer.Job> implements FrameworkActor {

    /**
     * What is to be made.
     *
     * @param message what is answered
     * @param order what was asked for
     * @param type its class, of those that are hosted
     * @param owner who has asked
     * @param steward who is told
     */
    record Job(
            Message<Object> message, PlacementOrder order, Class<?> type, SystemId owner, ActorRef<Object> steward) {}

    @Override
    protected void process(Message<Job> message) {
        Job job = message.content();
        try {
            make(job);
        } catch (ActorNameTakenException e) {
            refuse(job, Reason.NAME_TAKEN, e);
        } catch (Exception e) {
            refuse(job, Reason.CREATION_FAILED, e);
        } finally {
            stop();
        }
    }

    private void make(Job job) {
        ActorRef<?> made = context().syndicate().createActor(job.order().spec(job.type()));
        if (BaseRef.of(job.message().sender()).isAskEnded()) {
            context().stop(made); // nobody would ever have its ref
            return;
        }
        tell(new Lodgers.Lodged(made, job.owner(), job.order().tied()), job.steward());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(Words.OP, Words.PLACED);
        answer.put(Words.ACTOR, made.id().uuid());
        if (!job.message().reply(answer).accepted()) {
            context().stop(made);
        }
    }

    private static void refuse(Job job, Reason reason, Exception thrown) {
        job.message().reply(Doorman.refusal(reason, Failures.text(thrown)));
    }
}
