package io.onetape.services.config.topology;

import io.onetape.services.config.schema.Nearest;
import io.onetape.services.config.schema.Values;
import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the section {@code processes} of an effective tree and checks what no schema can say. Used once, on one thread. */
public final class TopologyReader {
    private final Values root;
    private final List<Problem> problems;
    private final Map<String, Place> hosted = new TreeMap<>();

    private TopologyReader(Values root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The topology; adds what is wrong with it, and is not to be used then. */
    public static Topology read(Values root, List<Problem> problems) {
        return new TopologyReader(root, problems).topology();
    }

    private Topology topology() {
        Mapping section = root.section("processes").mapping();
        List<ProcessSpec> processes = new ArrayList<>();
        section.entries().forEach((name, entry) -> {
            List<ServiceSpec> services = services(name, (Mapping) entry.value());
            if (!services.isEmpty()) {
                processes.add(process(name, new Values((Mapping) entry.value()), services));
            }
        });
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.isRequired() && !hosted.containsKey(kind.text())) {
                problem(
                        section.place(),
                        "processes",
                        "found no process with the service '" + kind.text() + "', expected one");
            }
        }
        processes.sort(
                Comparator.comparing((ProcessSpec process) -> process.services().get(0)));
        return new Topology(withPorts(processes));
    }

    private List<ServiceSpec> services(String process, Mapping from) {
        List<ServiceSpec> services = new ArrayList<>();
        Items items = (Items) from.find("services").orElseThrow();
        for (int i = 0; i < items.values().size(); i++) {
            Scalar item = (Scalar) items.values().get(i);
            String name = item.text();
            String key = "processes." + process + ".services[" + i + "]";
            ServiceKind kind = ServiceKind.of(name).orElse(null);
            if (kind == null) {
                List<String> names = ServiceKind.names();
                problem(
                        item.place(),
                        key,
                        "found the service '" + name + "', expected one of " + names + Nearest.hint(name, names));
                continue;
            }
            Place former = hosted.putIfAbsent(name, item.place());
            if (former != null) {
                problem(
                        item.place(),
                        key,
                        "found the service '" + name + "' a second time, expected it once: the first is at " + former);
            }
            services.add(new ServiceSpec(name, kind));
        }
        return services;
    }

    private ProcessSpec process(String name, Values from, List<ServiceSpec> services) {
        Values restart = from.section("restart");
        Values snapshot = from.section("snapshot");
        checkJvmArguments(name, from);
        checkBackOff(name, restart);
        Values hang = from.section("hang");
        checkHang(name, hang);
        return new ProcessSpec(
                name,
                services,
                new PauserSpec(from.constant("pauser", PauserKind.class), from.nanos("park")),
                from.bytes("heap"),
                from.texts("jvm"),
                new RestartPolicy(
                        (int) restart.whole("maximum"),
                        restart.nanos("window"),
                        restart.nanos("backOff"),
                        restart.nanos("backOffCap"),
                        restart.decimal("jitter")),
                new HangPolicy(hang.nanos("turn"), hang.nanos("call")),
                new SnapshotPolicy(snapshot.whole("records"), snapshot.nanos("every"), (int) snapshot.whole("keep")),
                from.countOr("healthPort", -1),
                from.constant("logLevel", LogLevel.class));
    }

    private void checkJvmArguments(String process, Values from) {
        Items items = (Items) from.mapping().find("jvm").orElseThrow();
        for (int i = 0; i < items.values().size(); i++) {
            Scalar item = (Scalar) items.values().get(i);
            if (item.text().startsWith("-Xmx") || item.text().startsWith("-XX:MaxHeapSize")) {
                problem(
                        item.place(),
                        "processes." + process + ".jvm[" + i + "]",
                        "found " + item.text() + ", expected the key 'heap' to say it");
            }
        }
    }

    private void checkBackOff(String process, Values restart) {
        if (restart.nanos("backOff") > restart.nanos("backOffCap")) {
            problem(
                    restart.mapping().find("backOff").orElseThrow().place(),
                    "processes." + process + ".restart.backOff",
                    "found " + restart.text("backOff") + ", expected at most the backOffCap of "
                            + restart.text("backOffCap"));
        }
    }

    private void checkHang(String process, Values hang) {
        if (hang.nanos("call") >= hang.nanos("turn")) {
            problem(
                    hang.mapping().find("call").orElseThrow().place(),
                    "processes." + process + ".hang.call",
                    "found " + hang.text("call") + ", expected less than the turn of " + hang.text("turn"));
        }
    }

    /** In the order of start, and each port once. */
    private List<ProcessSpec> withPorts(List<ProcessSpec> processes) {
        int base = root.section("health").port("portBase");
        Map<Integer, String> taken = new TreeMap<>();
        List<ProcessSpec> with = new ArrayList<>();
        for (ProcessSpec process : processes) {
            int next = base == 0 ? 0 : base + with.size();
            int port = process.healthPort() < 0 ? next : process.healthPort();
            String other = port == 0 ? null : taken.putIfAbsent(port, process.name());
            if (other != null) {
                Mapping section = root.section("processes").mapping();
                problem(
                        section.keyPlace(process.name()),
                        "processes." + process.name() + ".healthPort",
                        "found the port " + port + ", expected another one than that of the process '" + other + "'");
            }
            with.add(new ProcessSpec(
                    process.name(),
                    process.services(),
                    process.pauser(),
                    process.heapBytes(),
                    process.jvmArguments(),
                    process.restart(),
                    process.hang(),
                    process.snapshots(),
                    port,
                    process.logLevel()));
        }
        return with;
    }

    private void problem(Place place, String key, String message) {
        problems.add(new Problem(place, key, message));
    }
}
