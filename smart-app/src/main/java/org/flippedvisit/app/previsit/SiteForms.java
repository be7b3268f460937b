package org.flippedvisit.app.previsit;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormMapper;
import org.flippedvisit.fhir.form.UnusableForm;
import org.flippedvisit.fhir.previsit.ConditionPacks;

/** The questionnaires of a site, as they were read at the start. */
public final class SiteForms {
  private final String preVisit;
  private final List<String> packs;
  private final boolean isByCondition;
  private final List<Form> further;
  private final Map<List<String>, Form> withPacks = new ConcurrentHashMap<>();

  /**
   * Takes them.
   *
   * @param preVisit the form before a visit, FHIR JSON without packs
   * @param packs asked of everybody
   * @param isByCondition whether the chart may say which packs are asked too
   * @param further asked beside it, in this order
   * @throws UnusableForm where the form cannot be filled in with the packs that may be asked
   * @throws IllegalArgumentException where there is no such pack
   */
  public SiteForms(String preVisit, List<String> packs, boolean isByCondition, List<Form> further) {
    this.preVisit = preVisit;
    this.packs = List.copyOf(packs);
    this.isByCondition = isByCondition;
    this.further = List.copyOf(further);
    preVisit(isByCondition ? ConditionPacks.names() : packs);
  }

  /** The form before a visit, with the packs of the site and these. */
  public Form preVisit(Collection<String> more) {
    Set<String> wanted = new HashSet<>(more);
    List<String> all =
        Stream.concat(packs.stream(), ConditionPacks.names().stream().filter(wanted::contains))
            .distinct()
            .toList();
    return exactly(all);
  }

  /** The form before a visit as it was asked before, with no pack that was not in it. */
  Form asAsked(String canonical) {
    return exactly(ConditionPacks.in(canonical));
  }

  private Form exactly(List<String> asked) {
    return withPacks.computeIfAbsent(
        asked, names -> FormMapper.read(ConditionPacks.add(preVisit, names)));
  }

  public boolean isByCondition() {
    return isByCondition;
  }

  /** The form before a visit and what is asked beside it. */
  public List<Form> all() {
    return Stream.concat(Stream.of(preVisit(List.of())), further.stream()).toList();
  }

  /** What is asked beside the form before a visit. */
  public List<Form> further() {
    return further;
  }
}
