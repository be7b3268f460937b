/** What the tests of the mappers share: parsing as the app parses, people, and the validator. */
@NullMarked
package org.flippedvisit.fhir.testing;

import org.jspecify.annotations.NullMarked;
