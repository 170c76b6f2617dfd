package io.onetape.services.plugin.check;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * How one method uses static fields, instruction by instruction. A list or a lambda comes into a static field straight from {@code List.of},
 * {@code List.copyOf} or a lambda that captures nothing, so that nobody else can change it; and the compiler's own arrays are read where a switch or
 * {@code values()} reads them and go nowhere else.
 */
final class StaticUse extends EachInstruction {
    /** What the instruction before has left on the stack. */
    private enum Before {
        ANYTHING,
        FRESH_LIST,
        FREE_LAMBDA,
        VALUES
    }

    private static final String INITIALIZER = "<clinit>";

    private final String type;
    private final String where;
    private final boolean initializer;
    private final Findings findings;
    private Before before = Before.ANYTHING;
    private boolean inSwitchMap;

    StaticUse(String type, String method, Findings findings, MethodVisitor next) {
        super(next);
        this.type = type;
        this.where = type + "." + method;
        this.initializer = method.equals(INITIALIZER);
        this.findings = findings;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        super.visitFieldInsn(opcode, owner, field, descriptor);
        if (opcode == Opcodes.PUTSTATIC) {
            written(owner.equals(type), field, descriptor);
        }
        boolean read = opcode == Opcodes.GETSTATIC;
        if (inSwitchMap && opcode != Opcodes.GETFIELD && !read) {
            kept();
        }
        next(read && Constants.isValues(field) && !initializer ? Before.VALUES : Before.ANYTHING);
        if (read && Constants.isSwitchMap(field) && !initializer) {
            inSwitchMap = true;
        }
    }

    private void written(boolean own, String field, String descriptor) {
        if (!initializer || !own) {
            findings.add(where, "writes the static field " + field);
        } else if (descriptor.equals("Ljava/util/List;") && before != Before.FRESH_LIST) {
            findings.add(where, "expected " + field + " to be the result of List.of or List.copyOf itself");
        } else if ((descriptor.startsWith("Ljava/util/function/") || descriptor.equals("Ljava/util/Comparator;"))
                && before != Before.FREE_LAMBDA) {
            findings.add(where, "expected " + field + " to be a lambda that captures nothing");
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean ofInterface) {
        super.visitMethodInsn(opcode, owner, called, descriptor, ofInterface);
        boolean clone = before == Before.VALUES && owner.startsWith("[") && called.equals("clone");
        if (before == Before.VALUES && !clone) {
            kept();
        }
        if (inSwitchMap && descriptor.contains("[I")) {
            kept();
        }
        before = owner.equals("java/util/List") && (called.equals("of") || called.equals("copyOf"))
                ? Before.FRESH_LIST
                : Before.ANYTHING;
    }

    @Override
    public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(called, descriptor, bootstrap, arguments);
        boolean lambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
        boolean captures = Type.getArgumentTypes(descriptor).length > 0;
        if (inSwitchMap) {
            kept();
        }
        if (lambda && captures && initializer) {
            findings.add(where, "captures a value in a lambda, which all instances of a strategy would share");
        }
        next(lambda && !captures ? Before.FREE_LAMBDA : Before.ANYTHING);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        super.visitVarInsn(opcode, local);
        if (inSwitchMap && opcode >= Opcodes.ISTORE) {
            kept();
        }
        next(Before.ANYTHING);
    }

    /** Any other instruction: within a switch's look-up only what computes the ordinal's owner. */
    @Override
    void instruction(int opcode) {
        if (inSwitchMap) {
            boolean computes = (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.LDC)
                    || opcode == Opcodes.CHECKCAST
                    || opcode == Opcodes.AALOAD;
            if (opcode == Opcodes.IALOAD) {
                inSwitchMap = false;
            } else if (!computes) {
                kept();
            }
        }
        next(Before.ANYTHING);
    }

    @Override
    public void visitEnd() {
        super.visitEnd();
        if (inSwitchMap) {
            kept();
        }
        next(Before.ANYTHING);
    }

    private void next(Before state) {
        if (before == Before.VALUES) {
            kept();
        }
        before = state;
    }

    private void kept() {
        inSwitchMap = false;
        before = Before.ANYTHING;
        findings.add(
                where,
                "keeps an array of the compiler's, of an enum's values or of a switch; expected to read it in one expression");
    }
}
