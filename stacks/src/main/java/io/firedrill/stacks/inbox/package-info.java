/**
 * Where notifications arrive: stand-ins for the services that a team's receivers lead to (webhooks, Slack, PagerDuty,
 * mail), one journal for all of them, and the ways in which they can be made to fail.
 */
@NullMarked
package io.firedrill.stacks.inbox;

import org.jspecify.annotations.NullMarked;
