/** Who the person is: name, age, language, record numbers. */
@NullMarked
package org.flippedvisit.fhir.patient;

import org.jspecify.annotations.NullMarked;
