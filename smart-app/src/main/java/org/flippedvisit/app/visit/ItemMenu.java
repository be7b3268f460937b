package org.flippedvisit.app.visit;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.Origin;

/** What can be done to an item itself: its words, what it is the same as, who may see it. */
final class ItemMenu extends MenuBar {
  private static final long serialVersionUID = 1L;

  ItemMenu(AgendaItem item, AgendaRow.Changes changes, Runnable editWords) {
    addClassName("fv-item-menu");
    MenuItem root = addItem(getTranslation("agenda.item"));
    root.setAriaLabel(getTranslation("agenda.item.which", Folded.start(item.words())));
    if (mayBeReworded(item)) {
      root.getSubMenu().addItem(getTranslation("agenda.edit"), click -> editWords.run());
    }
    addJoins(root, item, changes);
    if (!item.bearsOnSafety()) { // which is never hidden
      addPrivacy(root, item, changes, Privacy.THIS_VISIT, "agenda.make-private");
      addPrivacy(root, item, changes, Privacy.ALONE, "agenda.make-alone");
    }
  }

  /** What the person said in their own answers stays as they said it. */
  private static boolean mayBeReworded(AgendaItem item) {
    return item.origin() != Origin.PERSON || item.source() == null;
  }

  private void addJoins(MenuItem root, AgendaItem item, AgendaRow.Changes changes) {
    var others = changes.others(item);
    if (others.isEmpty()) {
      return;
    }
    MenuItem same = root.getSubMenu().addItem(getTranslation("agenda.same-as"));
    for (AgendaItem other : others) {
      same.getSubMenu().addItem(Folded.start(other.words()), click -> changes.join(item, other));
    }
  }

  private void addPrivacy(
      MenuItem root, AgendaItem item, AgendaRow.Changes changes, Privacy privacy, String key) {
    MenuItem choice =
        root.getSubMenu()
            .addItem(
                getTranslation(key),
                click ->
                    changes.setPrivacy(item, item.privacy() == privacy ? Privacy.OPEN : privacy));
    choice.setCheckable(true);
    choice.setChecked(item.privacy() == privacy);
  }
}
