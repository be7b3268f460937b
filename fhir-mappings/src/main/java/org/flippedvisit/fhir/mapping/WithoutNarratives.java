package org.flippedvisit.fhir.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * FHIR JSON with every narrative ({@code Narrative.div}) emptied. Nothing here shows one, and HAPI
 * 8.8 gives up a whole Bundle when one of its narratives is not well-formed XML (HAPI-1755), which
 * no error handler can prevent. JSON is taken to be UTF-8 (FHIR R4 json).
 *
 * <p>By bytes and not with a JSON library: written anew by one, a decimal could lose its trailing
 * zeros, which are its precision (FHIR R4 decimal), and the Bundle would be in memory once more.
 */
public final class WithoutNarratives extends InputStream {
  private static final byte[] KEY = "div".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY =
      "\"<div xmlns='http://www.w3.org/1999/xhtml'/>\"".getBytes(StandardCharsets.US_ASCII);

  private static final int CHUNK = 16_384;

  private final InputStream json;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int filled;
  private Place place = Place.OUTSIDE;
  private boolean isEscaped;

  /** How much of {@link #KEY} the string under way has been so far; -1 when it is another one. */
  private int matched;

  /** How much of {@link #EMPTY} was given out; all of it when none is due. */
  private int given = EMPTY.length;

  public WithoutNarratives(InputStream json) {
    this.json = json;
  }

  private enum Place {
    OUTSIDE,
    IN_STRING,
    BEHIND_KEY,
    BEHIND_COLON
  }

  @Override
  public int read() throws IOException {
    if (given < EMPTY.length) {
      return EMPTY[given++];
    }
    int next = next();
    if (place == Place.IN_STRING) {
      inString(next);
    } else if (next == '"' && place == Place.BEHIND_COLON) {
      skipString();
      given = 1;
    } else {
      outside(next);
    }
    return next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = 0;
    for (int one; count < length && (one = read()) >= 0; count++) {
      into[from + count] = (byte) one;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private int next() throws IOException {
    if (position >= filled) {
      filled = json.read(chunk, 0, CHUNK);
      position = 0;
    }
    return filled < 0 ? -1 : chunk[position++] & 0xFF;
  }

  private void inString(int next) {
    if (!isEscaped && next == '"') {
      place = matched == KEY.length ? Place.BEHIND_KEY : Place.OUTSIDE;
      return;
    }
    boolean goesOn = matched >= 0 && matched < KEY.length && next == KEY[matched];
    matched = goesOn ? matched + 1 : -1;
    isEscaped = !isEscaped && next == '\\';
  }

  private void outside(int next) {
    switch (next) {
      case ' ', '\t', '\n', '\r' -> {}
      case '"' -> {
        place = Place.IN_STRING;
        matched = 0;
      }
      case ':' -> place = place == Place.BEHIND_KEY ? Place.BEHIND_COLON : Place.OUTSIDE;
      default -> place = Place.OUTSIDE;
    }
  }

  private void skipString() throws IOException {
    place = Place.OUTSIDE;
    boolean escaped = false;
    int next = next();
    while (next >= 0 && (escaped || next != '"')) {
      escaped = !escaped && next == '\\';
      next = next();
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
