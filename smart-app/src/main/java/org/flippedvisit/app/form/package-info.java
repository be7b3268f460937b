/** Shows any form on a page and lets a person fill it in: by thumb, by keyboard, by ear. */
@ApplicationModule(allowedDependencies = "ui")
@NullMarked
package org.flippedvisit.app.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
