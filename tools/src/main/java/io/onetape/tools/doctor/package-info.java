/** What stands in a tape's way on this machine. In: the system's own files, a folder, a configuration. Out: findings, each with what helps. Nothing is changed. */
@NullMarked
package io.onetape.tools.doctor;

import org.jspecify.annotations.NullMarked;
