package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorSpec;
import io.sparkactor.Diagnostics;
import io.sparkactor.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How diagnostics are written down for a terminal and for a log. */
@Timeout(60)
class DiagnosticsTextTest extends DiagnosedSyndicate {

    @Test
    void aTextIsNoLongerThanAskedForAndAccountsForEachActor() {
        syndicate.createActor(ActorSpec.of(() -> new Family(7)).named("family"));
        syndicate.createActor(ActorSpec.of(() -> new Pool(500)).named("pool"));
        Diagnostics diagnostics = syndicate.diagnostics();

        for (int lines = 10; lines < 120; lines++) {
            List<String> text = diagnostics.text(lines).lines().toList();
            assertThat(text).hasSizeLessThanOrEqualTo(lines);
            assertThat(text.stream()
                            .skip(7)
                            .mapToLong(DiagnosticsTextTest::actorsIn)
                            .sum())
                    .isEqualTo(diagnostics.actors().size());
        }
    }

    /** How many actors a line of the tree stands for: one, or those that it says are left out. */
    private static long actorsIn(String line) {
        if (!line.contains("… and ")) {
            return 1;
        }
        long actors = 0;
        for (String word : line.replace(",", "").strip().split(" ", -1)) {
            actors += word.chars().allMatch(Character::isDigit) ? Long.parseLong(word) : 0;
        }
        return actors;
    }

    @Test
    void whoIsInTroubleIsShownHoweverManyIdleOnesThereAre() throws Exception {
        for (int i = 0; i < 1000; i++) {
            syndicate.createActor(ActorSpec.of(() -> new Family(1)).named("house-" + i));
        }
        var database = blocked("database");
        var creator = syndicate.createActor(ActorSpec.handling(
                        String.class,
                        (context, message) -> context.createActor(ActorSpec.handling(
                                                Object.class, (inner, ask) -> database.ask(new Query(), String.class))
                                        .named("stuck"))
                                .tell("go"))
                .named("deep"));
        creator.tell("create");
        Await.until(
                "it waits",
                PATIENCE,
                () -> syndicate.diagnostics().actors().stream()
                        .anyMatch(seen -> seen.name().equals("stuck") && seen.activity() == Activity.WAITING));

        assertThat(syndicate.diagnostics().text(20)).contains("stuck").contains("ask(Query) to spark://shop/database");
    }

    @Test
    void theTextIsATreeInColumns() throws Exception {
        var database = blocked("database");
        var asker = doing("an-asker-of-a-long-name", () -> database.ask(new Query(), String.class));
        awaitIn(Activity.WAITING, asker);
        List<String> text = syndicate.diagnostics().toString().lines().toList();

        assertThat(text.getFirst()).startsWith("spark://shop: 2 actors (1 waiting, 1 blocked), ");
        assertThat(text)
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "database                 HandlerActor  blocked   on spark-shop-worker-\\d+, 2 queued.*"));
        assertThat(text)
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "an-asker-of-a-long-name  HandlerActor  waiting   ask\\(Query\\) to spark://shop/database"
                                        + " for .+, 1 queued.*"));
    }
}
