/** Who opened, read or wrote what about whom: the access audit as FHIR AuditEvent (IHE BALP). */
@NullMarked
package org.flippedvisit.fhir.audit;

import org.jspecify.annotations.NullMarked;
