package org.flippedvisit.app.draft;

import java.util.List;
import java.util.Objects;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.springframework.stereotype.Component;

/** The forms of a launch, each with what its person typed and has not sent. */
@Component
public final class TypedForms {
  private final Drafts drafts;

  TypedForms(Drafts drafts) {
    this.drafts = drafts;
  }

  /**
   * One form.
   *
   * @param name at most 100 characters, no wildcard of SQL among them
   * @param nothing what stands in the form before anybody has typed; it is not kept
   */
  public <T> TypedForm<T> form(Launch launch, String name, Class<T> type, T nothing) {
    return new TypedForm<>(drafts, key(launch, name), type, nothing);
  }

  /**
   * Everything the person of this launch began about its patient, at any visit, in the forms whose
   * names begin with {@code names}. Newest first.
   */
  public <T> List<Draft<T>> begun(Launch launch, String names, Class<T> type) {
    return drafts.begun(launch.patientKey(), launch.fhirUser().reference(), names, type);
  }

  /** True when it was typed at the visit of this launch. */
  public static boolean isHere(Launch launch, Draft<?> draft) {
    return draft.key().visit().equals(visit(launch));
  }

  private static DraftKey key(Launch launch, String name) {
    return new DraftKey(launch.patientKey(), visit(launch), launch.fhirUser().reference(), name);
  }

  /**
   * Staff without an encounter begin afresh each day; at home one begins today and goes on
   * tomorrow.
   */
  private static String visit(Launch launch) {
    return launch.role().isStaff()
        ? launch.visitKey()
        : Objects.requireNonNullElse(launch.encounterId(), "");
  }
}
