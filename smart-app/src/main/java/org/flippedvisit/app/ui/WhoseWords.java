package org.flippedvisit.app.ui;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.List;
import java.util.Objects;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * Asks whose words something is, where more than one person may speak. Who speaks and who types are
 * never the same field.
 */
public final class WhoseWords extends RadioButtonGroup<Author> {
  private static final long serialVersionUID = 1L;

  /**
   * @param voices at least one; the first is chosen
   */
  public WhoseWords(List<? extends Author> voices) {
    setLabel(getTranslation("ask.whose-words"));
    setItems(List.copyOf(voices));
    setItemLabelGenerator(author -> AuthorName.of(author, this));
    setValue(voices.getFirst());
    setVisible(voices.size() > 1);
  }

  /**
   * Chooses somebody again, as in a draft; nothing changes where they are not among the voices.
   *
   * @param reference FHIR reference
   */
  public void choose(@Nullable String reference) {
    getListDataView()
        .getItems()
        .filter(author -> Objects.equals(author.reference(), reference))
        .findFirst()
        .ifPresent(this::setValue);
  }
}
