package io.onetape.services.remote;

import io.onetape.services.remote.protocol.FrameWriter;

/** Listens on a port and hands the frames of each connection to its conversation: all that the endpoint needs of a network. From any thread. */
interface Listener extends AutoCloseable {
    /** What is done with one connection. Called by one thread at a time. */
    interface Conversation extends AutoCloseable {
        /** Takes one frame, its length in front, and appends what answers it at once. */
        void take(byte[] frame, int length, FrameWriter answers);

        /** Appends what has become known since; called again and again. */
        void poll(FrameWriter answers);

        /** Appends why bytes that are no frame end the connection. */
        void refuse(String reason, FrameWriter answers);

        /** True if the connection ends as soon as what was appended is sent. */
        boolean isOver();

        @Override
        void close();
    }

    /** The port that it listens on. */
    int port();

    /** False if it does not listen any more. */
    boolean isOpen();

    /** The most bytes that have waited for one reader since the start. */
    long mostQueuedBytes();

    /** Ends all connections, and returns when no conversation is called any more. */
    @Override
    void close();
}
