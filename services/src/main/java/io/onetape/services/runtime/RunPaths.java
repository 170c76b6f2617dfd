package io.onetape.services.runtime;

import java.nio.file.Path;

/** Where everything of one run stands, under one folder. */
public record RunPaths(Path folder) {
    /** The tape. */
    public Path tape() {
        return folder.resolve("tape");
    }

    /** The outbox of a source. */
    public Path outbox(String source) {
        return outboxes().resolve(source);
    }

    /** The outboxes of all sources. */
    public Path outboxes() {
        return folder.resolve("outbox");
    }

    /** How far a service has come: a small mapped file. */
    public Path progress(String service) {
        return folder.resolve("progress").resolve(service);
    }

    /** A service's snapshots. */
    public Path snapshots(String service) {
        return folder.resolve("snapshots").resolve(service);
    }

    /** The hot cache. */
    public Path cache() {
        return folder.resolve("cache");
    }

    /** What a process logs: one JSON object a line. Older ones stand beside it. */
    public Path log(String process) {
        return folder.resolve("logs").resolve(process + ".log");
    }

    /** What a process's JVM printed besides: nothing, as a rule. */
    public Path printed(String process) {
        return folder.resolve("logs").resolve(process + ".out");
    }

    /** Strategies' JARs, by their hash. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /** What was set aside, and can be put back by hand. */
    public Path trash() {
        return folder.resolve("trash");
    }

    /** How the supervisor, its processes and the command talk: small files. */
    public Path control() {
        return folder.resolve("control");
    }

    /** While this file exists no gateway sends anything that raises exposure. */
    public Path haltLatch() {
        return folder.resolve("halt");
    }
}
