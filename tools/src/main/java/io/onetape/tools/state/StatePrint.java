package io.onetape.tools.state;

import io.onetape.replay.StateAt;
import io.onetape.tools.console.Out;
import io.onetape.tools.format.Json;

/** One service's state, as its processor wrote it, for people and for programs. */
final class StatePrint {
    private StatePrint() {}

    /** One JSON object. */
    static StringBuilder json(String service, long sequence, String own) {
        Json json = new Json()
                .begin()
                .string("service", service)
                .integer("sequence", sequence)
                .string("stateHash", StateAt.hash(own));
        return json.members(StateJson.of(own).toString()).endObject().text();
    }

    /** As YAML, with so many levels of each side of a book. */
    static void text(Out out, int levels, String service, long sequence, String own) {
        out.line("# " + service + " at sequence " + sequence).line("# state hash " + StateAt.hash(own));
        new StateText(out, levels).print(StateJson.of(own));
    }
}
