/**
 * What processes log: one JSON object a line, with the service and the record that it was about, and never a secret.
 *
 * <p>In: log events of any thread. Out: fields and masks for Logback, which {@code config/logback.xml} puts together.
 */
@NullMarked
package io.onetape.services.ops.log;

import org.jspecify.annotations.NullMarked;
