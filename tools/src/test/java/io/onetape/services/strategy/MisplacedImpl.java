package io.onetape.services.strategy;

import io.onetape.tools.Main;
import net.openhft.chronicle.queue.ChronicleQueue;

/** Breaks the rules of modules and names, to show that they can be broken. */
public final class MisplacedImpl {
    private MisplacedImpl() {}

    public static void main(String[] args) {
        ChronicleQueue.single("unused").close();
        Main.main(args);
    }
}
