package io.sparkactor.promises.twins;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Which tests are run once without a twin, among the twins and with no more time than one has.
 *
 * <p>A test that waits in vain because the machine is slow says the same as one that waits in vain because the code is broken. Where such
 * a test passes in the middle of the load, its twins were caught for their own fault. Stateless.
 */
final class Controls {

    private static final int COUNT = 6;

    /** What a failure says that was a wait in vain. */
    private static final List<String> IN_VAIN = List.of("in vain", "nothing came", "TimeoutException", "in time");

    private Controls() {}

    /** Some of these twins, the same each time: first those whose test is to hang, then by a hash, each with another test. */
    static List<Twin> among(List<Twin> twins) {
        var targets = new HashSet<Twin.Target>();
        return twins.stream()
                .filter(Controls::waitsInVain)
                .sorted(Comparator.comparing((Twin twin) -> !hangs(twin))
                        .thenComparing(twin -> twin.name().hashCode()))
                .filter(twin -> targets.add(twin.target()))
                .limit(COUNT)
                .toList();
    }

    /** Seeds take virtual time, and jcstress waits for nothing. */
    private static boolean waitsInVain(Twin twin) {
        return twin.target() instanceof Twin.JunitTarget
                && (hangs(twin) || IN_VAIN.stream().anyMatch(twin.expect()::contains));
    }

    private static boolean hangs(Twin twin) {
        return twin.expect().equals(Twin.TIMEOUT);
    }
}
