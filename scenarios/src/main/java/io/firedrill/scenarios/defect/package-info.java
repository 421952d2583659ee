/**
 * Defects: small, realistic mistakes in monitoring, as edits to a copy of a workspace, each of which must turn exactly the checks
 * red that it names. A check that no defect trips is not a check.
 */
@NullMarked
package io.firedrill.scenarios.defect;

import org.jspecify.annotations.NullMarked;
