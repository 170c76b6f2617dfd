/**
 * What the tests of all services stand on: records written as text, fed to processors in the order of the tape, and read as text again.
 */
@NullMarked
package io.onetape.services;

import org.jspecify.annotations.NullMarked;
