package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.replay.Emitter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What configuration and operators ask of one engine's strategies. Every engine keeps the settings of every strategy until it is enabled for the first
 * time; then the engine that its setting {@code engine} names hosts it for ever, and the others forget it. That follows from facts alone, so all engines
 * agree. What fits no strategy at all is answered by the default engine, so that there is one answer.
 */
final class Control {
    private static final Pattern ENGINE = Pattern.compile("strategy(-[a-z0-9]{1,16})?");
    private static final String SETTINGS = "strategy-settings";
    private static final String COMMAND = "strategy-command";

    private final String engine;
    private final Roster roster;
    private final Combination combination;
    private final StrategyRecords records;
    private final Caller caller;

    Control(String engine, Roster roster, Combination combination, StrategyRecords records, Caller caller) {
        if (!isEngine(engine)) {
            throw new IllegalArgumentException(
                    "expected an engine such as strategy or strategy-2, found '" + engine + "'");
        }
        this.engine = engine;
        this.roster = roster;
        this.combination = combination;
        this.records = records;
        this.caller = caller;
    }

    static boolean isEngine(String name) {
        return ENGINE.matcher(name).matches();
    }

    void onConfig(String key, String value, long nowNanos, Emitter out) {
        String[] parts = key.split("\\.", 3);
        if (key.equals("strategies.combine")) {
            combine(value, out);
        } else if (parts[0].equals("strategy") && parts.length < 3) {
            refuse(SETTINGS, "expected strategy.<name>.<parameter>, found '" + key + "'", out);
        } else if (parts[0].equals("strategy")) {
            Hosted hosted;
            try {
                hosted = roster.findOrAdd(OrderId.strategy(parts[1]));
            } catch (IllegalArgumentException e) {
                refuse(SETTINGS, String.valueOf(e.getMessage()), out);
                return;
            }
            caller.calls(hosted);
            hosted.desk.at(nowNanos, out);
            switch (parts[2] + "=" + value) {
                case "enabled=true" -> enable(hosted, out);
                case "enabled=false" -> hosted.disable("disabled", out);
                default -> set(hosted, parts[2], value, out);
            }
        }
    }

    private void combine(String value, Emitter out) {
        if (value.equals("true") || value.equals("false")) {
            combination.turn(value.equals("true"));
        } else {
            refuse(SETTINGS, "strategies.combine: expected one of [false, true], found '" + value + "'", out);
        }
    }

    private void set(Hosted hosted, String parameter, String value, Emitter out) {
        if (parameter.equals(Hosted.ENGINE) && !isEngine(value) && hosted.status != Hosted.Status.ELSEWHERE) {
            String found = hosted.name() + ": engine: expected strategy or strategy-<letters or digits>, found '"
                    + value + "'; the former value holds";
            refuse(SETTINGS, found, out);
        } else {
            hosted.set(parameter, value, out);
        }
    }

    private void enable(Hosted hosted, Emitter out) {
        if (hosted.status == Hosted.Status.CONFIGURED && !hosted.engine().equals(engine)) {
            hosted.leave();
        }
        if (hosted.status != Hosted.Status.ELSEWHERE) {
            hosted.enable(out);
        }
    }

    /** {@code strategy NAME start|stop|resume|mode MODE}; other commands are not ours. */
    void onCommand(String who, String what, String why, long nowNanos, Emitter out) {
        String[] words = what.strip().split("\\s+", -1);
        if (!words[0].equals("strategy")) {
            return;
        }
        String verb = words.length < 3 ? "" : words[2];
        boolean fits = verb.equals("mode")
                ? words.length == 4
                : words.length == 3 && (verb.equals("start") || verb.equals("stop") || verb.equals("resume"));
        if (!fits) {
            refuse(COMMAND, "expected strategy NAME start|stop|resume|mode MODE, found '" + what + "'", out);
            return;
        }
        Hosted hosted = known(words[1]);
        if (hosted == null) {
            refuse(COMMAND, "expected a strategy that has settings, found '" + words[1] + "'", out);
            return;
        }
        caller.calls(hosted);
        hosted.desk.at(nowNanos, out);
        if (verb.equals("start") && !hosted.isEnabled()) {
            enable(hosted, out);
        } else if (isOurs(hosted)) {
            command(hosted, verb, words[words.length - 1], verb + " by " + who + ": " + why, out);
        }
    }

    private void command(Hosted hosted, String verb, String last, String detail, Emitter out) {
        if (verb.equals("mode")) {
            mode(hosted, last, out);
        } else if (verb.equals("stop") && hosted.isEnabled()) {
            hosted.disable(detail, out);
        } else if (verb.equals("resume") && hosted.status == Hosted.Status.QUARANTINED) {
            hosted.resume(detail, out);
        } else {
            String wanted = switch (verb) {
                case "start" -> "not enabled";
                case "stop" -> "enabled";
                default -> "in quarantine";
            };
            String found = hosted.name() + ": expected a strategy that is " + wanted + " to " + verb + ", found it "
                    + hosted.status;
            records.alert(COMMAND, found, out);
        }
    }

    private void mode(Hosted hosted, String mode, Emitter out) {
        Parameter declared = CommonSettings.DECLARED.get(0);
        if (declared.choices().contains(mode)) {
            hosted.set(CommonSettings.MODE, mode, out);
        } else {
            String found = hosted.name() + ": mode: expected one of " + declared.choices() + ", found '" + mode + "'";
            records.alert(COMMAND, found, out);
        }
    }

    private @Nullable Hosted known(String name) {
        try {
            return roster.find(OrderId.strategy(name));
        } catch (IllegalArgumentException e) {
            return null; // no strategy can have this name
        }
    }

    /** True if this engine hosts it, or would if it were enabled. */
    boolean isOurs(Hosted hosted) {
        return hosted.status == Hosted.Status.CONFIGURED
                ? hosted.engine().equals(engine)
                : hosted.status != Hosted.Status.ELSEWHERE;
    }

    /** Of what concerns no strategy one engine speaks. */
    void refuse(String alert, String detail, Emitter out) {
        if (engine.equals(Strategies.DEFAULT_ENGINE)) {
            records.alert(alert, detail, out);
        }
    }
}
