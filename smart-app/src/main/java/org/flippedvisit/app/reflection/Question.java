package org.flippedvisit.app.reflection;

/** What a clinician asks themselves (DOMAIN: did my role flex, did I ask enough, did I dare). */
enum Question {
  LED,
  ASKED,
  DARED
}
