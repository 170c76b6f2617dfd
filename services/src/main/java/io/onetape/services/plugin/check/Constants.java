package io.onetape.services.plugin.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Which types have values that never change, all the way down, so that a static field may hold one. What static fields could keep besides would be shared by
 * all instances of a strategy and be in no snapshot.
 */
final class Constants {
    private static final String SCHEMA = "io/onetape/journal/schema/";
    private static final String LIST = "Ljava/util/List<";

    private static final Set<String> IMMUTABLE = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/math/BigDecimal",
            "java/math/BigInteger",
            "java/math/MathContext",
            "java/math/RoundingMode",
            "java/time/Duration",
            "java/util/concurrent/TimeUnit",
            "io/onetape/journal/reference/Instrument",
            "io/onetape/services/strategy/Parameter",
            "io/onetape/services/strategy/Parameter$Kind",
            "io/onetape/services/strategy/StrategyType");

    private final Map<String, OwnClass> own;

    Constants(Map<String, OwnClass> own) {
        this.own = own;
    }

    boolean isImmutable(String descriptor) {
        return isImmutable(descriptor, new HashSet<>());
    }

    /**
     * True if a type, given with its generic arguments, is a list of immutable elements. The list itself is as immutable as whoever made it chose, see
     * {@link StaticUse}.
     */
    boolean isListOfConstants(@Nullable String signature) {
        return signature != null && isListOfConstants(signature, new HashSet<>());
    }

    private boolean isListOfConstants(String signature, Set<String> assumed) {
        return signature.startsWith(LIST)
                && signature.endsWith(">;")
                && isImmutable(signature.substring(LIST.length(), signature.length() - 2), assumed);
    }

    private boolean isImmutable(String descriptor, Set<String> assumed) {
        Type type = Type.getType(descriptor);
        if (type.getSort() == Type.ARRAY) {
            return false;
        }
        if (type.getSort() != Type.OBJECT) {
            return true;
        }
        String name = type.getInternalName();
        OwnClass of = own.get(name);
        return of != null
                ? isImmutable(of, assumed)
                : IMMUTABLE.contains(name) || (name.startsWith(SCHEMA) && isEnumOfTheSchema(name));
    }

    /** Of the schema's classes enums alone have no suffix, and they have no state. */
    private static boolean isEnumOfTheSchema(String name) {
        return !name.endsWith("Decoder") && !name.endsWith("Encoder");
    }

    /** Final, no superclass of the plug-in's, and no field that is not final and immutable. An enum's constants may have bodies, which are checked as such. */
    private boolean isImmutable(OwnClass of, Set<String> assumed) {
        if (!assumed.add(of.name)) {
            return true; // a type that holds its own kind
        }
        boolean sealed = of.isFinal() || of.isEnum();
        boolean plain = of.superName == null || !own.containsKey(of.superName) || of.isEnum();
        return sealed && plain && mutableField(of, assumed) == null;
    }

    /** The name of a field that makes instances of an own class changeable; null if there is none. */
    @Nullable String mutableField(OwnClass of) {
        return mutableField(of, new HashSet<>());
    }

    private @Nullable String mutableField(OwnClass of, Set<String> assumed) {
        for (Map.Entry<String, OwnClass.Field> entry : of.instanceFields.entrySet()) {
            OwnClass.Field field = entry.getValue();
            boolean constant = field.isFinal()
                    && (isImmutable(field.descriptor(), assumed)
                            || (field.signature() != null && isListOfConstants(field.signature(), assumed)));
            if (!constant) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The compiler's own arrays, of an enum's values and of a switch over an enum; {@link MethodCheck} sees to it that nothing is stored in them. */
    static boolean isCompilers(int access, String name, String descriptor) {
        boolean synthetic = (access & Opcodes.ACC_SYNTHETIC) != 0;
        return synthetic
                && ((isValues(name) && descriptor.startsWith("[L")) || (isSwitchMap(name) && descriptor.equals("[I")));
    }

    static boolean isValues(String name) {
        return name.equals("$VALUES");
    }

    static boolean isSwitchMap(String name) {
        return name.startsWith("$SwitchMap$");
    }
}
