package io.onetape.services.plugin.check;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Whose text one method takes. An object without a text of its own has one that holds its identity hash code, which differs between runs; so the type of what
 * is joined must be known from the instruction before, or from all that is ever stored in the variable.
 */
final class TextUse extends EachInstruction {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");
    private static final String OF_OBJECT = "(Ljava/lang/Object;)";
    private static final int NO_VARIABLE = -1;

    private final String where;
    private final Vocabulary words;
    private final Findings findings;
    private final Set<Integer> withoutText = new HashSet<>();
    private final Set<Integer> joined = new HashSet<>();
    private Type top = OBJECT;
    private int variable = NO_VARIABLE;

    TextUse(String type, String method, boolean isStatic, String descriptor, Vocabulary words, Findings findings) {
        super(null);
        this.where = type + "." + method;
        this.words = words;
        this.findings = findings;
        int local = 0;
        if (!isStatic) {
            stored(local++, Type.getObjectType(type));
        }
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            stored(local, parameter);
            local += parameter.getSize();
        }
    }

    private void stored(int local, Type type) {
        if (!words.hasText(type)) {
            withoutText.add(local);
        }
    }

    private void top(Type type) {
        top = type;
        variable = NO_VARIABLE;
    }

    @Override
    void instruction(int opcode) {
        top(OBJECT);
    }

    @Override
    public void visitLabel(Label label) {
        top(OBJECT); // other ways lead here
    }

    @Override
    public void visitLdcInsn(Object value) {
        top(Type.getType(value.getClass()));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        top(opcode == Opcodes.CHECKCAST ? Type.getObjectType(type) : OBJECT);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        top(Type.getType(descriptor));
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        if (opcode == Opcodes.ASTORE) {
            stored(local, top);
        }
        top(OBJECT);
        variable = opcode == Opcodes.ALOAD ? local : NO_VARIABLE;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean ofInterface) {
        if (takesText(owner, called) && descriptor.startsWith(OF_OBJECT)) {
            join();
        }
        top(called.equals("<init>") ? Type.getObjectType(owner) : Type.getReturnType(descriptor));
    }

    @Override
    public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
            for (Type part : Type.getArgumentTypes(descriptor)) {
                join(part);
            }
        }
        top(Type.getReturnType(descriptor));
    }

    private static boolean takesText(String owner, String called) {
        return (owner.equals("java/lang/String") && called.equals("valueOf"))
                || (owner.equals("java/lang/StringBuilder") && called.equals("append"));
    }

    private void join() {
        if (variable == NO_VARIABLE) {
            join(top);
        } else {
            joined.add(variable);
        }
    }

    private void join(Type type) {
        if (!words.hasText(type)) {
            findings.add(where, "joins the text of a " + type.getClassName() + ", which may differ between runs");
        }
    }

    /** All that is stored in a variable has been seen. */
    @Override
    public void visitEnd() {
        joined.retainAll(withoutText);
        if (!joined.isEmpty()) {
            join(OBJECT);
        }
    }
}
