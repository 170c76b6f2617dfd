package io.onetape.services.runtime;

import io.onetape.services.config.topology.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services that have failed for good while their processes run, as their supervisor sees them: each is said once. Single-threaded. */
final class FailedServices {
    private static final Logger LOG = LoggerFactory.getLogger(FailedServices.class);
    private static final long LOOK_NANOS = 500_000_000L;

    private final RunPaths paths;
    private List<RunStatus.ServiceLine> failed = List.of();
    private long lookedNanos = Long.MIN_VALUE;

    FailedServices(RunPaths paths) {
        this.paths = paths;
    }

    /** Before a process is started: what an earlier one said of its services does not count. */
    void forget(String process) {
        ControlFiles.remove(RunStatus.servicesFile(paths, process));
    }

    /** Looks now and then. */
    void watch(List<Child> children, long nowNanos) {
        if (lookedNanos == Long.MIN_VALUE || nowNanos - lookedNanos >= LOOK_NANOS) {
            lookedNanos = nowNanos;
            look(children);
        }
    }

    /** Looks at once. */
    void look(List<Child> children) {
        List<RunStatus.ServiceLine> now = new ArrayList<>();
        for (Child child : children) {
            for (RunStatus.ServiceLine line :
                    RunStatus.services(paths, child.spec().name())) {
                if (line.hasFailed()) {
                    now.add(line);
                    if (!failed.contains(line)) {
                        LOG.error("{} has failed and is not started again: {}", line.service(), line.failure());
                    }
                }
            }
        }
        failed = now;
    }

    boolean isEmpty() {
        return failed.isEmpty();
    }

    boolean hasDamage() {
        return failed.stream().anyMatch(RunStatus.ServiceLine::damage);
    }

    /** True if it was the sequencer: without it nothing happens in a run any more. */
    boolean hasSequencer() {
        return failed.stream().anyMatch(line -> line.service().equals(ServiceKind.SEQUENCER.text()));
    }
}
