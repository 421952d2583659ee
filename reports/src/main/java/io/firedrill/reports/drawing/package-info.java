/**
 * What happened, drawn to scale: server-side SVG that needs neither a script nor a network. Colours come from the style
 * sheet of the page by class name; every shape carries its meaning as a title too. Depends on evidence alone.
 */
@NullMarked
package io.firedrill.reports.drawing;

import org.jspecify.annotations.NullMarked;
