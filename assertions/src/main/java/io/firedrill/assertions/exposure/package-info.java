/** What must hold of the endpoints of monitoring: who may ask them, what they tell, and how they prove who they are. */
@NullMarked
package io.firedrill.assertions.exposure;

import org.jspecify.annotations.NullMarked;
