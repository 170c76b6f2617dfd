/**
 * What an operator's tools ask a process: does it live, is it ready, has it started, what are its numbers.
 *
 * <p>In: what a process says of its parts ({@link io.onetape.services.ops.ProcessHealth}) and a registry of metrics. Out: answers over HTTP.
 */
@NullMarked
package io.onetape.services.ops;

import org.jspecify.annotations.NullMarked;
