package io.onetape.services.plugin.check;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Checks one class: what it is, what it extends, its fields, its methods. */
final class ClassCheck extends ClassVisitor {
    /** Java 11 to 17: what is older has looser rules, what is newer cannot be loaded. */
    private static final int OLDEST = Opcodes.V11;

    private static final int NEWEST = Opcodes.V17;
    private static final int MINOR_SHIFT = 16;

    private final Vocabulary words;
    private final Constants constants;
    private final Findings findings;
    private String name = "";

    ClassCheck(Vocabulary words, Constants constants, Findings findings) {
        super(Opcodes.ASM9);
        this.words = words;
        this.constants = constants;
        this.findings = findings;
    }

    @Override
    public void visit(
            int version,
            int access,
            String internalName,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        name = internalName;
        int major = version & 0xFFFF;
        if (major < OLDEST || major > NEWEST || version >>> MINOR_SHIFT != 0) {
            findings.add(
                    name,
                    "expected class file version " + OLDEST + " to " + NEWEST + " (javac --release 17), found " + major
                            + "." + (version >>> MINOR_SHIFT));
        }
        if (superName != null && !words.hasType(superName)) {
            findings.add(name, "extends " + superName);
        }
        for (String each : interfaces == null ? new String[0] : interfaces) {
            if (!words.hasType(each)) {
                findings.add(name, "implements " + each);
            }
        }
        checkEnum(access);
    }

    private void checkEnum(int access) {
        OwnClass self = words.own(name);
        boolean isEnum = (access & Opcodes.ACC_ENUM) != 0
                || (self != null && self.superName != null && isEnum(words.own(self.superName)));
        if (self != null && isEnum) {
            String field = constants.mutableField(self);
            if (field != null) {
                findings.add(name + "." + field, "state of an enum, which all instances of a strategy share");
            }
        }
    }

    private static boolean isEnum(@Nullable OwnClass of) {
        return of != null && of.isEnum();
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        String where = name + "." + field;
        String foreign = words.foreign(Type.getType(descriptor));
        if (foreign != null) {
            findings.add(where, "is a " + foreign);
        }
        if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0) {
            findings.add(where, "static and not final: all instances of a strategy would share it");
        } else if ((access & Opcodes.ACC_STATIC) != 0 && value == null) {
            checkConstant(access, field, descriptor, signature);
        }
        return null;
    }

    private void checkConstant(int access, String field, String descriptor, @Nullable String signature) {
        boolean constant = Constants.isCompilers(access, field, descriptor)
                || constants.isImmutable(descriptor)
                || constants.isListOfConstants(signature)
                || isLambda(descriptor);
        if (!constant) {
            findings.add(
                    name + "." + field,
                    "static and not of an immutable type, found "
                            + Type.getType(descriptor).getClassName() + ": all instances of a strategy would share it");
        }
    }

    /** A lambda's type is as good as what it captures, which {@link MethodCheck} looks at where the field gets its value. */
    private static boolean isLambda(String descriptor) {
        return descriptor.startsWith("Ljava/util/function/") || descriptor.equals("Ljava/util/Comparator;");
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String where = name + "." + method;
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            findings.add(where, "is native");
        }
        if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            findings.add(where, "is synchronized");
        }
        if (method.equals("finalize") && descriptor.equals("()V")) {
            findings.add(where, "is a finalizer");
        }
        String foreign = words.foreign(Type.getMethodType(descriptor));
        if (foreign != null) {
            findings.add(where, "takes or returns a " + foreign);
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        TextUse texts = new TextUse(name, method, isStatic, descriptor, words, findings);
        return new MethodCheck(name, method, words, findings, new StaticUse(name, method, findings, texts));
    }
}
