package org.flippedvisit.app.ui;

import com.vaadin.flow.component.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * A drop-down list whose open list has the field's name too: Vaadin names the field alone, and a
 * screen reader that comes into the list then says only "list" (WCAG 2.2, 4.1.2).
 */
public final class NamedSelect<T> extends Select<T> {
  @Override
  public void setLabel(@Nullable String label) {
    super.setLabel(label);
    nameList();
  }

  @Override
  public void setAriaLabel(@Nullable String name) {
    super.setAriaLabel(name);
    nameList();
  }

  private void nameList() {
    String label = getLabel() == null || getLabel().isBlank() ? "" : getLabel();
    String name = getAriaLabel().orElse(label);
    getElement()
        .getChildren()
        .filter(child -> child.getTag().equals("vaadin-select-list-box"))
        .forEach(list -> list.setAttribute("aria-label", name));
  }
}
