package org.flippedvisit.fhir;

import org.approvaltests.core.ApprovalFailureReporter;
import org.approvaltests.reporters.QuietReporter;

/** ApprovalTests finds this class by its name: no diff tool is opened, anywhere. */
@SuppressWarnings("unused")
public final class PackageSettings {
  public static final ApprovalFailureReporter UseReporter = QuietReporter.INSTANCE;

  private PackageSettings() {}
}
