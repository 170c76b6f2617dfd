package io.onetape.services.strategy;

import java.util.Optional;

/**
 * Where the strategies' processor gets the types of plug-ins from. What it answers must be a function of the two arguments, on every machine and at any time: a
 * replay asks again. So it has exactly the JAR with that hash or it throws.
 */
@FunctionalInterface
public interface StrategyLibrary {
    /** Has no plug-in. */
    StrategyLibrary NONE = (type, sha256) -> {
        throw new StrategyPackageException("the tape takes strategy type '" + type + "' from the plug-in " + sha256
                + "; found no folder of plug-ins, expected one that has " + sha256 + ".jar");
    };

    /**
     * A type of this name of the JAR with this SHA-256 (64 lower-case hexadecimal digits), fresh, with code that shares nothing with an earlier answer's.
     * Empty if that JAR has no such type. Throws {@link StrategyPackageException} if there is no such JAR, or it may not be loaded here: who asks must stop,
     * because to go on without it is to go on differently.
     */
    Optional<StrategyType> find(String type, String sha256);
}
