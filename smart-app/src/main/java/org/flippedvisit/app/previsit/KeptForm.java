package org.flippedvisit.app.previsit;

/**
 * A form while somebody fills it in.
 *
 * @param filling everything typed so far, as the form engine keeps it; empty where nothing is
 */
public record KeptForm(String filling) {
  public static final KeptForm NOTHING = new KeptForm("");

  public boolean isBegun() {
    return !filling.isEmpty();
  }
}
