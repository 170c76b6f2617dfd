package io.onetape.tools.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which code is pure, and what it may not touch: whatever could make two replays of one tape differ. */
final class PureCode {
    private static final Pattern PURE = Pattern.compile(
            "io\\.onetape\\.(services\\.(marketdata|strategy|risk|execution|account|orders|reference)\\..*|backtest\\.venue\\..*"
                    + "|journal\\.sequencer\\.Sequencer(\\$.*)?)");

    /** Clocks of another kind, randomness, threads, sockets, files, formats of the default locale. */
    private static final Pattern FORBIDDEN_TYPES =
            Pattern.compile("java\\.(net\\..*|nio\\.(file|channels)\\..*|text\\..*"
                    + "|io\\.(File.*|RandomAccessFile|Console)"
                    + "|util\\.concurrent\\.(?!TimeUnit$).*"
                    + "|lang\\.(Thread.*|InheritableThreadLocal|Runtime|Process.*)"
                    + "|util\\.(Timer.*|Scanner|Calendar|GregorianCalendar)|time\\.Clock.*)|javax\\.net\\..*");

    private static final Pattern GENERATORS = Pattern.compile(
            "java\\.(util\\.(Random|SplittableRandom|random\\..*|concurrent\\.ThreadLocalRandom)|security\\.SecureRandom)");

    /** Named here because the JDK's results may differ between machines; StrictMath has the same by the bit. */
    private static final Set<String> TRANSCENDENTAL = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot", "random");

    private static final Set<String> DEFAULTS = Set.of(
            "java.util.Locale.getDefault",
            "java.time.ZoneId.systemDefault",
            "java.util.TimeZone.getDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.lang.String.formatted");

    private PureCode() {}

    static DescribedPredicate<JavaClass> isPure() {
        return DescribedPredicate.describe(
                "are pure", type -> PURE.matcher(type.getName()).matches());
    }

    static ArchCondition<JavaClass> dependOnNothingButTheirInputs() {
        return new ArchCondition<>("depend on nothing but their inputs") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target =
                            dependency.getTargetClass().getBaseComponentType().getName();
                    if (FORBIDDEN_TYPES.matcher(target).matches()
                            || GENERATORS.matcher(target).matches()) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (isForbidden(access)) {
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    static ArchCondition<JavaClass> drawNoRandomNumbers() {
        return new ArchCondition<>("draw no random numbers") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (GENERATORS
                            .matcher(dependency.getTargetClass().getName())
                            .matches()) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        List<String> parameters = access.getTarget() instanceof HasParameterTypes target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
        return switch (owner) {
            case "java.lang.System" -> !name.equals("arraycopy");
            case "java.lang.Math" -> TRANSCENDENTAL.contains(name);
            case "java.lang.String" -> isOfDefaultLocaleOrCharset(name, parameters);
            case "java.util.Date" -> name.equals("<init>") && parameters.isEmpty();
            default -> (owner.startsWith("java.time.") && name.equals("now")) || DEFAULTS.contains(owner + '.' + name);
        };
    }

    private static boolean isOfDefaultLocaleOrCharset(String name, List<String> parameters) {
        return switch (name) {
            case "format" -> !parameters.contains("java.util.Locale");
            case "toUpperCase", "toLowerCase", "getBytes" -> parameters.isEmpty();
            case "<init>" ->
                parameters.contains("[B")
                        && !parameters.contains("java.nio.charset.Charset")
                        && !parameters.contains("java.lang.String");
            default -> DEFAULTS.contains("java.lang.String." + name);
        };
    }
}
