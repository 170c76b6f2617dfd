package io.onetape.services.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.services.ops.log.SecretMask;
import java.util.List;
import java.util.function.Predicate;

/** A yes or a no about a process, and each service that speaks against it, as a small JSON object. Secrets in failures are masked. */
record Verdict(boolean yes, String json) {
    /** Further behind the tape's end than this a service works on what is over. */
    static final long MAXIMUM_BEHIND = 10_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Does it live? */
    static Verdict live(ProcessHealth health) {
        boolean live = health.isLive();
        ObjectNode json = json("live", live);
        if (!live) {
            json.put("why", "the process's loop does not turn");
        }
        return of(live, json);
    }

    /** Is every service there, and at the tape's end or close to it? */
    static Verdict ready(ProcessHealth health) {
        return allServices("ready", health, Verdict::isReady);
    }

    /** The same, asked once: has every service come so far since the process began? */
    static Verdict started(ProcessHealth health) {
        return allServices("started", health, Verdict::isReady);
    }

    /** The answer of whoever has started before. */
    static Verdict startedBefore() {
        return of(true, json("started", true));
    }

    private static Verdict allServices(String question, ProcessHealth health, Predicate<ServiceHealth> ready) {
        List<ServiceHealth> against =
                health.services().stream().filter(ready.negate()).toList();
        boolean live = health.isLive();
        ObjectNode json = json(question, live && against.isEmpty());
        if (!live) {
            json.put("why", "the process's loop does not turn");
        }
        ArrayNode services = json.putArray("services");
        against.forEach(service -> services.addObject()
                .put("service", service.name())
                .put("state", service.state().name())
                .put("consumed", Long.toString(service.consumed()))
                .put("behind", Long.toString(service.behind()))
                .put("failures", service.failures())
                .put("why", SecretMask.mask(why(service))));
        return of(live && against.isEmpty(), json);
    }

    private static boolean isReady(ServiceHealth service) {
        return service.state() == ServiceHealth.State.RUNNING && service.behind() <= MAXIMUM_BEHIND;
    }

    private static String why(ServiceHealth service) {
        return switch (service.state()) {
            case STARTING ->
                service.failure().isEmpty()
                        ? "has not started yet"
                        : "has failed and is started again: " + service.failure();
            case RUNNING ->
                "expected to be at most " + MAXIMUM_BEHIND + " records behind the tape's end, found "
                        + service.behind();
            case STOPPED -> "was stopped";
            case FAILED -> "has failed and is not started again: " + service.failure();
        };
    }

    private static ObjectNode json(String question, boolean yes) {
        return MAPPER.createObjectNode().put("v", 1).put(question, yes);
    }

    private static Verdict of(boolean yes, ObjectNode json) {
        return new Verdict(yes, json + "\n");
    }
}
