package io.onetape.services.config.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be hosted, in the order of start: who is read from starts before who reads. A clean stop goes the other way. */
public enum ServiceKind {
    /** The one appender of the tape. */
    SEQUENCER(true),
    MARKETDATA(true),
    /** A strategy engine; the further ones are {@code strategy-2} to {@code strategy-9}. */
    STRATEGY(true),
    RISK(true),
    EXECUTION(true),
    ACCOUNT(true),
    /** The simulated venue; not started in observe mode. */
    VENUE(false),
    /** The hot cache in shared memory. */
    CACHE(false),
    /** The endpoint for readers on other machines. */
    REMOTE(false),
    /** Lets time pass. */
    CLOCK(true),
    /** Brings the market: last, when all others are there. */
    FEED(false);

    /** The most strategy engines. */
    public static final int MAX_ENGINES = 9;

    private final boolean required;

    ServiceKind(boolean required) {
        this.required = required;
    }

    /** True if no system runs without it. */
    public boolean isRequired() {
        return required;
    }

    /** As it stands in a configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of the service with this name; empty if there is none. */
    public static Optional<ServiceKind> of(String service) {
        for (ServiceKind kind : values()) {
            if (kind.text().equals(service)
                    || (kind == STRATEGY && service.matches("strategy-[2-" + MAX_ENGINES + "]"))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Every name that a service may have. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (ServiceKind kind : values()) {
            names.add(kind.text());
        }
        for (int i = 2; i <= MAX_ENGINES; i++) {
            names.add("strategy-" + i);
        }
        return names;
    }
}
