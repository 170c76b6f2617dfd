package io.onetape.services.remote.client;

/** An endpoint did not do what was asked for. */
public final class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** In which way. */
    public enum Kind {
        /** Nobody listens there, or the connection was cut. Another attempt may succeed. */
        CUT,
        /** No answer within the time. Another attempt may succeed. */
        TIMED_OUT,
        /** All places are taken, perhaps still by a connection that was cut. Another attempt may succeed. */
        FULL,
        /** The endpoint said no. */
        REFUSED,
        /** The request cannot be answered. */
        FAILED,
        /** What arrived is not what was sent, or no answer of this protocol. */
        CHANGED
    }

    private final Kind kind;

    RemoteException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    RemoteException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** True if the same request may be answered over a new connection. */
    boolean isPassing() {
        return kind == Kind.CUT || kind == Kind.TIMED_OUT || kind == Kind.FULL;
    }
}
