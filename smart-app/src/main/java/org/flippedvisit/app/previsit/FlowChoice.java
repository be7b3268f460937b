package org.flippedvisit.app.previsit;

/**
 * How a person likes to go through the questions; theirs at every visit, until they choose again.
 *
 * @param flow {@link #ONE_PAGE} or {@link #ONE_AT_A_TIME}; empty where they have not chosen
 */
public record FlowChoice(String flow) {
  public static final String ONE_PAGE = "one-page";
  public static final String ONE_AT_A_TIME = "one-at-a-time";
  static final FlowChoice NONE = new FlowChoice("");

  public boolean isOnePage() {
    return flow.equals(ONE_PAGE);
  }
}
