package org.flippedvisit.app.launch;

/**
 * Somebody asked for what their role may not do. The pages offer it to nobody; whoever gets here
 * has gone round them, and gets nothing.
 */
public final class NotForThisRole extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotForThisRole() {
    super("not for the role of this launch");
  }
}
