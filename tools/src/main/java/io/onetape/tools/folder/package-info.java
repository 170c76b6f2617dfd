/**
 * Folders that are not there before they are complete, or no longer than they are needed, also if the process is told to end. In: where something shall be. Out: that, whole, or nothing.
 */
@NullMarked
package io.onetape.tools.folder;

import org.jspecify.annotations.NullMarked;
