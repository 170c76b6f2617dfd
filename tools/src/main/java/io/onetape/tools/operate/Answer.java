package io.onetape.tools.operate;

import java.util.List;
import java.util.Optional;

/**
 * What became of an operator's records.
 *
 * @param sequences of those that are on the tape
 * @param lines each record and what followed from it, as text or JSON
 * @param refusal what a service said against it
 * @param complete true if all are on the tape and every service has dealt with them
 * @param resumed true if trading goes on because of it
 */
record Answer(List<Long> sequences, List<String> lines, Optional<String> refusal, boolean complete, boolean resumed) {
    static final Answer NONE = new Answer(List.of(), List.of(), Optional.empty(), false, false);
}
