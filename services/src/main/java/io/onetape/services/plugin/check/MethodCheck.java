package io.onetape.services.plugin.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Checks one method: each type, method and field that it names, and how it uses static fields. */
final class MethodCheck extends MethodVisitor {
    private static final String INITIALIZER = "<clinit>";
    private static final String OBJECT_METHODS = "java/lang/runtime/ObjectMethods.bootstrap";

    private static final Set<String> LAMBDAS = Set.of("java/lang/invoke/LambdaMetafactory.metafactory");
    private static final Set<String> TEXTS = Set.of(
            "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
            "java/lang/invoke/StringConcatFactory.makeConcat");

    /** Who catches these goes on after a failure that need not come again in a replay: a full heap, a deep stack. */
    private static final Set<String> NOT_CAUGHT = Set.of("java/lang/Throwable", "java/lang/Error");

    private final String type;
    private final String where;
    private final Vocabulary words;
    private final Findings findings;
    private final StaticUse statics;

    MethodCheck(String type, String method, Vocabulary words, Findings findings) {
        super(Opcodes.ASM9);
        this.type = type;
        this.where = type + "." + method;
        this.words = words;
        this.findings = findings;
        this.statics = new StaticUse(where, method.equals(INITIALIZER), findings);
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
        statics.other(opcode);
        named("uses ", Type.getObjectType(operand));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        if (!words.hasMember(owner, field, descriptor)) {
            findings.add(where, "reads or writes " + owner + "." + field);
        }
        named("uses ", Type.getType(descriptor));
        statics.field(opcode, owner.equals(type), field, descriptor);
        boolean written = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        if (written && words.own(owner) == null) {
            findings.add(where, "writes " + owner + "." + field);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean ofInterface) {
        statics.call(owner, called, descriptor);
        call(owner, called, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
        String by = bootstrap.getOwner() + "." + bootstrap.getName();
        boolean lambda = LAMBDAS.contains(by);
        boolean text = TEXTS.contains(by);
        statics.dynamic(lambda, Type.getArgumentTypes(descriptor).length > 0);
        if (!lambda && !text && !by.equals(OBJECT_METHODS)) {
            findings.add(where, "invokes dynamically by " + by);
        }
        named("uses ", Type.getMethodType(descriptor));
        if (text) {
            for (Type part : Type.getArgumentTypes(descriptor)) {
                if (!words.hasText(part)) {
                    findings.add(where, "joins the text of a " + part.getClassName() + ", which may differ between runs");
                }
            }
        }
        for (Object argument : arguments) {
            constant(argument, lambda || by.equals(OBJECT_METHODS));
        }
    }

    /** A constant of the class file. A handle stands for a call, which only a lambda or a record's own methods may hold. */
    private void constant(Object value, boolean mayHoldCalls) {
        if (value instanceof Handle handle && mayHoldCalls) {
            call(handle.getOwner(), handle.getName(), handle.getDesc());
        } else if (value instanceof Type held && (held.getSort() != Type.METHOD || mayHoldCalls)) {
            named("uses ", held);
        } else if (!(value instanceof Number || value instanceof String)) {
            findings.add(where, "loads a constant of the kind " + value.getClass().getSimpleName() + ", " + value);
        }
    }

    private void call(String owner, String called, String descriptor) {
        if (!words.hasMember(owner, called, descriptor)) {
            findings.add(where, (descriptor.startsWith("(") ? "calls " : "reads or writes ") + owner + "." + called);
        }
        named("uses ", Type.getType(descriptor));
    }

    private void named(String verb, Type named) {
        String foreign = words.foreign(named);
        if (foreign != null) {
            findings.add(where, verb + foreign);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        statics.other(Opcodes.LDC);
        constant(value, false);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        statics.other(Opcodes.MULTIANEWARRAY);
        named("uses ", Type.getType(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String caught) {
        if (caught != null && (NOT_CAUGHT.contains(caught) || !words.hasType(caught))) {
            findings.add(where, "catches " + caught);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        statics.other(opcode);
        if (opcode == Opcodes.MONITORENTER) {
            findings.add(where, "is synchronized");
        }
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        statics.variable(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        statics.other(opcode);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        statics.other(opcode);
    }

    @Override
    public void visitIincInsn(int local, int by) {
        statics.other(Opcodes.IINC);
    }

    @Override
    public void visitTableSwitchInsn(int from, int to, Label other, Label... labels) {
        statics.other(Opcodes.TABLESWITCH);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        statics.other(Opcodes.LOOKUPSWITCH);
    }

    @Override
    public void visitEnd() {
        statics.end();
    }
}
