package io.onetape.services.config;

import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;

/**
 * How the tape is written.
 *
 * @param rollCycle fixed when the tape is made
 * @param syncBeforeSubmit true if records before a SubmitOrder are synced to the disk before it takes effect
 * @param reserve what must stay free on the disk
 */
public record TapeSettings(RollCycle rollCycle, boolean syncBeforeSubmit, FreeSpace reserve) {}
