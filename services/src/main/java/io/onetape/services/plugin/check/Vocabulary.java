package io.onetape.services.plugin.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** What a plug-in's code may name: its own classes, and what the allow-list has. */
final class Vocabulary {
    private final AllowList allowed;
    private final Map<String, OwnClass> own;

    Vocabulary(AllowList allowed, Map<String, OwnClass> own) {
        this.allowed = allowed;
        this.own = own;
    }

    @Nullable OwnClass own(String type) {
        return own.get(type);
    }

    boolean hasType(String type) {
        return own.containsKey(type) || allowed.hasType(type);
    }

    /** The first type that may not be named, of an array's elements or a method's parameters and result too; null if all may. */
    @Nullable String foreign(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> foreign(type.getElementType());
            case Type.OBJECT -> hasType(type.getInternalName()) ? null : type.getInternalName();
            case Type.METHOD -> {
                String found = foreign(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    found = found == null ? foreign(argument) : found;
                }
                yield found;
            }
            default -> null;
        };
    }

    /** True if the member may be used, wherever above {@code owner} it is declared. */
    boolean hasMember(String owner, String name, String descriptor) {
        return hasMember(owner, name, descriptor, new HashSet<>());
    }

    private boolean hasMember(String owner, String name, String descriptor, Set<String> seen) {
        if (owner.startsWith("[")) {
            return name.equals("clone");
        }
        OwnClass type = own.get(owner);
        if (type == null) {
            int end = descriptor.lastIndexOf(')');
            return allowed.hasMember(owner, name, end < 0 ? "" : descriptor.substring(0, end + 1));
        }
        if (type.declares(name, descriptor)) {
            return true;
        }
        if (name.equals("<init>") || !seen.add(owner)) {
            return false;
        }
        if (type.superName != null && hasMember(type.superName, name, descriptor, seen)) {
            return true;
        }
        for (String implemented : type.interfaces) {
            if (hasMember(implemented, name, descriptor, seen)) {
                return true;
            }
        }
        return false;
    }

    /** True if a value of this type has the same text in every run. */
    boolean hasText(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> false;
            case Type.OBJECT -> hasMember(type.getInternalName(), "toString", "()Ljava/lang/String;");
            default -> true;
        };
    }
}
