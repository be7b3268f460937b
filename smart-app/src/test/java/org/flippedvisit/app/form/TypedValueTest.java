package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.Words;
import org.flippedvisit.fhir.form.ItemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, read as what was meant; and left alone where that is not certain. */
class TypedValueTest {
  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "' 12 ', 12",
    "-3, -3",
    "1.50, 1.50",
    "'1,5', 1.5",
    "'0,25', 0.25",
    "1., 1"
  })
  void readsNumbersAsPeopleOfBothLanguagesWriteThem(String typed, String number) {
    assertThat(TypedValue.number(typed)).hasToString("Optional[" + number + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,500", "1 500", "12 kg", "about 7", "1.2.3", "-", "1e9", "٣", "½"})
  void leavesWordsWhereNumberIsNotCertain(String typed) {
    assertThat(TypedValue.of(typed, ItemType.DECIMAL)).isEqualTo(new Words(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.5", "99999999999", "seven"})
  void takesNoPartsAndNoGiantsForWholeNumbers(String typed) {
    assertThat(TypedValue.of(typed, ItemType.INTEGER)).isEqualTo(new Words(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "14:30, 14:30",
    "9:05, 09:05",
    "14.30, 14:30",
    "2:30 pm, 14:30",
    "2 p.m., 14:00",
    "12 am, 00:00",
    "12:15 PM, 12:15",
    "23:59:07, 23:59:07"
  })
  void readsTimes(String typed, String time) {
    assertThat(TypedValue.of(typed, ItemType.TIME))
        .isEqualTo(new FormAnswer.TimeOfDay(LocalTime.parse(time)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "25:00", "14 pm", "0 am", "noon", "7:5"})
  void guessesNoTime(String typed) {
    assertThat(TypedValue.of(typed, ItemType.TIME)).isEqualTo(new Words(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "2019, 2019",
    "03/2019, 2019-03",
    "3-2019, 2019-03",
    "2019-03, 2019-03",
    "2019-03-07, 2019-03-07"
  })
  void readsYearsMonthsAndDaysAsPreciselyAsTyped(String typed, String date) {
    assertThat(TypedValue.of(typed, ItemType.DATE))
        .isInstanceOfSatisfying(
            FormAnswer.Day.class, day -> assertThat(day.on()).hasToString(date));
  }

  @ParameterizedTest
  @ValueSource(strings = {"13/2019", "in March", "19", "2019-02-30", "03/07/2019"})
  void guessesNoDay(String typed) {
    assertThat(TypedValue.of(typed, ItemType.DATE)).isEqualTo(new Words(typed));
  }
}
