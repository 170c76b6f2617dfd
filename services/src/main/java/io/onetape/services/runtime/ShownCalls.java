package io.onetape.services.runtime;

import io.onetape.replay.ServiceLoop;
import io.onetape.services.strategy.CallListener;

/** Shows in the heartbeat which strategy of a service is called, and on which record: also when a timer fires before it. */
final class ShownCalls implements CallListener {
    private final Heartbeat heartbeat;
    private final ServiceLoop loop;

    ShownCalls(Heartbeat heartbeat, ServiceLoop loop) {
        this.heartbeat = heartbeat;
        this.loop = loop;
    }

    @Override
    public void calls(long strategy) {
        heartbeat.enter(loop.consumed(), strategy);
    }

    @Override
    public void returned() {
        heartbeat.leave();
    }
}
